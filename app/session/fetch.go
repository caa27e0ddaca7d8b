package session

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient"
)

const (
	// fetchPause is the least time between two readings of the lists, so that a thousand frames a
	// second cost five readings a second.
	fetchPause = 200 * time.Millisecond
	// fetchLimit bounds one reading of the lists.
	fetchLimit = 2 * time.Minute
	// freshenAfter is when lists and counters are read again though nothing was pushed: a push may say
	// nothing when one item came as another went, and can be lost.
	freshenAfter = 15 * time.Minute
	// overlap is how many known calls in a row end a reading of the newest ones.
	overlap = 20
	// recent is how many of the newest known calls a reading is compared with: more than it can need to end,
	// unless most of them were deleted meanwhile; then it reads on.
	recent = 10 * overlap
	// deepest is how far back the history is read.
	deepest = 5000
)

// secondLooks are the waits before the lists are read again when a count has risen and they didn't show
// for what: a platform may count an item before it lists it.
var secondLooks = [...]time.Duration{time.Second, 3 * time.Second, 10 * time.Second}

// lists is what a reading asks of the platform.
type lists interface {
	Voicemails(ctx context.Context) iter.Seq2[istraclient.Voicemail, error]
	Calls(ctx context.Context, opts istraclient.ListOptions) iter.Seq2[istraclient.Call, error]
	GetCounters(ctx context.Context) (istraclient.Counters, error)
	GetUserInfo(ctx context.Context) (istraclient.UserInfo, error)
}

// fetching is the reading of the lists, seen from the loop: at most one runs at a time.
type fetching struct {
	running, again  bool
	cancel          context.CancelFunc // ends the reading under way; nil before the first
	changes         int                // grows with each change of ours: a reading begun before is stale
	counterReadings int                // grows with each count applied: an older answer is stale
	counted         istraclient.Counters
	looks           int  // of secondLooks: how many are left to find what a count has risen for
	recount         bool // the next reading asks for the counters too
	userKnown       bool // since the link came up
	historyRead     bool // down to the end, once a run and account
	freshen         int  // grows with each reading, so that only the last one's timer counts
}

// job is one reading: what it asks for, and what came of it.
type job struct {
	number, changes, counterReadings int
	wantUser, wantCounters, deep     bool
	known                            map[string]inbox.Call

	voicemails *inbox.VoicemailsRead // nil: the platform refuses them to this account
	calls      *inbox.CallsRead      // likewise
	user       *istraclient.UserInfo
	counters   *istraclient.Counters
	err        error
}

// refresh reads the lists now, or right after the reading under way.
func (s *Session) refresh() {
	if s.account.upSince.IsZero() || s.ctx.Err() != nil {
		return // the next connect reads them anyhow
	}
	if s.fetch.running {
		s.fetch.again = true
		return
	}
	s.fetch.running, s.fetch.again = true, false
	j := &job{
		number:          s.account.number,
		changes:         s.fetch.changes,
		counterReadings: s.fetch.counterReadings,
		wantUser:        !s.fetch.userKnown,
		wantCounters:    s.fetch.changes > 0 || s.fetch.recount,
		deep:            !s.fetch.historyRead,
		known:           knownCalls(s.state.Calls()),
	}
	s.fetch.recount = false
	platform := s.account.platform
	ctx, cancel := context.WithTimeout(s.ctx, fetchLimit)
	s.fetch.cancel = cancel
	s.work(func() {
		defer cancel()
		j.read(ctx, platform)
		s.post(func() { s.fetched(j) })
	})
}

func knownCalls(calls []inbox.Call) map[string]inbox.Call {
	calls = calls[:min(len(calls), recent)]
	known := make(map[string]inbox.Call, len(calls))
	for _, c := range calls {
		known[c.ID] = c
	}
	return known
}

// read asks the platform for everything the job wants. It runs on a worker.
func (j *job) read(ctx context.Context, p lists) {
	if j.voicemails, j.err = readVoicemails(ctx, p); j.err != nil && !denied(j.err) {
		return
	}
	noMailbox := j.err != nil
	if j.calls, j.err = readCalls(ctx, p, j.known, j.deep); j.err != nil && (noMailbox || !denied(j.err)) {
		return
	}
	j.err = nil
	if j.wantCounters {
		counters, err := p.GetCounters(ctx)
		if err != nil {
			j.err = err
			return
		}
		j.counters = &counters
	}
	if j.wantUser {
		// The lists are worth having without it; the next reading asks again.
		if user, err := p.GetUserInfo(ctx); err == nil {
			j.user = &user
		}
	}
}

