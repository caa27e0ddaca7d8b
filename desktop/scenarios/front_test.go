//go:build desktop

package scenarios

import (
	"fmt"
	"image"
	"image/draw"
	_ "image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// desktops are those that a story is told on: X11 and Wayland.
var desktops = map[string]string{"x11": "", "wayland": rig.Sway}

// onEach tells a story on each desktop.
func onEach(t *testing.T, story func(t *testing.T, wm string)) {
	for name, wm := range desktops {
		t.Run(name, func(t *testing.T) { story(t, wm) })
	}
}

// A window that is open comes to whoever asks for it, whatever the desktop thinks of windows that push themselves
// forward.
func TestTheWindowComesForward(t *testing.T) {
	onEach(t, func(t *testing.T, wm string) {
		s := begin(t, rig.Options{WM: wm, Sound: rig.None}, withMessage())
		s.signIn()
		s.desk.WaitInFront("Istra Tray", patience)
		for n, ask := range []func(){
			func() { s.succeeds("show") },
			func() { s.succeeds() },
			func() { // tokens that are good for nothing, as of a click of long ago
				show := s.desk.Command(program, "show")
				show.Env = append(show.Env, "XDG_ACTIVATION_TOKEN=of nobody", "DESKTOP_STARTUP_ID=shell-1_TIME1")
				s.endsWell(s.desk.Start(show))
			},
			func() { s.tray.Activate() },
			func() { s.tray.Token("of nobody"); s.tray.Activate() },
			func() { s.tray.ClickMenu("Settings…") },
			func() {
				s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Maria Rossi", RemoteNumber: "215"})
				s.desk.Notifications().Act(s.desk.Notifications().Wait("Maria Rossi", patience).ID, "default")
			},
		} {
			s.goAway(wm, n+1)
			ask()
			s.desk.WaitInFront("Istra Tray", patience)
		}
		s.shot("in front")
		if children := s.agent.Children(); len(children) != 1 {
			t.Errorf("the agent has children %v, want one window", children)
		}
		s.quit()
	})
}

// A window that came when it was asked to, and is sent away at once, stays away: the program's second try was for a
// desktop that did nothing.
func TestAWindowThatIsSentAwayStaysAway(t *testing.T) {
	onEach(t, func(t *testing.T, wm string) {
		s := begin(t, rig.Options{WM: wm, Sound: rig.None, Tray: rig.None}, withMessage())
		s.startSignedIn()
		s.desk.WaitInFront("Istra Tray", patience)
		s.desk.WaitWindow("Istra Tray", patience).WaitText("Anna Schmidt", patience)
		for n := 2; n <= 6; n += 2 {
			s.goAway(wm, n)
			s.succeeds("show")
			s.desk.WaitInFront("Istra Tray", patience)
			s.goAway(wm, n+2)
			rig.Rest(s, time.Second)
			if s.desk.WindowExists("Istra Tray") {
				t.Fatal("it came back by itself")
			}
		}
		s.quit()
	})
}

// goAway leaves the window on another workspace than the person's, or minimised; n is a new one each time.
func (s *story) goAway(wm string, n int) {
	s.Helper()
	switch {
	case wm == rig.Sway:
		s.desk.Sway(fmt.Sprintf("workspace %d", n+1))
	case n%2 == 0:
		s.desk.Run("xdotool", "search", "--name", "Istra Tray", "windowminimize")
	default:
		s.desk.Run("xdotool", "set_desktop", fmt.Sprint(s.otherWorkspace()))
	}
	s.desk.WaitNoWindow("Istra Tray", patience)
}

// otherWorkspace is the one of two that is not looked at.
func (s *story) otherWorkspace() int {
	return 1 - int(strings.TrimSpace(s.desk.Run("xdotool", "get_desktop").Stdout())[0]-'0')
}

// The window is known as the program's, shares the clipboard (looked at under Wayland), and leaves nothing behind but
// what is the program's. The password is kept.
func TestTheWindowHasTheProgramsName(t *testing.T) {
	onEach(t, func(t *testing.T, wm string) {
		s := begin(t, rig.Options{WM: wm, Sound: rig.None, Tray: rig.None}, withMessage())
		s.startSignedIn()
		window := s.desk.WaitWindow("Istra Tray", patience)
		if class := window.Class(); !strings.Contains(class, "istratray") || strings.Contains(class, "missing") {
			t.Errorf("the window's class is %q", class)
		}
		window.WaitText("Anna Schmidt", patience)
		if wm == rig.Sway {
			s.clipboard(window)
		}
		pid := s.agent.Children()[0]
		window.Close()
		s.gone(pid)
		for _, place := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"} {
			if left, _ := filepath.Glob(filepath.Join(s.desk.Getenv(place), "*yne*")); len(left) > 0 {
				t.Errorf("the window left %v", left)
			}
		}
		s.quit()
		s.agent = s.desk.Spawn(program, "--hidden") // with the password that the keyring has
		s.waitState("online")
		s.quit()
	})
}

