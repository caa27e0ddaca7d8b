package secret

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"go.uber.org/goleak"

	"istratray/app/bus/bustest"
	"istratray/internal/need"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	login = "anna@example.com"
	host  = "Phone.Example.com"
)

// gnomeKeyring starts a real keyring and unlocks it. died is closed when it has ended.
func gnomeKeyring(t *testing.T, b *bustest.Bus) (conn *dbus.Conn, died <-chan struct{}) {
	t.Helper()
	program := need.Tool(t, "gnome-keyring-daemon")
	dir := t.TempDir()
	cmd := exec.Command(program, "--foreground", "--components=secrets", "--unlock", "--control-directory="+dir)
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+filepath.Join(dir, "data"), "XDG_RUNTIME_DIR="+dir)
	cmd.Stdin = strings.NewReader("keyring-password")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	t.Cleanup(func() { _ = cmd.Process.Kill(); <-ended })

	conn = b.Connect()
	eventually(t, "an unlocked login keyring", func() bool {
		v, err := conn.Object(secrets, loginPath).GetProperty("org.freedesktop.Secret.Collection.Locked")
		return err == nil && v.Value() == false
	})
	return conn, ended
}

func lock(t *testing.T, conn *dbus.Conn) {
	t.Helper()
	err := conn.Object(secrets, secretsPath).Call("org.freedesktop.Secret.Service.Lock", 0,
		[]dbus.ObjectPath{loginPath}).Err
	if err != nil {
		t.Fatal(err)
	}
}

// eventually asks every few milliseconds: a starting daemon tells nobody when it is ready.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for range 2000 {
		if ok() {
			return
		}
		<-tick.C
	}
	t.Fatalf("timed out waiting for %s", what)
}

func TestRealKeyring(t *testing.T) {
	gnomeKeyring(t, bustest.Start(t))
	ctx := t.Context()
	k, work := New(""), New("work")
	if _, err := k.Get(ctx, login, host); !errors.Is(err, ErrNotFound) {
		t.Fatalf("before: %v", err)
	}
	for _, step := range []struct {
		k        *Keyring
		password string
	}{{k, "1234"}, {work, "5678"}, {k, "0042"}} {
		if err := step.k.Set(ctx, login, host, step.password); err != nil {
			t.Fatal(err)
		}
		if got, err := step.k.Get(ctx, login, host); got != step.password || err != nil {
			t.Errorf("got %q, %v, want %q", got, err, step.password)
		}
	}
	if got, err := work.Get(ctx, login, host); got != "5678" || err != nil {
		t.Errorf("the other profile's password is %q, %v", got, err)
	}
	for range 2 {
		if err := k.Delete(ctx, login, host); err != nil {
			t.Errorf("delete: %v", err)
		}
	}
	if _, err := k.Get(ctx, login, host); !errors.Is(err, ErrNotFound) {
		t.Errorf("after: %v", err)
	}
}

// Others find the entry too: this is what documentation and scripts rely on.
func TestEntryAsSecretToolSeesIt(t *testing.T) {
	tool := need.Tool(t, "secret-tool")
	gnomeKeyring(t, bustest.Start(t))
	if err := New("work").Set(t.Context(), login, host, "1234"); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "lookup", "service", "istratray", "username",
		"anna@example.com@phone.example.com#work").Output()
	if string(out) != "1234" || err != nil {
		t.Errorf("got %q, %v", out, err)
	}
}

func TestLockedKeyring(t *testing.T) {
	for range 3 {
		if lockedKeyring(t) {
			return
		}
	}
	t.Error("gnome-keyring-daemon crashed each time")
}

// lockedKeyring is false when the daemon crashed, as it rarely does without a prompter.
func lockedKeyring(t *testing.T) bool {
	t.Helper()
	conn, died := gnomeKeyring(t, bustest.Start(t))
	ctx := t.Context()
	k := New("")
	if err := k.Set(ctx, login, host, "1234"); err != nil {
		t.Fatal(err)
	}
	lock(t, conn) // there is no prompter on this bus, so it can't be unlocked
	_, err := k.Get(ctx, login, host)
	for _, err := range []error{err, k.Set(ctx, login, host, "1"), k.Delete(ctx, login, host)} {
		if errors.Is(err, ErrNoKeyring) && isClosed(died) {
			return false
		}
		if !errors.Is(err, ErrLocked) {
			t.Errorf("got %v", err)
		}
	}
	return true
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	case <-time.After(10 * time.Second):
		return false
	}
}

