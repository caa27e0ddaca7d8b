package session_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"istratray/app/inbox"
	"istratray/app/session"
	"istratray/istraclient"
	"istratray/istraclient/istratest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// world is a session and the simulated platform, joined by pipes, in a bubble of simulated time.
type world struct {
	t         *testing.T
	pipe      *istratest.Pipe
	platform  *istratest.Platform
	direct    *directPlatform // instead of pipe and platform, where the wire is not the point
	faulty    bool            // the client panics now and then
	store     *memoryStore
	session   *session.Session
	expecting bool   // the start continues with an account
	stop      func() // ends the session and waits for it
	network   chan struct{}
	asleep    atomic.Int64 // nanoseconds that the wall clock is ahead

	dials atomic.Int64 // connections asked for

	mu sync.Mutex
	// guarded by mu: where connections go; nil: to the platform
	elsewhere func(context.Context, string, string) (net.Conn, error)
	latest    inbox.Snapshot          // guarded by mu
	states    []inbox.ConnectionState // guarded by mu: in order of appearance
	shown     [][]string              // guarded by mu: keys of each notification
	times     []time.Time             // guarded by mu: of shown
	gone      []string                // guarded by mu: notifications withdrawn
	known     []session.Credentials   // guarded by mu: sign-ins reported
	// guarded by mu: how showing a notification fails; nil: it doesn't
	refuse func(inbox.Announce) error
}

// inWorld runs a test in a bubble, with a platform and a signed-in session that is online.
func inWorld(t *testing.T, opts istratest.Options, test func(w *world)) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, opts)
		defer w.platform.Close()
		w.begin()
		defer func() { w.stop() }()
		w.resume()
		w.wantState(inbox.Online)
		test(w)
	})
}

func newWorld(t *testing.T, opts istratest.Options) *world {
	t.Helper()
	w := &world{t: t, pipe: istratest.NewPipe(), store: newMemoryStore(), stop: func() {}}
	opts.Listener = w.pipe
	opts.KeepRequests = max(50, opts.KeepRequests)
	var err error
	if w.platform, err = istratest.Start(opts); err != nil {
		t.Fatal(err)
	}
	return w
}

// begin starts a session, as a start of the program does.
func (w *world) begin() {
	w.network = make(chan struct{}, 1)
	w.session = session.New(session.Config{
		Expecting:      w.expecting,
		Connect:        w.connect,
		Store:          w.store,
		Announce:       w.announce,
		Withdraw:       w.withdraw,
		Remind:         w.remind,
		SignedIn:       w.signedIn,
		Publish:        w.publish,
		Logger:         testLogger(),
		NetworkChanges: w.network,
		WallClock:      func() time.Time { return time.Now().Add(time.Duration(w.asleep.Load())).Round(0) },
		Jitter:         func() float64 { return 0.5 },
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	running := w.session
	go func() { defer close(ended); _ = running.Run(ctx) }()
	w.stop = func() { cancel(); <-ended }
}

func (w *world) credentials() session.Credentials {
	base := ""
	if known := w.reported(); len(known) > 0 {
		base = known[0].Base
	}
	return session.Credentials{Server: w.platform.URL(), Base: base, Login: w.platform.Login(),
		Password: w.platform.Password(), CAPEM: string(w.platform.CAPEM())}
}

func (w *world) resume() {
	w.t.Helper()
	if err := w.session.Resume(context.Background(), w.credentials()); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) connect(c session.Credentials) (session.Platform, error) {
	switch {
	case w.faulty:
		return &faulty{visit: visit{w.direct}}, nil
	case w.direct != nil:
		return visit{w.direct}, nil
	}
	return istraclient.New(istraclient.Options{Server: c.Server, Base: c.Base, Login: c.Login, Password: c.Password,
		ExtraCAs: []byte(c.CAPEM), PinnedKey: c.PinnedKey, DialContext: w.dial})
}

// dial leads to the platform, or to what has taken its place on the network.
func (w *world) dial(ctx context.Context, network, address string) (net.Conn, error) {
	w.dials.Add(1)
	w.mu.Lock()
	elsewhere := w.elsewhere
	w.mu.Unlock()
	if elsewhere != nil {
		return elsewhere(ctx, network, address)
	}
	return w.pipe.Dial(ctx, network, address)
}

// divert leads all connections elsewhere; nil ends that.
func (w *world) divert(dial func(context.Context, string, string) (net.Conn, error)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.elsewhere = dial
}

func (w *world) announce(_ context.Context, a inbox.Announce) (bool, error) {
	w.mu.Lock()
	defer w.mu.Unlock() // a refusal may panic
	if w.refuse != nil {
		if err := w.refuse(a); err != nil {
			return false, err
		}
	}
	w.shown, w.times = append(w.shown, a.Keys), append(w.times, time.Now())
	return false, nil
}

func (w *world) withdraw(_ context.Context, key string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.gone = append(w.gone, key)
}

func (w *world) remind(_ context.Context, r inbox.Remind) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.shown, w.times = append(w.shown, []string{"remind:" + r.FollowUp.Caller}), append(w.times, time.Now())
}

func (w *world) signedIn(_ context.Context, c session.Credentials) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.known = append(w.known, c)
}

func (w *world) publish(s inbox.Snapshot) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.latest = s
	if n := len(w.states); n == 0 || w.states[n-1] != s.Connection.State {
		w.states = append(w.states, s.Connection.State)
	}
}

func (w *world) snapshot() inbox.Snapshot {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.latest
}

func (w *world) announced() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Concat(w.shown...)
}

func (w *world) notifications() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.shown)
}

func (w *world) withdrawn() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.gone)
}

func (w *world) reported() []session.Credentials {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.known)
}

func (w *world) passed() []inbox.ConnectionState {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.states)
}

// wait lets simulated time pass until ok, for at most within.
func (w *world) wait(within time.Duration, what string, ok func() error) {
	w.t.Helper()
	var err error
	step := 10 * time.Millisecond
	for end := time.Now().Add(within); ; {
		synctest.Wait()
		if err = ok(); err == nil || time.Now().After(end) {
			break
		}
		time.Sleep(step)
		step = min(step+step/10, time.Second)
	}
	if err != nil {
		w.t.Fatalf("%s: not within %v: %v", what, within, err)
	}
}

func (w *world) wantState(state inbox.ConnectionState) {
	w.t.Helper()
	w.wait(2*time.Minute, "state "+string(state), func() error {
		if c := w.snapshot().Connection; c.State != state {
			return fmt.Errorf("it is %s (%s)", c.State, c.Problem.Message)
		}
		return nil
	})
}

// wantPush waits until the account is online, with or without push.
func (w *world) wantPush(push bool) {
	w.t.Helper()
	w.wait(20*time.Minute, fmt.Sprintf("push %v", push), func() error {
		if c := w.snapshot().Connection; c.State != inbox.Online || c.Push != push {
			return fmt.Errorf("it is %s with push %v (%s)", c.State, c.Push, c.Problem.Message)
		}
		return nil
	})
}

func (w *world) wantCounts(unread, missed int) {
	w.t.Helper()
	want := inbox.Counts{UnreadVoicemails: unread, MissedCalls: missed}
	w.wait(10*time.Second, "counts", func() error {
		if got := w.snapshot().Counts; got != want {
			return fmt.Errorf("they are %+v, want %+v", got, want)
		}
		return nil
	})
}

var errNoDaemon = errors.New("no notification daemon")

// testLogger is silent, unless SESSION_LOG asks for what happened.
func testLogger() *slog.Logger {
	if os.Getenv("SESSION_LOG") == "" {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
}
