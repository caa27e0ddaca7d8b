package atspi

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/godbus/dbus/v5"
	"go.uber.org/goleak"

	"istratray/app/bus/bustest"
	"istratray/app/window/access"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/desktop/rig"
	"istratray/internal/need"
)

func TestMain(m *testing.M) {
	test.NewApp().Settings().SetTheme(look.New(look.Light, 1)) // its own goroutines are there before goleak looks
	goleak.VerifyTestMain(m, goleak.IgnoreCurrent(), goleak.Cleanup(func(code int) {
		if screen.cmd != nil {
			_ = screen.cmd.Process.Kill()
			_ = screen.cmd.Wait()
		}
		os.Exit(code)
	}))
}

// screen is the registry's, which does not run without one.
var screen struct {
	cmd  *exec.Cmd
	name string
}

// display is the name of the screen.
func display(t *testing.T) string {
	t.Helper()
	if screen.cmd != nil {
		return screen.name
	}
	cmd := exec.Command(need.Tool(t, "Xvfb"), "-displayfd", "1", "-nolisten", "tcp", "-noreset") // #nosec G204 -- a test's own
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fscanln(out, &screen.name); err != nil {
		t.Fatal(err)
	}
	screen.cmd, screen.name = cmd, ":"+screen.name
	return screen.name
}

// soon is how long what should happen at once may take on a busy machine.
const soon = 10 * time.Second

// stage is a window on a bus of its own, and a client's eye on it.
type stage struct {
	*testing.T
	bus    *bustest.Bus
	loop   chan func()
	scans  atomic.Int64
	drawn  atomic.Bool // frames are drawn one after the other: what is posted waits, with bad luck for ever
	window *rig.Accessible

	press   *parts.Button
	off     *parts.Button
	text    *widget.Entry
	secret  *widget.Entry
	check   *parts.Switch
	slider  *parts.Slider
	bar     *parts.Snackbar
	pressed atomic.Int64
}

// newStage opens a window. Nothing is on the bus yet.
func newStage(t *testing.T) *stage {
	t.Setenv(ownAddress, "")
	s := &stage{T: t, bus: bustest.Start(t), loop: make(chan func(), 64)}
	s.press = parts.NewButton("Press", "", parts.Plain, func() { s.pressed.Add(1) })
	s.off = parts.NewButton("Off", "", parts.Plain, func() { s.pressed.Add(100) })
	s.off.Disable()
	s.text, s.secret, s.bar = widget.NewEntry(), widget.NewPasswordEntry(), parts.NewSnackbar()
	s.text.SetPlaceHolder("Name")
	s.secret.SetPlaceHolder("Password")
	s.check = parts.NewSwitch(false, nil)
	s.slider = parts.NewSlider("Volume", 0, 10, func() {})
	label := parts.NewText("Loud", parts.Style{})
	w := test.NewTempWindow(t, container.NewVBox(s.press, s.off, s.text, s.secret, label,
		parts.Labelled(label, "As it is", s.check), s.slider, s.bar))
	w.Resize(fyne.NewSize(400, 400))
	scanner := access.NewScanner(w.Canvas())
	var work sync.WaitGroup
	ctx, cancel := context.WithCancel(t.Context())
	work.Go(func() {
		for {
			select {
			case f := <-s.loop:
				f()
			case <-ctx.Done():
				return
			}
		}
	})
	work.Go(func() {
		Run(ctx, Options{Name: "test", Version: "1", Post: s.postLast, Frames: s.frames, Logger: slog.New(slog.DiscardHandler),
			Scan: func() *access.Tree {
				s.scans.Add(1)
				return scanner.Scan("Window", access.Place{Active: true})
			}})
	})
	t.Cleanup(func() {
		cancel()
		work.Wait()
	})
	return s
}

func (s *stage) post(f func()) { s.loop <- f }

