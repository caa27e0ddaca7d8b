// Package controltest is an agent without a platform, for all tests that need one: a control.Backend that notes what it
// is asked and changes its snapshot as the real agent would, and a server of it on a socket of its own. All methods may
// be called from any goroutine.
package controltest

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/slot"
)

// Backend is the agent behind the socket. Hooks that are nil succeed.
type Backend struct {
	OnCall   func(context.Context, control.CallRequest) (control.CallAnswer, error)
	OnAny    func(what string) error // called with each entry of Asked before it counts as done
	OnChange func(inbox.Snapshot)    // called with each new snapshot, in order
	Sound    func(ctx context.Context, id, format string) (control.Audio, error)
	Text     func(id string) inbox.Transcript // a voicemail's; nil = as Say and WillSay have it
	OnQuit   func()

	order     sync.Mutex // held while a change is made and published, so that snapshots come in order; taken before mu
	mu        sync.Mutex // guards what follows
	snapshot  inbox.Snapshot
	boxes     map[chan inbox.Snapshot]bool
	settings  settings.Settings
	asked     []string
	failures  map[string]error
	password  string // of the last sign-in
	silent    bool   // sign-ins are not answered
	contacts  []control.ContactBook
	people    map[string]control.Person // by number as asked
	suggested []control.Suggestion
	said      map[string]inbox.Transcript
	willSay   map[string]inbox.Transcript // what MakeTranscript leads to; missing: it continues
}

// New makes a backend that is online with these lists.
func New(voicemails []inbox.Voicemail, calls []inbox.Call) *Backend {
	return Of(inbox.Snapshot{
		Seq:        1,
		Connection: inbox.Connection{State: inbox.Online},
		Account:    inbox.Account{Server: "phone.example.com", Login: "anna"},
		Known:      true,
		Mailbox:    inbox.ListState{Known: true},
		History:    inbox.ListState{Known: true},
		Voicemails: voicemails,
		Calls:      calls,
	})
}

// Of makes a backend that starts with a snapshot, as it is.
func Of(s inbox.Snapshot) *Backend {
	return &Backend{snapshot: s, boxes: map[chan inbox.Snapshot]bool{}, settings: settings.Defaults(),
		failures: map[string]error{}, people: map[string]control.Person{}, said: map[string]inbox.Transcript{},
		willSay: map[string]inbox.Transcript{}}
}

// Publish makes a snapshot the current one, with the next Seq.
func (b *Backend) Publish(s inbox.Snapshot) { b.Change(func(current *inbox.Snapshot) { *current = s }) }

// Change publishes what a function makes of the current snapshot. The lists are the function's own to change.
func (b *Backend) Change(edit func(*inbox.Snapshot)) {
	b.order.Lock()
	defer b.order.Unlock()
	s := b.Current()
	seq := s.Seq
	s.Voicemails, s.Calls = slices.Clone(s.Voicemails), slices.Clone(s.Calls)
	edit(&s)
	s.Seq = seq + 1
	b.mu.Lock()
	b.snapshot = s
	for box := range b.boxes {
		slot.Put(box, s)
	}
	b.mu.Unlock()
	if b.OnChange != nil {
		b.OnChange(s)
	}
}

// Fail makes requests fail whose entry in Asked begins with that word (read, delete, call, signin …); nil lets them
// pass again.
func (b *Backend) Fail(name string, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failures[name] = err
}

// Password is the one of the last sign-in.
func (b *Backend) Password() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.password
}

// Hang makes sign-ins wait until they are given up, or answers them again.
func (b *Backend) Hang(on bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.silent = on
}

// Asked is what the backend was asked to do so far, e.g. "read 12 true".
func (b *Backend) Asked() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.asked...)
}

// Watching is how many subscriptions there are.
func (b *Backend) Watching() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.boxes)
}

func (b *Backend) ask(format string, args ...any) error {
	what := strings.TrimSpace(fmt.Sprintf(format, args...))
	name, _, _ := strings.Cut(what, " ")
	b.mu.Lock()
	b.asked = append(b.asked, what)
	err := b.failures[name]
	b.mu.Unlock()
	if b.OnAny != nil {
		return b.OnAny(what)
	}
	return err
}

// change is ask, and then Change.
func (b *Backend) change(what string, edit func(*inbox.Snapshot)) error {
	if err := b.ask("%s", what); err != nil {
		return err
	}
	b.Change(edit)
	return nil
}

// Current implements control.Backend, like the methods below.
func (b *Backend) Current() inbox.Snapshot {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.snapshot
}

func (b *Backend) Subscribe() (<-chan inbox.Snapshot, func()) {
	box := make(chan inbox.Snapshot, 1)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.boxes[box] = true
	return box, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.boxes, box)
	}
}

func (b *Backend) SetRead(_ context.Context, id string, read bool) error {
	return b.change(fmt.Sprintf("read %s %v", id, read), func(s *inbox.Snapshot) {
		for i := range s.Voicemails {
			if v := &s.Voicemails[i]; v.ID == id && v.Read != read {
				v.Read = read
				s.Counts.UnreadVoicemails += map[bool]int{true: -1, false: 1}[read]
			}
		}
	})
}

func (b *Backend) Delete(_ context.Context, kind inbox.ItemKind, id string, undo bool) error {
	return b.ask("delete %s %s %v", kind, id, undo)
}

