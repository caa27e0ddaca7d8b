// Package fake is an agent and a player made of memory, for tests of the window and for looking at
// it by hand. Both may be used from any goroutine.
package fake

import (
	"context"
	"slices"
	"sync"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/settings"
)

// Agent keeps a snapshot, changes it as the real agent would, and notes what was asked of it.
type Agent struct {
	order     sync.Mutex // one change at a time, published as well: snapshots come in order; taken before mu
	mu        sync.Mutex // guards all below
	snap      inbox.Snapshot
	asked     []string
	suggested []control.Suggestion
	failures  map[string]error
	settings  settings.Settings
	password  string // the last one that was sent
	books     []control.ContactBook
	silent    bool // a sign-in is not answered
	published func(inbox.Snapshot)
	said      map[string]inbox.Transcript
	willSay   map[string]inbox.Transcript // what the making of one leads to; missing: it goes on
}

// NewAgent makes an agent that starts with a snapshot; publish, if not nil, gets each new one.
func NewAgent(s inbox.Snapshot, publish func(inbox.Snapshot)) *Agent {
	return &Agent{snap: s, published: publish, failures: map[string]error{}, said: map[string]inbox.Transcript{},
		willSay: map[string]inbox.Transcript{}, settings: settings.Defaults()}
}

// Snapshot is what the agent has now.
func (a *Agent) Snapshot() inbox.Snapshot {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.snap
}

// Asked are the requests so far, such as "read v1 true", oldest first.
func (a *Agent) Asked() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.asked)
}

// Password is the one of the last sign-in.
func (a *Agent) Password() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.password
}

// Fail makes requests of that name (read, delete, call, signin …) fail; nil lets them pass again.
func (a *Agent) Fail(name string, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.failures[name] = err
}

// Change edits the snapshot and publishes it.
func (a *Agent) Change(edit func(*inbox.Snapshot)) {
	a.order.Lock()
	defer a.order.Unlock()
	a.mu.Lock()
	a.snap.Voicemails = slices.Clone(a.snap.Voicemails)
	edit(&a.snap)
	a.snap.Seq++
	if a.snap.Known {
		a.snap.Counts.UnreadVoicemails = unread(a.snap.Voicemails)
	}
	s, publish := a.snap, a.published
	a.mu.Unlock()
	if publish != nil {
		publish(s)
	}
}

func unread(list []inbox.Voicemail) (n int) {
	for _, v := range list {
		if !v.Read {
			n++
		}
	}
	return n
}

// note records a request and says how it ends.
func (a *Agent) note(name, rest string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.asked = append(a.asked, name+" "+rest)
	return a.failures[name]
}

// SetRead is part of desk.Agent.
func (a *Agent) SetRead(_ context.Context, id string, read bool) error {
	word := " false"
	if read {
		word = " true"
	}
	if err := a.note("read", id+word); err != nil {
		return err
	}
	a.Change(func(s *inbox.Snapshot) {
		for i := range s.Voicemails {
			if s.Voicemails[i].ID == id {
				s.Voicemails[i].Read = read
			}
		}
	})
	return nil
}

// DeleteLater is part of desk.Agent: it hides the item.
func (a *Agent) DeleteLater(_ context.Context, kind inbox.ItemKind, id string, wait time.Duration) error {
	if err := a.note("delete", string(kind)+" "+id); err != nil {
		return err
	}
	a.Change(func(s *inbox.Snapshot) {
		s.Deleting = append(slices.Clone(s.Deleting), inbox.Deletion{ID: id, Kind: kind, Due: time.Now().Add(wait)})
	})
	return nil
}

// Undo is part of desk.Agent.
func (a *Agent) Undo(_ context.Context, kind inbox.ItemKind, id string) error {
	if err := a.note("undo", string(kind)+" "+id); err != nil {
		return err
	}
	a.Change(func(s *inbox.Snapshot) {
		s.Deleting = slices.DeleteFunc(slices.Clone(s.Deleting), func(d inbox.Deletion) bool { return d.ID == id })
	})
	return nil
}

// PlaceCall is part of desk.Agent.
func (a *Agent) PlaceCall(_ context.Context, r control.CallRequest) (control.CallAnswer, error) {
	asked := r.Destination
	if r.Confirmed {
		asked += " confirmed"
	}
	err := a.note("call", asked)
	if err != nil {
		return control.CallAnswer{}, err
	}
	for _, p := range a.Snapshot().Phones {
		if p.ID == r.Phone || r.Phone == "" {
			return control.CallAnswer{Phone: p}, nil
		}
	}
	return control.CallAnswer{}, nil
}

// Suggest sets who is likely to be called.
func (a *Agent) Suggest(list ...control.Suggestion) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.suggested = list
}

