package transcribe

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"istratray/app/inbox"
)

const (
	newest    = 20 // unread messages that are done unasked
	mostAsked = 64 // transcripts that may wait because they were asked for
)

// Store keeps transcripts beside their messages. PutTranscript fails where the message is not kept.
type Store interface {
	PutTranscript(account string, t inbox.KeptTranscript) error
	Transcript(account, id string) (t inbox.KeptTranscript, found bool, err error)
	Transcripts(account string) ([]inbox.KeptTranscript, error)
}

// Config is what a Transcriber needs from its surroundings.
type Config struct {
	Dir   string // a folder for sound that nobody else uses; it is emptied
	Store Store
	// Fetch opens a message in a format: ogg, au, aac or mp4. With a *LaterError it is tried again after a while,
	// with any other the next format is. The caller closes the body.
	Fetch func(ctx context.Context, id, format string) (Sound, error)
	// Done is called in Run's goroutine with each transcript that is ready or failed.
	Done func(ctx context.Context, account string, t inbox.KeptTranscript)
	Log  *slog.Logger
}

// Mailbox is what there is to transcribe.
type Mailbox struct {
	Account    string // "" = nobody is signed in
	Online     bool   // messages can be fetched
	Seq        uint64 // grows
	Voicemails []inbox.Voicemail
}

// Transcriber makes transcripts, one at a time. Make it with New, and let it live in Run. The other methods are for
// any goroutine and do not block.
type Transcriber struct {
	cfg   Config
	limit time.Duration // for one message; constant but in tests
	pause time.Duration // before a message is tried again; constant but in tests
	wake  chan struct{} // one slot: there may be something to do

	mu       sync.Mutex
	box      Mailbox            // guarded by mu
	program  Program            // guarded by mu
	asked    []string           // guarded by mu: IDs, the first to do first
	wanted   map[string]bool    // guarded by mu: IDs that were among the newest unread ones
	results  map[string]result  // guarded by mu: of this account
	waits    map[string]wait    // guarded by mu: what could not be fetched
	current  string             // guarded by mu: the ID under way; "" = none
	stop     context.CancelFunc // guarded by mu: ends what is under way; nil = nothing is
	recalled bool               // guarded by mu: results have what the store has
}

// result is the outcome for a message. Its texts are in the store, once stored.
type result struct {
	time       time.Time // of the message
	by         string    // the program
	stored     bool
	transcript inbox.Transcript
}

func resultOf(k inbox.KeptTranscript, stored bool) result {
	r := result{time: k.Time, by: k.By, stored: stored, transcript: k.Transcript}
	if stored {
		r.transcript.Text, r.transcript.Words = "", nil
	}
	return r
}

// wait is a message to be tried again.
type wait struct {
	until time.Time
	tries int
}

// New makes a Transcriber that does nothing until it is given a program and a mailbox.
func New(cfg Config) *Transcriber {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	t := &Transcriber{cfg: cfg, limit: limit, pause: time.Minute, wake: make(chan struct{}, 1)}
	t.forget()
	return t
}

// forget drops what is known of an account: called with mu held, or before anybody else has t.
func (t *Transcriber) forget() {
	t.asked, t.wanted, t.waits = nil, map[string]bool{}, map[string]wait{}
	t.results, t.recalled = map[string]result{}, false
}

func (t *Transcriber) poke() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

// Use goes over to a program. What is under way with another one is begun again.
func (t *Transcriber) Use(p Program) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.program.equal(p) {
		t.end()
		if len(p.Args) == 0 {
			t.asked = nil
		}
	}
	t.program = p
	t.poke()
}

// end stops the current work: called with mu held.
func (t *Transcriber) end() {
	if t.stop != nil {
		t.stop()
	}
}

// See takes note of what is in the mailbox now. An older one than before is passed over.
func (t *Transcriber) See(box Mailbox) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if box.Seq < t.box.Seq {
		return
	}
	if box.Account != t.box.Account {
		t.end()
		t.forget()
	}
	t.box = box
	unread := 0
	for _, v := range box.Voicemails {
		if !v.Read && unread < newest {
			t.wanted[v.ID] = true
			unread++
		}
	}
	if _, there := t.find(t.current); !there {
		t.end()
	}
	t.poke()
}

// recall reads what was done before for an account, once. What was under way at the last end is asked for again.
func (t *Transcriber) recall() {
	t.mu.Lock()
	account, done := t.box.Account, t.recalled
	t.mu.Unlock()
	if account == "" || done {
		return
	}
	kept, err := t.cfg.Store.Transcripts(account)
	if err != nil {
		t.cfg.Log.Error("transcribe: reading what was done", "err", err)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.box.Account != account {
		return // it comes again
	}
	t.recalled = true
	for _, k := range kept {
		if k.State == inbox.TranscriptRunning {
			t.asked = append(t.asked, k.ID)
			continue
		}
		t.results[k.ID] = resultOf(k, true)
	}
}

// find looks for a message: called with mu held.
func (t *Transcriber) find(id string) (inbox.Voicemail, bool) {
	at := slices.IndexFunc(t.box.Voicemails, func(v inbox.Voicemail) bool { return v.ID == id })
	if at < 0 {
		return inbox.Voicemail{}, false
	}
	return t.box.Voicemails[at], true
}

// settled reports whether a message needs no program: it has its text, or this one has failed on it. Called with
// mu held.
func (t *Transcriber) settled(v inbox.Voicemail) bool {
	r, ok := t.results[v.ID]
	return ok && r.time.Equal(v.Time) && (r.transcript.State == inbox.TranscriptReady || r.by == t.program.by())
}

// Ask has a message's transcript made, again where it has one. The error is ErrNotFound, ErrOff or ErrBusy.
func (t *Transcriber) Ask(id string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, there := t.find(id)
	switch {
	case !there:
		return ErrNotFound
	case len(t.program.Args) == 0:
		return ErrOff
	case id == t.current || slices.Contains(t.asked, id):
		return nil
	case len(t.asked) >= mostAsked:
		return ErrBusy
	}
	t.asked = append(t.asked, id)
	delete(t.waits, id)
	t.poke()
	return nil
}

// Transcript is a message's transcript as it is now. The error is ErrNotFound or the store's.
func (t *Transcriber) Transcript(id string) (inbox.Transcript, error) {
	t.mu.Lock()
	v, there := t.find(id)
	account, r, under := t.box.Account, t.results[id], t.underWay(v)
	t.mu.Unlock()
	switch {
	case !there:
		return inbox.Transcript{}, ErrNotFound
	case under:
		return inbox.Transcript{State: inbox.TranscriptRunning}, nil
	case r.transcript.State != "" && !r.stored && r.time.Equal(v.Time):
		return r.transcript, nil
	}
	kept, _, err := t.cfg.Store.Transcript(account, id)
	done := kept.State == inbox.TranscriptReady || kept.State == inbox.TranscriptFailed
	if err != nil || !done || !kept.Time.Equal(v.Time) {
		return inbox.Transcript{State: inbox.NoTranscript}, err
	}
	return kept.Transcript, nil
}

// underWay reports whether a message is being transcribed or waits for its turn: called with mu held.
func (t *Transcriber) underWay(v inbox.Voicemail) bool {
	if len(t.program.Args) == 0 {
		return false
	}
	return v.ID == t.current || slices.Contains(t.asked, v.ID) || t.recalled && t.wanted[v.ID] && !t.settled(v)
}
