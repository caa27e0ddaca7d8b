//go:build desktop

package rig_test

import (
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"istratray/desktop/rig"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// soon is how long what should happen at once may take on a busy machine.
const soon = 20 * time.Second

// TestDesk uses each sense of the rig on something simple that is known to work.
func TestDesk(t *testing.T) {
	desk := rig.Start(t, rig.Options{Env: []string{"COLOUR=mauve"}})
	testTray(t, desk)
	testPanelIcon(t, desk)
	testNotifications(t, desk)
	testWindow(t, desk)
	testWords(t, desk)
	testSound(t, desk)
	testPrograms(t, desk)
	testServices(t, desk)
}

func testTray(t *testing.T, desk *rig.Desk) {
	t.Helper()
	item := newFakeItem(t, desk)
	tray := desk.WaitTray("fake", soon)
	item.set(t, "ToolTip", tooltip{Title: "2 voicemails"})
	tray.WaitTooltip("2 voicemails", soon)
	if got := tray.Icon().At(1, 0); got != (color.NRGBA{R: 1, G: 2, B: 3, A: 255}) {
		t.Errorf("second pixel of the icon: %v", got)
	}
	tray.Activate()
	item.want(t, "activated")
	if got := tray.Menu().Labels(); !slices.Equal(got, []string{"More_or_less", "Quit"}) {
		t.Errorf("menu: %q", got)
	}
	tray.ClickMenu("Quit")
	item.want(t, "clicked 3")
	item.leave(t)
	desk.WaitNoTray("fake", soon)
}

func testPanelIcon(t *testing.T, desk *rig.Desk) {
	t.Helper()
	item := newFakeItem(t, desk)
	tray := desk.WaitTray("fake", soon)
	// The panel draws the icon a little after it has registered it.
	rig.Eventually(t, soon, "a click reaches the item", func() error {
		tray.ClickIcon(1)
		return item.did("activated")
	})
	item.leave(t)
}

func testNotifications(t *testing.T, desk *rig.Desk) {
	t.Helper()
	send := desk.Spawn("gdbus", "call", "--session", "--dest", "org.freedesktop.Notifications",
		"--object-path", "/org/freedesktop/Notifications", "--method", "org.freedesktop.Notifications.Notify",
		"test", "0", "", "Voicemail", "from Anna", "['default', 'Open', 'call', 'Call back']", "{}", "5000")
	n := desk.Notifications().Wait("from Anna", soon)
	if send.Wait(soon); n.Actions["call"] != "Call back" || n.Expire != 5*time.Second {
		t.Errorf("recorded: %+v", n)
	}
	desk.Notifications().Act(n.ID, "call")
	desk.Notifications().WaitClosed(n.ID, soon)
}

func testWindow(t *testing.T, desk *rig.Desk) {
	t.Helper()
	xev := desk.Spawn("xev", "-name", "Events of a window")
	window := desk.WaitWindow("Events of", soon)
	window.Click(20, 30)
	window.Type("a")
	window.Key("ctrl+f")
	rig.Eventually(t, soon, "the window gets them", func() error {
		return contains(xev.Stdout(), "ButtonPress event", "(20,30)", "keysym 0x61, a)", "state 0x4, keycode")
	})
	window.Close()
	desk.WaitNoWindow("Events of", soon)
	xev.Wait(soon)
}

func testWords(t *testing.T, desk *rig.Desk) {
	t.Helper()
	picture := filepath.Join(t.TempDir(), "words.png")
	if got := desk.Run("convert", "-size", "500x200", "xc:white", "-font", "DejaVu-Sans", "-pointsize", "14",
		"-annotate", "+20+40", "Anna Maier", "-annotate", "+300+40", "Call back", "-annotate", "+20+120", "Jean Petit",
		"-annotate", "+300+120", "Call back", "-fill", "#4a5ee0", "-draw", "roundrectangle 160,100 260,135 6,6",
		"-fill", "white", "-annotate", "+190+123", "Play", picture); got.ExitCode() != 0 {
		t.Fatal(got.Stderr())
	}
	screen := desk.Screen()
	before := screen.Pixels()
	desk.Spawn("display", "-title", "Words", picture)
	window := desk.WaitWindow("Words", soon)
	if at := window.WaitText("jean petit", soon); at.Min.Y < 90 || at.Max.Y > 140 {
		t.Errorf("Jean Petit stands at %v", at)
	}
	if pixels, colours := screen.Pixels().Changed(before); pixels < 500*200/2 || colours < 10 {
		t.Errorf("%d pixels have changed, to %d colours, with a window of black letters on white", pixels, colours)
	}
	window.ClickTextBeside("Jean Petit", "Call back")
	window.ClickText("Play")
	file := filepath.Join(t.TempDir(), "shot.png")
	window.Screenshot(file)
	if info, err := os.Stat(file); err != nil || info.Size() == 0 {
		t.Errorf("screenshot: %v, %v", info, err)
	}
}

func testSound(t *testing.T, desk *rig.Desk) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "sweep.ogg")
	if got := desk.Run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "aevalsrc=0.5*sin(300*t*t):d=2:s=48000",
		file); got.ExitCode() != 0 {
		t.Fatal(got.Stderr())
	}
	sweep := rig.Decode(t, file)
	recording := desk.Record()
	desk.Run("paplay", file)
	recording.WaitSound(soon)
	rig.Eventually(t, soon, "all of it is heard", func() error {
		return rig.Follow(recording.Heard(), sweep)
	})
	recording.Stop()
}