func (b *Backend) DeleteLater(_ context.Context, kind inbox.ItemKind, id string, wait time.Duration) error {
	return b.change(fmt.Sprintf("delete %s %s %v", kind, id, wait), func(s *inbox.Snapshot) {
		s.Deleting = append(slices.Clone(s.Deleting), inbox.Deletion{ID: id, Kind: kind, Due: time.Now().Add(wait)})
	})
}

func (b *Backend) Undo(_ context.Context, kind inbox.ItemKind, id string) error {
	return b.change(fmt.Sprintf("undo %s %s", kind, id), func(s *inbox.Snapshot) {
		s.Deleting = slices.DeleteFunc(slices.Clone(s.Deleting), func(d inbox.Deletion) bool {
			return d.ID == id && d.Kind == kind
		})
	})
}

func (b *Backend) PlaceCall(ctx context.Context, req control.CallRequest) (control.CallAnswer, error) {
	what := "call " + req.Destination
	if req.Phone != "" {
		what += " from " + req.Phone
	}
	if req.Confirmed {
		what += " confirmed"
	}
	if err := b.ask("%s", what); err != nil {
		return control.CallAnswer{}, err
	}
	if b.OnCall != nil {
		return b.OnCall(ctx, req)
	}
	for _, p := range b.Current().Phones {
		if p.ID == req.Phone || req.Phone == "" {
			return control.CallAnswer{Phone: p}, nil
		}
	}
	return control.CallAnswer{Phone: inbox.Phone{ID: "7", Label: "Desk phone"}}, nil
}

func (b *Backend) MissedSeen(_ context.Context, until time.Time) error {
	return b.change("seen "+until.UTC().Format(time.RFC3339), func(s *inbox.Snapshot) { s.Counts.MissedCalls = 0 })
}

func (b *Backend) Retry(context.Context) error { return b.ask("retry") }

func (b *Backend) SetFollowUp(_ context.Context, f inbox.FollowUp) error {
	what := "followup " + f.Caller
	if !f.Remind.IsZero() {
		what += " " + f.Remind.UTC().Format(time.RFC3339)
	}
	return b.change(what, func(s *inbox.Snapshot) {
		s.FollowUps = slices.DeleteFunc(slices.Clone(s.FollowUps), func(old inbox.FollowUp) bool {
			return old.Caller == f.Caller
		})
		if !f.Done.IsZero() {
			s.FollowUps = append(s.FollowUps, f)
		}
	})
}

func (b *Backend) SignIn(ctx context.Context, req control.SignInRequest) error {
	b.mu.Lock()
	b.password = req.Password
	silent := b.silent
	b.mu.Unlock()
	if err := b.ask("signin %s %s %s", req.Server, req.Login, req.TrustKey); err != nil {
		return err
	}
	if silent {
		<-ctx.Done()
		return ctx.Err()
	}
	b.Change(func(s *inbox.Snapshot) {
		s.Account = inbox.Account{Server: req.Server, Login: req.Login}
		online(s)
	})
	return nil
}

func (b *Backend) SecondFactor(_ context.Context, code string) error {
	return b.change("code "+code, online)
}

func online(s *inbox.Snapshot) {
	s.Connection, s.Known = inbox.Connection{State: inbox.Online}, true
	s.Mailbox, s.History = inbox.ListState{Known: true}, inbox.ListState{Known: true}
}

func (b *Backend) SignOut(context.Context) error {
	return b.change("signout", func(s *inbox.Snapshot) {
		*s = inbox.Snapshot{Connection: inbox.Connection{State: inbox.SignedOut}}
	})
}

func (b *Backend) Audio(ctx context.Context, id, format string) (control.Audio, error) {
	if err := b.ask("audio %s %s", id, format); err != nil {
		return control.Audio{}, err
	}
	if b.Sound != nil {
		return b.Sound(ctx, id, format)
	}
	sound := "sound of " + id
	return control.Audio{Body: io.NopCloser(strings.NewReader(sound)), ContentType: "application/" + format,
		Length: int64(len(sound))}, nil
}

func (b *Backend) Settings() settings.Settings {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.settings
}

func (b *Backend) SetSettings(_ context.Context, s settings.Settings) error {
	if err := b.ask("settings"); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.settings = s
	return nil
}

func (b *Backend) SetCallerID(_ context.Context, id inbox.CallerID) error {
	return b.change(fmt.Sprintf("callerid %v %s", id.Manual, id.Number), func(s *inbox.Snapshot) { s.CallerID = id })
}

func (b *Backend) Show(_ context.Context, show control.Show) error {
	return b.ask("show {Page:%s Item:%s Play:%v Dial:%s}", show.Page, show.Item, show.Play, show.Dial)
}

// Start implements control.Backend: the agent stays.
func (b *Backend) Start(context.Context, control.StartRequest) (control.StartAnswer, error) {
	return control.StartAnswer{}, nil
}

func (b *Backend) Quit() {
	_ = b.ask("quit")
	if b.OnQuit != nil {
		b.OnQuit()
	}
}

func (b *Backend) TryHook(_ context.Context, trial control.HookTrial) (control.HookOutcome, error) {
	return control.HookOutcome{Output: "done"}, b.ask("hook %q", trial.Command)
}

func (b *Backend) OpenCallerPage(_ context.Context, req control.PageRequest) error {
	return b.ask("page %s %s", req.Kind, req.ID)
}