// denied says that the platform will not give a list to this account, now or later: an account without
// a mailbox still has calls. One that gets neither has more likely lost its session.
func denied(err error) bool {
	return errors.As(err, new(*istraclient.APIError)) && !istraclient.Retryable(err)
}

func readVoicemails(ctx context.Context, p lists) (*inbox.VoicemailsRead, error) {
	var read inbox.VoicemailsRead
	for v, err := range p.Voicemails(ctx) {
		if err != nil {
			return nil, err
		}
		read.Items = append(read.Items, voicemailOf(v))
	}
	return &read, nil
}

// readCalls reads from the newest call back to what is known, or, deep, to the end. A platform that
// sends the oldest first is always read to the end.
func readCalls(ctx context.Context, p lists, known map[string]inbox.Call, deep bool) (*inbox.CallsRead, error) {
	read := &inbox.CallsRead{Newest: true}
	familiar, oldestFirst := 0, false
	for c, err := range p.Calls(ctx, istraclient.ListOptions{}) {
		if err != nil {
			return nil, err
		}
		call := callOf(c)
		if n := len(read.Items); n > 0 && call.Time.After(read.Items[n-1].Time) {
			oldestFirst = true
		}
		read.Items = append(read.Items, call)
		familiar++
		if known[call.ID] != call {
			familiar = 0
		}
		if !oldestFirst && (familiar >= overlap && !deep || len(read.Items) >= deepest) {
			return read, nil
		}
	}
	read.Whole = true
	return read, nil
}

// fetched takes the outcome of a reading.
func (s *Session) fetched(j *job) {
	s.fetch.running = false
	switch {
	case j.number != s.account.number:
		s.refresh() // another link is up, or none
		return
	case j.err != nil:
		s.fetchFailed(j.err)
		return
	}
	if j.changes == s.fetch.changes {
		s.take(j)
	} else {
		s.fetch.again = true // we changed something meanwhile: the answer may not have it
	}
	if s.fetch.again {
		s.after(fetchPause, s.refresh)
	}
}

func (s *Session) take(j *job) {
	s.fetch.historyRead = true
	var events []inbox.Event
	if j.voicemails != nil {
		events = append(events, *j.voicemails)
	}
	if j.calls != nil {
		events = append(events, *j.calls)
	}
	if j.counters != nil && j.counterReadings == s.fetch.counterReadings {
		s.fetch.changes, s.fetch.counted = 0, *j.counters
		events = append(events, countersOf(*j.counters))
	}
	if j.user != nil {
		s.fetch.userKnown = true
		events = append(events, userOf(*j.user))
	}
	voicemails, calls, _ := s.state.Lists()
	s.apply(append(events, inbox.Synced{})...)
	s.lookAgain(voicemails, calls)
	if s.state.Connection().State == inbox.Syncing {
		s.setConnection(inbox.Connection{State: inbox.Online})
	}
	s.freshenLater()
}

// lookAgain has the lists read once more in a while if they should have changed and are as they were.
func (s *Session) lookAgain(voicemails []inbox.Voicemail, calls []inbox.Call) {
	if s.fetch.looks == 0 || s.fetch.again {
		return // nothing is looked for, or the next reading is the first to look
	}
	nowVoicemails, nowCalls, _ := s.state.Lists()
	if !slices.Equal(voicemails, nowVoicemails) || !slices.Equal(calls, nowCalls) {
		s.fetch.looks = 0
		return
	}
	wait := secondLooks[len(secondLooks)-s.fetch.looks]
	s.fetch.looks--
	s.after(wait, s.refresh)
}

func (s *Session) freshenLater() {
	s.fetch.freshen++
	number := s.fetch.freshen
	s.after(freshenAfter, func() {
		if number == s.fetch.freshen {
			s.fetch.recount = true
			s.refresh()
		}
	})
}

// fetchFailed gives the link up: a link whose lists can't be read is no use, and a new one begins
// with the lists again, after the backoff.
func (s *Session) fetchFailed(err error) {
	s.cfg.Logger.Warn("reading the lists", "error", err)
	s.endLink()
	if denied(err) {
		s.account.session = false
	}
	if s.ctx.Err() == nil && !s.refused(err) {
		s.retryLater(err)
	}
}
