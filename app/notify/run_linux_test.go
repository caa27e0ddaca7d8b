package notify

import (
	"bytes"
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"go.uber.org/goleak"

	"istratray/app/bus/bustest"
	"istratray/assets/icons"
)

func TestMain(m *testing.M) {
	for _, variable := range []string{"XDG_DATA_DIRS", "XDG_DATA_HOME"} {
		_ = os.Setenv(variable, "/nonexistent") // whether the program is installed here is nothing to these tests
	}
	goleak.VerifyTestMain(m)
}

// running is a Notifier whose Run is on.
type running struct {
	*Notifier
	chosen chan activation
}

// activation is an action that the user chose.
type activation struct{ key, action, token string }

// run starts a Notifier, and ends it with the test.
func run(t *testing.T) *running {
	t.Helper()
	return runWith(t, icons.PNG64)
}

func runWith(t *testing.T, picture []byte) *running {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", filepath.Join(t.TempDir(), "with a blank"))
	r := &running{chosen: make(chan activation, 8)}
	r.Notifier = New(Options{Picture: picture, OnAction: func(key, action,
		token string) {
		r.chosen <- activation{key, action, token}
	}})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- r.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := await(t, done, "Run's end"); err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	return r
}

func (r *running) post(t *testing.T, key, title string) {
	t.Helper()
	if err := r.Post(t.Context(), Notification{Key: key, Title: title}); err != nil {
		t.Fatalf("post %q: %v", title, err)
	}
}

var full = Notification{
	Key: "voicemail 1", Title: "Voicemail from <b>Anna</b>", Body: "0:24\n<i>R&D</i>", Sound: true, Urgent: true,
	Actions: []Action{{DefaultAction, "Open"}, {"play", "Play"}},
}

func TestPostHonoursCapabilities(t *testing.T) {
	for _, tt := range []struct {
		name    string
		caps    []string
		body    string
		actions []string
		sound   bool
	}{
		{"everything", allCaps, "0:24\n&lt;i&gt;R&amp;D&lt;/i&gt;", []string{"default", "Open", "play", "Play"}, true},
		{"nothing", []string{"body"}, "0:24\n<i>R&D</i>", []string{}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDaemon(t, bustest.Start(t), tt.caps...).appear()
			if err := run(t).Post(t.Context(), full); err != nil {
				t.Fatal(err)
			}
			got := d.next("Voicemail from <b>Anna</b>")
			if got.app != "Istra Tray" || got.body != tt.body ||
				!slices.Equal(got.actions, tt.actions) || got.expires != -1 {
				t.Errorf("got %+v", got)
			}
			_, sound := got.hints["sound-name"]
			if sound != tt.sound || got.hints["urgency"].Value() != critical ||
				got.hints["desktop-entry"].Value() != "istratray" {
				t.Errorf("hints %v", got.hints)
			}
			if shown := pictureOf(t, got.hints); !bytes.Equal(shown, icons.PNG64) {
				t.Errorf("a picture of %d bytes", len(shown))
			}
		})
	}
}

