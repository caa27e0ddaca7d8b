// Package controltest is an agent without a platform: a control.Backend that remembers what it
// was asked and shows what a test gives it, and a server of it on a socket of its own. All methods
// may be called from any goroutine.
package controltest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/slot"
)

// Backend is the agent behind the socket. Hooks that are nil succeed.
type Backend struct {
	OnCall func(context.Context, control.CallRequest) (control.CallAnswer, error)
	OnAny  func(what string) error // called with each entry of Asked before it counts as done
	Sound  func(ctx context.Context, id, format string) (control.Audio, error)
	Text   func(id string) inbox.Transcript // a voicemail's; nil = none has one
	OnQuit func()

	mu       sync.Mutex // guards what follows
	snapshot inbox.Snapshot
	boxes    map[chan inbox.Snapshot]bool
	settings settings.Settings
	asked    []string
	contacts []control.ContactBook
	people   map[string]control.Person // by number as asked
}

// New makes a backend that is online with these lists.
func New(voicemails []inbox.Voicemail, calls []inbox.Call) *Backend {
	b := &Backend{boxes: map[chan inbox.Snapshot]bool{}, settings: settings.Defaults()}
	b.Publish(inbox.Snapshot{
		Connection: inbox.Connection{State: inbox.Online},
		Account:    inbox.Account{Server: "phone.example.com", Login: "anna"},
		Known:      true,
		Mailbox:    inbox.ListState{Known: true},
		History:    inbox.ListState{Known: true},
		Voicemails: voicemails,
		Calls:      calls,
	})
	return b
}

// Publish makes a snapshot the current one, with the next Seq.
func (b *Backend) Publish(s inbox.Snapshot) {
	b.mu.Lock()
	defer b.mu.Unlock()
	s.Seq = b.snapshot.Seq + 1
	b.snapshot = s
	for box := range b.boxes {
		slot.Put(box, s)
	}
}

// Change publishes what a function makes of the current snapshot.
func (b *Backend) Change(f func(*inbox.Snapshot)) {
	s := b.Current()
	f(&s)
	b.Publish(s)
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
	what := fmt.Sprintf(format, args...)
	b.mu.Lock()
	b.asked = append(b.asked, what)
	b.mu.Unlock()
	if b.OnAny != nil {
		return b.OnAny(what)
	}
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
	return b.ask("read %s %v", id, read)
}

func (b *Backend) Delete(_ context.Context, kind inbox.ItemKind, id string, undo bool) error {
	return b.ask("delete %s %s %v", kind, id, undo)
}

func (b *Backend) DeleteLater(_ context.Context, kind inbox.ItemKind, id string, wait time.Duration) error {
	return b.ask("delete %s %s %v", kind, id, wait)
}

func (b *Backend) Undo(_ context.Context, kind inbox.ItemKind, id string) error {
	return b.ask("undo %s %s", kind, id)
}

func (b *Backend) PlaceCall(ctx context.Context, req control.CallRequest) (control.CallAnswer, error) {
	if err := b.ask("call %s from %q", req.Destination, req.Phone); err != nil {
		return control.CallAnswer{}, err
	}
	if b.OnCall != nil {
		return b.OnCall(ctx, req)
	}
	return control.CallAnswer{Phone: inbox.Phone{ID: "7", Label: "Desk phone"}}, nil
}

func (b *Backend) MissedSeen(_ context.Context, until time.Time) error {
	return b.ask("seen %s", until.UTC().Format(time.RFC3339))
}

func (b *Backend) Retry(context.Context) error { return b.ask("retry") }

func (b *Backend) SetFollowUp(_ context.Context, f inbox.FollowUp) error {
	return b.ask("follow up %s %s", f.Caller, f.Remind.UTC().Format(time.RFC3339))
}

func (b *Backend) SignIn(_ context.Context, req control.SignInRequest) error {
	return b.ask("signin %s %s %s", req.Server, req.Login, req.Password)
}

func (b *Backend) SecondFactor(_ context.Context, code string) error {
	return b.ask("second-factor %s", code)
}

func (b *Backend) SignOut(context.Context) error { return b.ask("signout") }

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

func (b *Backend) Transcript(_ context.Context, id string) (inbox.Transcript, error) {
	if b.Text == nil {
		return inbox.Transcript{State: inbox.NoTranscript}, nil
	}
	return b.Text(id), nil
}

func (b *Backend) MakeTranscript(_ context.Context, id string) error {
	return b.ask("transcript %s", id)
}

func (b *Backend) Settings() settings.Settings {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.settings
}

func (b *Backend) SetSettings(_ context.Context, s settings.Settings) error {
	b.mu.Lock()
	b.settings = s
	b.mu.Unlock()
	return b.ask("settings")
}

func (b *Backend) SetCallerID(_ context.Context, id inbox.CallerID) error {
	return b.ask("callerid %v %s", id.Manual, id.Number)
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

// Agent is a served backend.
type Agent struct {
	Socket string
	Server *control.Server
	Stop   func() // ends the agent and waits; also done at the test's end
}

// Serve runs a backend on a socket until the test ends or Stop is called; Backend.Quit does the
// same when OnQuit is nil. It sets OnQuit, so call it before any client.
func Serve(tb testing.TB, b *Backend) *Agent {
	tb.Helper()
	socket := filepath.Join(socketDir(tb), "istratray-test.sock")
	l, err := control.Listen(socket)
	if err != nil {
		tb.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	if b.OnQuit == nil {
		b.OnQuit = cancel
	}
	server := control.NewServer(b, slog.New(slog.DiscardHandler))
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := server.Serve(ctx, l); err != nil {
			tb.Errorf("Serve: %v", err)
		}
	}()
	agent := &Agent{Socket: socket, Server: server, Stop: func() { cancel(); <-done }}
	tb.Cleanup(agent.Stop)
	return agent
}

// socketDir is short, unlike TempDir: a socket's path has about 100 bytes.
func socketDir(tb testing.TB) string {
	tb.Helper()
	dir, err := os.MkdirTemp("", "ctl")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// ErrPlain is an error that is none of the socket's.
var ErrPlain = errors.New("dial tcp 10.0.0.1:443: secret detail")

func (b *Backend) TryHook(_ context.Context, trial control.HookTrial) (control.HookOutcome, error) {
	return control.HookOutcome{Output: "done"}, b.ask("hook %q", trial.Command)
}

func (b *Backend) OpenCallerPage(_ context.Context, req control.PageRequest) error {
	return b.ask("page %s %s", req.Kind, req.ID)
}
