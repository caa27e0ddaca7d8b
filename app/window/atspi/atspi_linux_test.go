package atspi

import (
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/godbus/dbus/v5"

	"istratray/app/window/parts"
	"istratray/desktop/rig"
)

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
	if name.Try("Text.SetSelection", int32(1), int32(0), int32(1)) {
		t.Error("a second selection is set, which there isn't")
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

// A text that nobody types is refused: to draw a million letters takes the window seconds, in which it answers nobody.
func TestTextsOfAMillionLettersAreRefused(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.look()
	name := s.window.Wait(rig.Entry, "Name", soon)
	name.Set("Anna")
	long := strings.Repeat("x", 1_000_000)
	if name.Try("EditableText.SetTextContents", long) ||
		name.Try("EditableText.InsertText", int32(0), long, int32(len(long))) || name.Text() != "Anna" {
		t.Errorf("the field has %d letters", len(name.Text()))
	}
	name.Set(strings.Repeat("x", parts.MostLetters))
	if !name.Try("EditableText.DeleteText", int32(1), int32(-1)) || name.Text() != "x" {
		t.Errorf("it can't be made shorter: %q", name.Text())
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
		"PropertyChange accessible-name 0":  true, "Announcement  1": true, "ChildrenChanged add 8": true,
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

// What somebody does is told before all that comes with it: a page of new things must not hold it up.
func TestWhatWasDoneIsToldFirst(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.look()
	s.window.Wait(rig.Frame, "Window", soon)
	heard := s.window.Events()
	s.on(func() {
		fyne.CurrentApp().Driver().CanvasForObject(s.text).Focus(s.text)
		s.check.SetChecked(true)
		s.bar.Say("Marked read", "", nil) // comes with it
	})
	var order []string
	limit := time.After(soon)
	for len(order) < 3 {
		select {
		case e := <-heard:
			what := e.Member + " " + e.Detail
			if e.Member == "StateChanged" && e.A == 1 || what == "ChildrenChanged add" && e.Path == framePath {
				order = append(order, what)
			}
		case <-limit:
			t.Fatalf("heard only %v", order)
		}
	}
	if order[2] != "ChildrenChanged add" {
		t.Errorf("heard %v", order)
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

// While one frame follows the other, as when a key is held down, Fyne may leave what is posted waiting. Looks and
// presses come with the frames.
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

// Whoever uses the window by name goes on when a screen reader is switched on or off.
func TestSwitchingLosesNobody(t *testing.T) {
	s := newStage(t)
	s.launch()
	s.look()
	press := s.window.Wait(rig.Button, "Press", soon)
	session := s.bus.Connect()
	for i := range 6 {
		if err := session.Object(finder, finderPath).Call("org.freedesktop.DBus.Properties.Set", 0, status,
			"ScreenReaderEnabled", dbus.MakeVariant(i%2 == 0)).Err; err != nil {
			t.Fatal(err)
		}
		for range 50 {
			if err := press.Call("Accessible.GetRole").Err; err != nil {
				t.Fatalf("switched %d times: %v", i+1, err)
			}
		}
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

// Nonsensical calls are refused, and nothing breaks.
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
