package agent

import (
	"context"
	"log/slog"
	"net"
	"path/filepath"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus/bustest"
	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/store"
	"istratray/istraclient"
	"istratray/istraclient/istratest"
)

// slowDaemon shows notifications, and says so when it may.
type slowDaemon struct{ shown, answer chan struct{} }

func (d slowDaemon) Notify(string, uint32, string, string, string, []string, map[string]dbus.Variant, int32,
) (uint32, *dbus.Error) {
	d.shown <- struct{}{}
	<-d.answer
	return 1, nil
}

func (slowDaemon) GetCapabilities() ([]string, *dbus.Error) { return []string{"body"}, nil }

// newSlowDaemon is on a bus of its own.
func newSlowDaemon(t *testing.T) slowDaemon {
	t.Helper()
	d := slowDaemon{shown: make(chan struct{}, 8), answer: make(chan struct{})}
	conn := bustest.Start(t).Connect()
	if err := conn.Export(d, "/org/freedesktop/Notifications", "org.freedesktop.Notifications"); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName("org.freedesktop.Notifications", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return d
}

// What is on the screen when the program is told to end isn't announced again at the next start, though the
// notification daemon answers only then.
func TestANotificationThatIsAnsweredAtTheEnd(t *testing.T) {
	daemon := newSlowDaemon(t)
	platform, err := istratest.Start(istratest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(platform.Close)
	a := agentOf(t, platform)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, quit := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- a.Run(ctx, listener) }()
	awaitOnline(t, a)
	id := platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna", RemoteNumber: "200"})
	select {
	case <-daemon.shown:
	case <-time.After(30 * time.Second):
		t.Fatal("it isn't announced")
	}

	platform.Faults().Add(istratest.Fault{Match: "v1/service/Logout", Hang: true}) // leaving takes as long as it may
	quit()
	err = awaitLogout(t, platform)
	close(daemon.answer)
	if err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	kept, err := store.Open(a.opts.Places.StoreFile())
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	memory, err := kept.Load(platform.Login() + "@" + istraclient.HostOf(platform.URL()))
	if _, announced := memory.Announced[inbox.Key(inbox.VoicemailItem, id)]; err != nil || !announced {
		t.Errorf("announced are %v (%v)", memory.Announced, err)
	}
}

// awaitLogout waits until the agent has begun to sign out.
func awaitLogout(t *testing.T, platform *istratest.Platform) error {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	return platform.Await(ctx, func(s istratest.State) bool {
		return s.Requests[len(s.Requests)-1].Path == "v1/service/Logout"
	})
}

// agentOf is an agent for a platform's account, with a home of its own.
func agentOf(t *testing.T, platform *istratest.Platform) *Agent {
	t.Helper()
	home := t.TempDir()
	for name, value := range map[string]string{"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home,
		"XDG_STATE_HOME": home, "XDG_CACHE_HOME": home, "DISPLAY": "", "WAYLAND_DISPLAY": ""} {
		t.Setenv(name, value)
	}
	a, err := New(Options{Hidden: true, Logger: slog.New(slog.DiscardHandler),
		Places: settings.Places{ConfigDir: filepath.Join(home, "config"), StateDir: filepath.Join(home, "state"),
			CacheDir: filepath.Join(home, "cache")},
		SignIn: control.SignInRequest{Server: platform.URL(), Login: platform.Login(),
			Password: platform.Password(), CAPEM: string(platform.CAPEM())}})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func awaitOnline(t *testing.T, a *Agent) {
	t.Helper()
	box, stop := a.hub.subscribe()
	defer stop()
	late := time.After(30 * time.Second)
	for {
		select {
		case s := <-box:
			if s.Connection.State == inbox.Online {
				return
			}
		case <-late:
			t.Fatal("it isn't online")
		}
	}
}