// Suggestions is part of desk.Agent.
func (a *Agent) Suggestions(context.Context, int) ([]control.Suggestion, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.suggested, nil
}

// Retry is part of desk.Agent.
func (a *Agent) Retry(context.Context) error { return a.note("retry", "now") }

// MissedSeen is part of desk.Agent.
func (a *Agent) MissedSeen(_ context.Context, until time.Time) error {
	if err := a.note("seen", until.UTC().Format(time.RFC3339)); err != nil {
		return err
	}
	a.Change(func(s *inbox.Snapshot) { s.Counts.MissedCalls = 0 })
	return nil
}

// SetFollowUp is part of desk.Agent.
func (a *Agent) SetFollowUp(_ context.Context, f inbox.FollowUp) error {
	if err := a.note("followup", f.Caller); err != nil {
		return err
	}
	a.Change(func(s *inbox.Snapshot) {
		s.FollowUps = slices.DeleteFunc(slices.Clone(s.FollowUps), func(old inbox.FollowUp) bool {
			return old.Caller == f.Caller
		})
		if !f.Done.IsZero() {
			s.FollowUps = append(s.FollowUps, f)
		}
	})
	return nil
}

// SignIn is part of desk.Agent.
func (a *Agent) SignIn(ctx context.Context, r control.SignInRequest) error {
	a.mu.Lock()
	a.password = r.Password
	a.mu.Unlock()
	if err := a.note("signin", r.Server+" "+r.Login+" "+r.TrustKey); err != nil {
		return err
	}
	if a.hangs() {
		<-ctx.Done()
		return ctx.Err()
	}
	a.Change(func(s *inbox.Snapshot) {
		s.Account = inbox.Account{Server: r.Server, Login: r.Login}
		s.Connection = inbox.Connection{State: inbox.Online}
		s.Known, s.Mailbox, s.History = true, inbox.ListState{Known: true}, inbox.ListState{Known: true}
	})
	return nil
}

// SecondFactor is part of desk.Agent.
func (a *Agent) SecondFactor(_ context.Context, code string) error {
	if err := a.note("code", code); err != nil {
		return err
	}
	a.Change(func(s *inbox.Snapshot) {
		s.Connection, s.Known = inbox.Connection{State: inbox.Online}, true
		s.Mailbox, s.History = inbox.ListState{Known: true}, inbox.ListState{Known: true}
	})
	return nil
}

// SignOut is part of desk.Agent.
func (a *Agent) SignOut(context.Context) error {
	if err := a.note("signout", ""); err != nil {
		return err
	}
	a.Change(func(s *inbox.Snapshot) {
		*s = inbox.Snapshot{Seq: s.Seq, Connection: inbox.Connection{State: inbox.SignedOut}}
	})
	return nil
}

// Settings is part of desk.Agent.
func (a *Agent) Settings(context.Context) (settings.Settings, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.settings, a.failures["settings"]
}

// SetSettings is part of desk.Agent.
func (a *Agent) SetSettings(_ context.Context, s settings.Settings) error {
	if err := a.note("set", s.Appearance.Theme); err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.settings = s
	return nil
}

// Say has a message's transcript be that.
func (a *Agent) Say(id string, t inbox.Transcript) {
	a.mu.Lock()
	a.said[id] = t
	a.mu.Unlock()
	a.Change(func(s *inbox.Snapshot) {
		for i := range s.Voicemails {
			if s.Voicemails[i].ID == id {
				s.Voicemails[i].Transcript = t.Text
			}
		}
	})
}

// WillSay has the making of a message's transcript lead to that.
func (a *Agent) WillSay(id string, t inbox.Transcript) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.willSay[id] = t
}

// Transcript is part of desk.Agent.
func (a *Agent) Transcript(_ context.Context, id string) (inbox.Transcript, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	t, ok := a.said[id]
	if !ok {
		t.State = inbox.NoTranscript
	}
	return t, a.failures["transcript"]
}

// MakeTranscript is part of desk.Agent.
func (a *Agent) MakeTranscript(_ context.Context, id string) (inbox.Transcript, error) {
	if err := a.note("transcript", id); err != nil {
		return inbox.Transcript{}, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	running := inbox.Transcript{State: inbox.TranscriptRunning}
	a.said[id] = running
	if made, ok := a.willSay[id]; ok {
		a.said[id] = made
	}
	return running, nil
}

// SetCallerID is part of desk.Agent.
func (a *Agent) SetCallerID(_ context.Context, id inbox.CallerID) error {
	if err := a.note("callerid", id.Number); err != nil {
		return err
	}
	a.Change(func(s *inbox.Snapshot) { s.CallerID = id })
	return nil
}
