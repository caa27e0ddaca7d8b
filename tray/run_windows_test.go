package tray

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"istratray/app/inbox"
	"istratray/app/plain"
	"istratray/app/win32"
	"istratray/internal/hostile"
)

var sendMessage = user32.NewProc("SendMessageW")

// live runs a tray until the test ends. It returns when the icon is there.
func live(t *testing.T, opts Options) (*Tray, *shellHost) {
	t.Helper()
	tray := New(opts)
	tray.retry = time.Millisecond
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- tray.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	eventually(t, "the icon", func() bool { h := tray.shell.Load(); return h != nil && h.tray.visible.Load() })
	return tray, tray.shell.Load()
}

func eventually(t *testing.T, what string, there func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !there(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s doesn't come", what)
		}
	}
}

// isThere asks the shell.
func isThere(h *shellHost) bool {
	icon := shellIcon{window: h.window.Handle}
	return icon.tell(nimModify)
}

func TestIconStaysWhenTheSessionGoesOn(t *testing.T) {
	_, h := live(t, Options{})
	_, _, _ = sendMessage.Call(uintptr(h.window.Handle), win32.WMQueryEndSession, 0, 0)
	_, _, _ = sendMessage.Call(uintptr(h.window.Handle), win32.WMEndSession, 0, 0)
	if !isThere(h) {
		t.Error("a cancelled shutdown took the icon away")
	}
}

func TestIconComesBackWithANewTaskbar(t *testing.T) {
	_, h := live(t, Options{})
	icon := shellIcon{window: h.window.Handle}
	if !icon.tell(nimDelete) || isThere(h) {
		t.Fatal("the icon can't be taken away")
	}
	h.window.Post(h.taskbar, 0, 0)
	eventually(t, "the icon", func() bool { return isThere(h) })
}

func TestIconComesWithALateTaskbar(t *testing.T) {
	missing := make(chan struct{})
	tray := New(Options{OnMissing: func() { close(missing) }})
	tray.retry, tray.patience = time.Millisecond, 0
	var tries atomic.Int32
	h := &shellHost{tray: tray, wait: tray.retry, tell: func(icon *shellIcon, order uintptr) bool {
		return tries.Add(1) > 4 && icon.tell(order)
	}}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- tray.run(ctx, h) }()
	<-missing
	eventually(t, "the icon", h.tray.visible.Load)
	if !isThere(h) {
		t.Error("the shell has no icon")
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestIconGoesWithTheProgramOnly(t *testing.T) {
	tray, h := live(t, Options{})
	_, _, _ = sendMessage.Call(uintptr(h.window.Handle), win32.WMClose, 0, 0)
	tray.Show(inbox.Snapshot{})
	tray.Refresh()
	if !isThere(h) {
		t.Error("another program closed the tray's window")
	}
}

func TestClicks(t *testing.T) {
	chosen := make(chan Intent, 4)
	tray, h := live(t, Options{OnIntent: func(i Intent, _ string) { chosen <- i }})
	click := func(event uintptr) { h.window.Post(wmIcon, 0, event|iconID<<16) }
	click(ninSelect)
	click(ninKeySelect)
	for range 2 {
		if got := <-chosen; got != (Open{}) {
			t.Errorf("chosen was %v", got)
		}
	}
	picked := make(chan string, 1)
	if err := tray.ShowBalloon(&Balloon{Title: "New voicemail", Chosen: func() { picked <- "balloon" }}); err != nil {
		t.Fatal(err)
	}
	click(ninBalloonUserClick)
	if got := <-picked; got != "balloon" {
		t.Error(got)
	}
	if err := tray.ShowBalloon(nil); err != nil {
		t.Error(err)
	}
}

func TestBalloonBeforeTheIcon(t *testing.T) {
	if err := New(Options{}).ShowBalloon(&Balloon{}); err == nil {
		t.Error("no error")
	}
}

func TestMenuHoldsTextsAsTheyAre(t *testing.T) {
	getMenuString := user32.NewProc("GetMenuStringW")
	const byPosition = 0x400
	for _, s := range hostile.Texts() {
		s = plain.Line(s, nameWidth)
		if s == "" {
			continue
		}
		var chosen []Intent
		menu := build([]entry{{key: "a", label: s, intent: Quit{}}, {key: "s"},
			{key: "b", label: s, children: []entry{{label: s, intent: Open{}}}}}, &chosen)
		text := make([]uint16, 4096)
		_, _, _ = getMenuString.Call(menu, 0, uintptr(unsafe.Pointer(&text[0])), uintptr(len(text)), byPosition)
		if got := windows.UTF16ToString(text); got != menuText(s) {
			t.Errorf("%q became %q", s, got)
		}
		if len(chosen) != 2 || chosen[0] != (Quit{}) || chosen[1] != (Open{}) {
			t.Errorf("it does %v", chosen)
		}
		_, _, _ = destroyMenu.Call(menu)
	}
}

func TestTextsOfTheIconAreCutWhereACharacterEnds(t *testing.T) {
	field := make([]uint16, 8)
	put(field, "previous")
	put(field, "ab📞📞📞")
	if got := windows.UTF16ToString(field); got != "ab📞📞" || field[7] != 0 {
		t.Errorf("%q, %v", got, field)
	}
	icon := balloonOf(shellIcon{}, &Balloon{Title: strings.Repeat("t", 100),
		Body: strings.Repeat("b", 300), Sound: true})
	if icon.infoTitle[63] != 0 || icon.info[255] != 0 || icon.info[254] != 'b' || icon.infoFlags&niifNoSound != 0 {
		t.Error("a long balloon is not cut")
	}
	if icon = balloonOf(shellIcon{}, &Balloon{Title: "t"}); icon.info[0] == 0 {
		t.Error("a balloon without a text is none")
	}
}

func TestIconOfEachSize(t *testing.T) {
	for _, size := range []int{16, 20, 24, 32, 48} {
		handle, err := win32.NewIcon(drawIcon(icon{needsYou, 0}, size, onLight))
		if err != nil {
			t.Fatal(err)
		}
		win32.DestroyIcon(handle)
	}
	if size := iconSize(); size < 16 || size > 256 {
		t.Errorf("icons are %d pixels wide", size)
	}
}