func TestNoSecretService(t *testing.T) {
	bustest.Start(t)
	if _, err := New("").Get(t.Context(), login, host); !errors.Is(err, ErrNoKeyring) {
		t.Errorf("got %v", err)
	}
}

func TestDeadBus(t *testing.T) {
	b := bustest.Start(t)
	b.Stop()
	if _, err := New("").Get(t.Context(), login, host); !errors.Is(err, ErrNoKeyring) {
		t.Errorf("got %v", err)
	}
}

// Without a bus nothing must be started: the fake dbus-launch would leave a trace.
func TestNoBusIsStarted(t *testing.T) {
	dir := t.TempDir()
	trace := filepath.Join(dir, "launched")
	script := "#!/bin/sh\ntouch " + trace + "\n"
	if err := os.WriteFile(filepath.Join(dir, "dbus-launch"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	if _, err := os.Stat("/run/user"); err == nil {
		if reachable() == nil {
			t.Skip("this user has a session bus in /run/user")
		}
	}
	if err := New("").Set(t.Context(), login, host, "1234"); !errors.Is(err, ErrNoKeyring) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(trace); err == nil {
		t.Error("dbus-launch was started")
	}
}

// stub is a Secret Service that hangs in its first step, or refuses it.
type stub struct {
	calls  chan struct{}
	hang   chan struct{} // nil: refuse
	answer *dbus.Error
}

func (s stub) OpenSession(string, dbus.Variant) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	return s.step()
}

func (s stub) Unlock([]dbus.ObjectPath) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	return s.step()
}

func (s stub) step() (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	s.calls <- struct{}{}
	if s.hang != nil {
		<-s.hang
	}
	return dbus.MakeVariant(""), "/", s.answer
}

func newStub(t *testing.T, b *bustest.Bus, answer *dbus.Error) stub {
	t.Helper()
	s := stub{calls: make(chan struct{}, 16), answer: answer}
	conn := b.Connect()
	if err := conn.Export(&s, secretsPath, "org.freedesktop.Secret.Service"); err != nil {
		t.Fatal(err)
	}
	if answer == nil {
		s.hang = make(chan struct{})
	}
	if _, err := conn.RequestName(secrets, 0); err != nil {
		t.Fatal(err)
	}
	return s
}

// deadline is a context whose deadline is over when late is called.
func deadline(t *testing.T) (ctx context.Context, late func()) {
	d := due{t.Context(), make(chan struct{})}
	return d, func() { close(d.over) }
}

type due struct {
	context.Context
	over chan struct{}
}

func (d due) Done() <-chan struct{} { return d.over }

func (d due) Err() error {
	select {
	case <-d.over:
		return context.DeadlineExceeded
	default:
		return nil
	}
}

func TestKeyringThatHangs(t *testing.T) {
	b := bustest.Start(t)
	s := newStub(t, b, nil)
	ctx, late := deadline(t)
	first := make(chan error, 1)
	go func() { _, err := New("").Get(ctx, login, host); first <- err }()
	<-s.calls

	// One at a time: the next call waits for its turn, and is not sent.
	cancelled, giveUp := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, giveUp)
	if err := New("").Set(cancelled, login, host, "1234"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if len(s.calls) > 0 {
		t.Error("a second call was sent while the first hangs")
	}
	late()
	if err := <-first; !errors.Is(err, ErrTimeout) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}

	// When the keyring answers at last, the next call gets its turn.
	close(s.hang)
	if err := New("").Set(t.Context(), login, host, "1234"); errors.Is(err, ErrTimeout) || err == nil {
		t.Errorf("got %v", err)
	}
}

func TestKeyringThatRefuses(t *testing.T) {
	for name, want := range map[string]error{
		"org.freedesktop.DBus.Error.AccessDenied": ErrDenied,
		"org.freedesktop.Secret.Error.IsLocked":   ErrLocked,
		"org.freedesktop.DBus.Error.NoReply":      ErrNoKeyring,
		"org.example.SomethingElse":               ErrDenied,
	} {
		t.Run(name, func(t *testing.T) {
			s := newStub(t, bustest.Start(t), dbus.NewError(name, nil))
			err := New("").Set(t.Context(), login, host, "1234")
			if !errors.Is(err, want) || len(s.calls) != 1 {
				t.Errorf("got %v after %d calls, want %v", err, len(s.calls), want)
			}
			if strings.Contains(err.Error(), "1234") {
				t.Error("the password is in the error")
			}
		})
	}
}