// postLast is post as Fyne does it.
func (s *stage) postLast(f func()) {
	if !s.drawn.Load() {
		s.post(f)
	}
}

// frames has the window draw frames, one after the other.
func (s *stage) frames(f func()) (stop func()) {
	ticker, done := time.NewTicker(time.Second/60), make(chan struct{})
	go func() {
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
			case <-done:
				return
			}
			select {
			case s.loop <- f:
			case <-done:
				return
			}
		}
	}()
	return func() { close(done) }
}

// on does something on the window's goroutine.
func (s *stage) on(f func()) {
	done := make(chan struct{})
	s.post(func() { f(); close(done) })
	<-done
}

// launch starts the session's accessibility bus.
func (s *stage) launch() {
	s.Helper()
	launcher := "/usr/libexec/at-spi-bus-launcher"
	if _, err := os.Stat(launcher); err != nil {
		launcher = need.Tool(s.T, "at-spi-bus-launcher")
	}
	dir, err := os.MkdirTemp("", "a11y") // the path of a socket must stay short
	if err != nil {
		s.Fatal(err)
	}
	cmd := exec.Command(launcher) // #nosec G204 -- a test's own bus
	cmd.Env = append(os.Environ(), "XDG_RUNTIME_DIR="+dir, "HOME="+dir, "DISPLAY="+display(s.T),
		"GSETTINGS_BACKEND=memory")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // with the bus that it starts
	if err := cmd.Start(); err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		_ = cmd.Wait()
		_ = os.RemoveAll(dir)
	})
	session := s.bus.Connect()
	rig.Eventually(s, soon, "the accessibility bus is there", func() error {
		var there bool
		if err := session.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0,
			finder).Store(&there); err != nil || !there {
			return fmt.Errorf("it is not: %w", err)
		}
		return nil
	})
}

// look begins to look at the window.
func (s *stage) look() {
	s.Helper()
	s.window = rig.NewAccessible(s, s.bus.Connect(), "test")
	s.Cleanup(s.window.Close)
}

func TestWhoComesLaterFindsTheWindow(t *testing.T) {
	s := newStage(t)
	s.launch()
	if n := s.scans.Load(); n != 0 {
		t.Errorf("%d looks at the window before anybody asked", n)
	}
	s.look()
	if frame := s.window.Wait(rig.Frame, "Window", soon); !frame.Is(int(stateActive)) {
		t.Error("the window has not the keyboard")
	}
}

func TestThingsAreUsedByName(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.look()
	s.window.Wait(rig.Button, "Press", soon).Press()
	if s.pressed.Load() != 1 {
		t.Error("the button was not pressed")
	}
	off := s.window.Wait(rig.Button, "Off", soon)
	if ok := off.Try("Action.DoAction", int32(0)); ok || off.Is(rig.Enabled) || s.pressed.Load() != 1 {
		t.Error("what is disabled can be pressed")
	}
	check := s.window.Wait(rig.CheckBox, "Loud", soon)
	check.Do("toggle")
	if now := s.window.Wait(rig.CheckBox, "Loud", soon); !now.Is(rig.Checked) || check.Is(rig.Checked) ||
		now.Description != "As it is" {
		t.Errorf("the switch: %+v", now)
	}
	slider := s.window.Wait(rig.Slider, "Volume", soon)
	slider.SetValue(99)
	if v := slider.Value(); v != 10 {
		t.Errorf("the slider is at %v", v)
	}
	s.window.Wait(rig.Entry, "Name", soon).Focus()
	if !s.window.Wait(rig.Entry, "Name", soon).Is(rig.Focused) {
		t.Error("the field has not the keyboard")
	}
}