// pictureOf is what a service finds where a notification says that its picture is.
func pictureOf(t *testing.T, hints map[string]dbus.Variant) []byte {
	t.Helper()
	address, _ := hints["image-path"].Value().(string)
	at, err := url.Parse(address)
	if err != nil || at.Scheme != "file" || hints["image-data"].Value() != nil {
		t.Fatalf("the picture is at %q (%v)", address, err)
	}
	picture, err := os.ReadFile(at.Path)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func TestANotificationHasAPictureOfItsOwn(t *testing.T) {
	d := newDaemon(t, bustest.Start(t), allCaps...).appear()
	file := filepath.Join(t.TempDir(), "Anna & Eva.png")
	if err := os.WriteFile(file, []byte("her picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(t).Post(t.Context(), Notification{Key: "k", Title: "Anna called", Picture: file}); err != nil {
		t.Fatal(err)
	}
	if shown := pictureOf(t, d.next("Anna called").hints); string(shown) != "her picture" {
		t.Errorf("it is %q", shown)
	}
}

func TestSilent(t *testing.T) {
	d := newDaemon(t, bustest.Start(t), allCaps...).appear()
	run(t).post(t, "k", "quiet")
	hints := d.next("quiet").hints
	if hints["suppress-sound"].Value() != true || hints["urgency"].Value() != normal {
		t.Errorf("hints %v", hints)
	}
}

func TestReplaceAndWithdraw(t *testing.T) {
	d := newDaemon(t, bustest.Start(t), allCaps...).appear()
	n := run(t)
	n.post(t, "a", "first")
	n.post(t, "b", "other")
	n.post(t, "a", "second")
	first, _, second := d.next("first"), d.next("other"), d.next("second")
	if first.replaces != 0 || second.replaces != first.id {
		t.Errorf("replaced %d, want %d", second.replaces, first.id)
	}
	if err := n.Withdraw(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if id := await(t, d.closed, "a close"); id != first.id {
		t.Errorf("closed %d, want %d", id, first.id)
	}
	for _, key := range []string{"a", "never shown"} {
		if err := n.Withdraw(t.Context(), key); err != nil {
			t.Error(key, err)
		}
	}
	if len(d.closed) > 0 {
		t.Error("what is not there was closed")
	}
	n.post(t, "a", "third")
	if got := d.next("third"); got.replaces != 0 {
		t.Errorf("replaced %d, which is closed", got.replaces)
	}
}

func TestUpdatesAreForWhatIsToBeSeen(t *testing.T) {
	d := newDaemon(t, bustest.Start(t), allCaps...).appear()
	n := run(t)
	update := func(title string) {
		t.Helper()
		if err := n.Update(t.Context(), Notification{Key: "a", Title: title}); err != nil {
			t.Error(err)
		}
	}
	update("nothing shown yet")
	n.post(t, "a", "first")
	id := d.next("first").id
	update("second")
	if got := d.next("second"); got.replaces != id {
		t.Errorf("replaced %d, want %d", got.replaces, id)
	}
	if err := n.Withdraw(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	update("it has gone")
	n.post(t, "a", "third")
	d.next("third")
}

func TestActions(t *testing.T) {
	d := newDaemon(t, bustest.Start(t), allCaps...).appear()
	n := run(t)
	n.post(t, "a", "first")
	id := d.next("first").id
	d.emit("ActionInvoked", id+100, "play") // another program's
	d.emit("ActionInvoked", "no number", "play")
	d.emit("ActivationToken", id, "token") // not asked for, but it may come
	d.emit("ActionInvoked", id, "play")
	d.emit("ActionInvoked", id, DefaultAction)
	if got, want := await(t, n.chosen, "an action"), (activation{"a", "play", "token"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got, want := await(t, n.chosen, "an action"), (activation{"a", DefaultAction, ""}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestClosedByTheUser(t *testing.T) {
	d := newDaemon(t, bustest.Start(t), allCaps...).appear()
	n := run(t)
	n.post(t, "a", "first")
	n.post(t, "b", "other")
	first, other := d.next("first").id, d.next("other").id
	d.emit("NotificationClosed", first, uint32(2))
	d.emit("ActionInvoked", first, "too late")
	d.emit("ActionInvoked", other, "play") // comes after what was sent before
	if got := await(t, n.chosen, "an action"); got.key != "b" {
		t.Errorf("got %+v of a notification that was gone", got)
	}
	n.post(t, "a", "second")
	if got := d.next("second"); got.replaces != 0 {
		t.Errorf("replaced %d", got.replaces)
	}
}

func TestServiceThatComesLateAndRestarts(t *testing.T) {
	b := bustest.Start(t)
	n := run(t)
	if err := n.Post(t.Context(), Notification{Key: "a", Title: "lost"}); !errors.Is(err, ErrUnavailable) {
		t.Fatalf("without a service: %v", err)
	}
	d := newDaemon(t, b, "body").appear()
	n.post(t, "a", "first")
	d.next("first")
	d.vanish()

	other := newDaemon(t, b, allCaps...).appear()
	if err := n.Post(t.Context(), full); err != nil {
		t.Fatal(err)
	}
	if got := other.next("Voicemail from <b>Anna</b>"); len(got.actions) == 0 {
		t.Error("the new service's capabilities were not asked for")
	}
	n.post(t, "a", "second")
	if got := other.next("second"); got.replaces != 0 {
		t.Errorf("replaced %d, a number of the old service", got.replaces)
	}
}

func TestServiceThatHangs(t *testing.T) {
	d := newDaemon(t, bustest.Start(t), allCaps...).appear()
	n := run(t)
	n.post(t, "a", "first")
	d.next("first")
	unblock := d.block()
	n.limit = 500 * time.Millisecond
	err := n.Post(t.Context(), Notification{Key: "b", Title: "late"})
	n.limit = limit
	if !errors.Is(err, ErrTimeout) {
		t.Fatalf("got %v", err)
	}
	late := d.next("late")
	// A hanging call holds up its own notification, not the others.
	if err := n.Withdraw(t.Context(), "a"); err != nil {
		t.Errorf("withdraw another: %v", err)
	}
	await(t, d.closed, "a close")
	n.limit = 50 * time.Millisecond
	if err := n.Post(t.Context(), Notification{Key: "b", Title: "given up"}); !errors.Is(err, ErrTimeout) {
		t.Errorf("got %v", err)
	}

	// Its late answer counts, though its caller has gone.
	n.limit = limit
	unblock()
	n.post(t, "b", "newer")
	if got := d.next("newer"); got.replaces != late.id {
		t.Errorf("replaced %d, want %d", got.replaces, late.id)
	}
}

func TestServiceThatRefuses(t *testing.T) {
	d := newDaemon(t, bustest.Start(t), allCaps...).appear()
	n := run(t)
	d.refuse(true)
	if err := n.Post(t.Context(), Notification{Key: "a", Title: "no"}); !errors.Is(err, ErrRefused) {
		t.Errorf("got %v", err)
	}
	d.refuse(false)
	d.next("no")
	n.post(t, "a", "yes")
	d.next("yes")
}

func TestServiceThatDoesNotSayWhatItCanDo(t *testing.T) {
	d := newDaemon(t, bustest.Start(t)).appear()
	n := run(t)
	if err := n.Post(t.Context(), full); err != nil {
		t.Fatal(err)
	}
	if got := d.next("Voicemail from <b>Anna</b>"); len(got.actions) != 0 || got.body != full.Body {
		t.Errorf("body %q, actions %v", got.body, got.actions)
	}
}

func TestNoBus(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+t.TempDir()+"/none")
	n := run(t)
	if err := n.Post(t.Context(), Notification{Key: "a"}); !errors.Is(err, ErrUnavailable) {
		t.Errorf("got %v", err)
	}
	d := newDaemon(t, bustest.Start(t), allCaps...).appear()
	n.post(t, "a", "now")
	d.next("now")
}

func TestBusThatDies(t *testing.T) {
	b := bustest.Start(t)
	d := newDaemon(t, b, allCaps...).appear()
	n := run(t)
	n.post(t, "a", "first")
	unblock := d.block()
	failed := make(chan error, 1)
	go func() { failed <- n.Post(context.Background(), Notification{Key: "b", Title: "in flight"}) }()
	d.next("first")
	d.next("in flight")
	b.Stop()
	if err := await(t, failed, "Post's end"); !errors.Is(err, ErrUnavailable) {
		t.Errorf("got %v", err)
	}
	unblock()

	b.Run()
	d = newDaemon(t, b, allCaps...).appear()
	n.post(t, "a", "again")
	if got := d.next("again"); got.replaces != 0 {
		t.Errorf("replaced %d of the old bus", got.replaces)
	}
}

func TestCancelledAndEnded(t *testing.T) {
	newDaemon(t, bustest.Start(t), allCaps...).appear().block()
	n := New(Options{})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- n.Run(ctx) }()
	given, giveUp := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, giveUp)
	if err := n.Post(given, Notification{Key: "a"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	cancel()
	if err := await(t, done, "Run's end"); err != nil {
		t.Errorf("Run: %v", err)
	}
	if err := n.Post(t.Context(), Notification{Key: "a"}); !errors.Is(err, ErrUnavailable) {
		t.Errorf("after Run: %v", err)
	}
}

// What its time took off the screen may stand in the desktop's list: it is taken from there, too, and never pops up
// again by itself.
func TestExpiredOnesAreWithdrawn(t *testing.T) {
	d := newDaemon(t, bustest.Start(t), allCaps...).appear()
	n := run(t)
	n.post(t, "a", "first")
	first := d.next("first").id
	d.emit("NotificationClosed", first, uint32(1))
	d.emit("ActionInvoked", first, "play") // from that list; and comes after what was sent before
	await(t, n.chosen, "an action")
	if err := n.Update(t.Context(), Notification{Key: "a", Title: "more"}); err != nil {
		t.Error(err)
	}
	if err := n.Withdraw(t.Context(), "a"); err != nil {
		t.Error(err)
	}
	if got := await(t, d.closed, "a close"); got != first {
		t.Errorf("closed %d, want %d", got, first)
	}
	n.post(t, "a", "second") // and nothing else was shown in the meantime
	if got := d.next("second"); got.replaces != 0 {
		t.Errorf("replaced %d", got.replaces)
	}
}