// clipboard copies from the search field to another program, and back from there.
func (s *story) clipboard(window *rig.Window) {
	s.Helper()
	window.Key("ctrl+f")
	window.Type("Anna")
	window.WaitText("Anna", patience)
	rig.Eventually(s, patience, "another program has what was copied", func() error {
		window.Key("ctrl+a", "ctrl+c")
		if got := s.desk.Run("wl-paste", "--no-newline").Stdout(); got != "Anna" {
			return fmt.Errorf("it has %q", got)
		}
		return nil
	})
	copied := s.desk.Spawn("wl-copy", "--foreground", "Maria")
	rig.Eventually(s, patience, "the clipboard is the other program's", func() error {
		if got := s.desk.Run("wl-paste", "--no-newline").Stdout(); got != "Maria" {
			return fmt.Errorf("it has %q", got)
		}
		return nil
	})
	window.Key("ctrl+a", "ctrl+v")
	window.WaitText("Maria", patience)
	s.shot("pasted")
	window.Key("ctrl+a", "Delete")
	copied.Kill()
}

// Letters are drawn for the pixels that there are: at the start, when their number changes, and on an output with
// another number. The window has the same size everywhere.
func TestTextIsSharpAtTwiceTheScale(t *testing.T) {
	s := begin(t, rig.Options{WM: rig.Sway, Scale: "2", Size: "1600x1200", Sound: rig.None,
		Tray: rig.None}, withMessage())
	s.startSignedIn()
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.WaitText("Anna Schmidt", patience)
	s.waitSharp()
	s.desk.Sway("output X11-1 scale 1")
	s.desk.Sway("output X11-1 scale 2")
	s.waitSharp()
	size := window.Size()
	s.desk.Sway("create_output") // its picture is over the first one's
	s.desk.Sway("output X11-2 resolution 1600x1200 scale 1")
	window.MoveToOutput("X11-2")
	s.waitSize(window, size)
	s.waitSharp()
	s.shot("on the second output")
	window.MoveToOutput("X11-1")
	s.waitSize(window, size)
	s.quit()
}

func (s *story) waitSize(w *rig.Window, want image.Point) {
	s.Helper()
	rig.Eventually(s, patience, fmt.Sprintf("the window's size is %v", want), func() error {
		if got := w.Size(); got != want {
			return fmt.Errorf("it is %v", got)
		}
		return nil
	})
}

// waitSharp waits until black and white are neighbours on the screen, as at the edges of upright letters. Where a
// picture is stretched to twice its size they never are.
func (s *story) waitSharp() {
	s.Helper()
	file := filepath.Join(s.desk.Dir, "sharp.png")
	rig.Eventually(s, patience, "the text is sharp", func() error {
		s.desk.Screenshot(file)
		f, err := os.Open(file)
		if err != nil {
			return err
		}
		defer f.Close()
		picture, _, err := image.Decode(f)
		if err != nil {
			return err
		}
		if edges := sharpEdges(picture); edges < 50 {
			return fmt.Errorf("%d sharp edges", edges)
		}
		return nil
	})
}

// sharpEdges counts dark pixels beside bright ones.
func sharpEdges(picture image.Image) (n int) {
	const dark, bright = 60, 235
	b := picture.Bounds()
	grey := image.NewGray(b)
	draw.Draw(grey, b, picture, b.Min, draw.Src)
	for y := b.Min.Y + 80; y < b.Max.Y; y++ { // below the compositor's own title
		row := grey.Pix[grey.PixOffset(b.Min.X, y):grey.PixOffset(b.Max.X, y)]
		for x := 1; x < len(row); x++ {
			if l, r := row[x-1], row[x]; l < dark && r > bright || l > bright && r < dark {
				n++
			}
		}
	}
	return n
}