func TestTextIsEdited(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.look()
	name, secret := s.window.Wait(rig.Entry, "Name", soon), s.window.Wait(rig.Password, "Password", soon)
	name.Set("Zoë Müller")
	for _, step := range []struct {
		method string
		args   []any
		want   string
	}{
		{"EditableText.InsertText", []any{int32(4), "A. ", int32(3)}, "Zoë A. Müller"},
		{"EditableText.DeleteText", []any{int32(0), int32(4)}, "A. Müller"},
		{"EditableText.DeleteText", []any{int32(-5), int32(-1)}, ""},
		{"EditableText.InsertText", []any{int32(99), "ab\ncd", int32(99)}, "ab cd"},
		{"Text.SetSelection", []any{int32(0), int32(1), int32(3)}, "ab cd"},
	} {
		if !name.Try(step.method, step.args...) || name.Text() != step.want {
			t.Errorf("%s%v gives %q, want %q", step.method, step.args, name.Text(), step.want)
		}
	}
	s.on(func() {
		if got := s.text.SelectedText(); got != "b " {
			t.Errorf("%q is selected", got)
		}
	})
	secret.Set("135799")
	if text := secret.Text(); text != "••••••" {
		t.Errorf("the password shows as %q", text)
	}
}

// Each letter has a place of its own, where it is drawn: what reads with a magnifier follows it.
func TestEachLetterIsWhereItIsDrawn(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.look()
	name := s.window.Wait(rig.Entry, "Name", soon)
	name.Set("Mill")
	s.window.Wait(rig.Password, "Password", soon).Set("1234")
	for _, text := range []*rig.Thing{name, s.window.Wait(rig.Password, "Password", soon),
		s.window.Wait(rig.Label, "Loud", soon)} {
		line := boxOf(t, text, "Component.GetExtents")
		before := line.X
		for i := range int32(4) {
			letter := boxOf(t, text, "Text.GetCharacterExtents", i)
			if letter.X < before || letter.Width < 1 || letter.Width > 20 || letter.Height < 8 ||
				letter.Y < line.Y || letter.Y+letter.Height > line.Y+line.Height {
				t.Errorf("letter %d of %q is at %v of %v, after %d", i, text.Name, letter, line, before)
			}
			before = letter.X + letter.Width - 1
		}
		two := boxOf(t, text, "Text.GetRangeExtents", int32(1), int32(3))
		one := boxOf(t, text, "Text.GetCharacterExtents", int32(1))
		other := boxOf(t, text, "Text.GetCharacterExtents", int32(2))
		if two.X != one.X || two.X+two.Width != other.X+other.Width {
			t.Errorf("two letters of %q are at %v, alone at %v and %v", text.Name, two, one, other)
		}
	}
}