func testPrograms(t *testing.T, desk *rig.Desk) {
	t.Helper()
	shell := desk.Spawn("sh", "-c", `echo $COLOUR; echo trouble >&2; sleep 60 & wait`)
	shell.WaitStderr("trouble", soon)
	if got := strings.TrimSpace(shell.Stdout()); got != "mauve" {
		t.Errorf("standard output: %q", got)
	}
	rig.Eventually(t, soon, "it has a child", func() error { // which comes after what it says
		if got := shell.Children(); len(got) != 1 {
			return fmt.Errorf("it has %v", got)
		}
		return nil
	})
	shell.Signal(syscall.SIGKILL)
	if got := shell.Wait(soon); got != -1 {
		t.Errorf("exit code: %d", got)
	}
	if got := desk.Run("sh", "-c", "exit 3").ExitCode(); got != 3 {
		t.Errorf("exit code: %d", got)
	}
}

func testServices(t *testing.T, desk *rig.Desk) {
	t.Helper()
	desk.StopService("sound")
	if got := desk.Run("pactl", "info").ExitCode(); got == 0 {
		t.Error("the sound server still answers")
	}
	desk.StartService("sound")
	if got := desk.Run("pactl", "info").ExitCode(); got != 0 {
		t.Error("the sound server does not answer")
	}
}

// TestDeskWithDaemons is the other desktop: a real notification daemon, and a keyring that is closed.
func TestDeskWithDaemons(t *testing.T) {
	desk := rig.Start(t, rig.Options{Notify: rig.Dunst, Keyring: rig.Locked, Sound: rig.None, Tray: rig.None})
	if got := desk.Run("gdbus", "call", "--session", "--dest", "org.freedesktop.Notifications",
		"--object-path", "/org/freedesktop/Notifications", "--method", "org.freedesktop.Notifications.Notify",
		"test", "0", "", "Voicemail", "from Anna", "[]", "{}", "--", "-1"); got.ExitCode() != 0 {
		t.Fatal(got.Stderr())
	}
	desk.WaitWindow("Dunst", soon).WaitText("Anna", soon)
	lookup := desk.Run("secret-tool", "lookup", "service", "nothing")
	if lookup.ExitCode() == 0 {
		t.Error("the closed keyring answers")
	}
}