// boxOf asks for a place on the screen.
func boxOf(t *testing.T, a *rig.Thing, method string, args ...any) (r rectangle) {
	t.Helper()
	call := a.Call(method, append(args, uint32(toScreen))...)
	if err := call.Store(&r.X, &r.Y, &r.Width, &r.Height); err != nil {
		if err := call.Store(&r); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func TestEventsTellWhatChanges(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.look()
	s.window.Wait(rig.Frame, "Window", soon)
	heard := s.window.Events()
	s.on(func() {
		fyne.CurrentApp().Driver().CanvasForObject(s.text).Focus(s.text)
		s.text.SetText("abc")
		s.check.SetChecked(true)
		s.slider.SetValue(3)
		s.press.Set("Pressed", "")
		s.bar.Say("Marked read", "", nil)
	})
	want := map[string]bool{
		"StateChanged focused 1": true, "StateChanged checked 1": true, "TextChanged insert 0": true,
		"PropertyChange accessible-value 0": true,
		"PropertyChange accessible-name 0":  true, "Announcement  1": true, "ChildrenChanged add 7": true,
	}
	limit := time.After(soon)
	for len(want) > 0 {
		select {
		case e := <-heard:
			delete(want, fmt.Sprintf("%s %s %d", e.Member, e.Detail, e.A))
		case <-limit:
			t.Fatalf("not heard: %v", want)
		}
	}
}

// What a press comes to is told before the window is drawn anew: the next frame waits for the news here.
func TestWhatAPressComesToIsToldBeforeItIsDrawn(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.look()
	check := s.window.Wait(rig.CheckBox, "Loud", soon)
	heard := s.window.Events()
	told := make(chan struct{})
	s.on(func() {
		s.check.OnChanged = func(bool) {
			s.post(func() { // as long as it is drawn, nothing else is done
				select {
				case <-told:
				case <-time.After(soon):
				}
			})
		}
	})
	check.Press()
	limit := time.After(soon / 2)
	for {
		select {
		case e := <-heard:
			if e.Path == check.Path() && e.Detail == "checked" && e.A == 1 {
				close(told)
				return
			}
		case <-limit:
			close(told)
			t.Fatal("it is told after the frame")
		}
	}
}

// While one frame follows the other, as when a key is held down, Fyne may leave what is posted waiting. Looks and presses
// come with the frames.
func TestFramesHoldNobodyUp(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.look()
	press := s.window.Wait(rig.Button, "Press", soon)
	heard := s.window.Events()
	s.drawn.Store(true)
	s.on(func() { s.check.SetChecked(true) })
	limit := time.After(soon)
	for told := false; !told; {
		select {
		case e := <-heard:
			told = e.Member == "StateChanged" && e.Detail == "checked" && e.A == 1
		case <-limit:
			t.Fatal("the switch is not told to be checked")
		}
	}
	if press.Press(); s.pressed.Load() != 1 {
		t.Error("the button was not pressed")
	}
}

// A window that hangs answers with an error, in time, and answers again when it is back.
func TestABusyWindowHangsNobody(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.look()
	press := s.window.Wait(rig.Button, "Press", soon)
	release := make(chan struct{})
	s.post(func() { <-release })
	var wrong dbus.Error
	if err := press.Call("Action.DoAction", int32(0)).Err; !errors.As(err, &wrong) || wrong.Name != errTimeout.Name {
		t.Errorf("got %v", err)
	}
	close(release)
	if s.window.Wait(rig.Button, "Press", soon).Press(); s.pressed.Load() != 1 {
		t.Errorf("pressed %d times: what was answered with an error is not done later", s.pressed.Load())
	}
}

// What nobody sends in earnest is refused, and nothing breaks.
func TestOddCallsAreRefused(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.look()
	press := s.window.Wait(rig.Button, "Press", soon)
	for _, call := range []struct {
		path   dbus.ObjectPath
		method string
		args   []any
	}{
		{press.Path(), prefix + "Action.DoAction", nil},
		{press.Path(), prefix + "Action.DoAction", []any{"x"}},
		{press.Path(), prefix + "Text.GetText", []any{int32(0), int32(1)}},
		{press.Path(), prefix + "Value.Nothing", nil},
		{press.Path(), "org.freedesktop.DBus.Properties.Get", []any{prefix + "Value", "CurrentValue"}},
		{press.Path(), "org.freedesktop.DBus.Properties.Set",
			[]any{prefix + "Accessible", "Name", dbus.MakeVariant("x")}},
		{objects + "999999", prefix + "Accessible.GetRole", nil},
		{objects + "x/y", prefix + "Accessible.GetRole", nil},
		{cachePath, prefix + "Accessible.GetRole", nil},
	} {
		if err := s.window.Call(call.path, call.method, call.args...).Err; err == nil {
			t.Errorf("%s %s%v is answered", call.path, call.method, call.args)
		}
	}
	for _, i := range []int32{-1, 7, 1 << 30} {
		if press.Try("Action.DoAction", i) {
			t.Errorf("there is an action %d", i)
		}
	}
	if s.pressed.Load() != 0 {
		t.Error("something was pressed")
	}
	s.window.Wait(rig.Button, "Press", soon).Press()
}

func TestTheBusMayComeAndGo(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "none"))
	Run(t.Context(), Options{Logger: slog.New(slog.DiscardHandler)}) // returns
}
