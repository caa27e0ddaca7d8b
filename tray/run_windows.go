package tray

import (
	"context"
	"time"

	"golang.org/x/sys/windows/registry"

	"istratray/app/win32"
)

// windowClass names the hidden window that the notification area sends the icon's clicks to.
const windowClass = "IstraTrayIcon"

// Messages of the icon's window, besides those that win32 names.
const (
	wmIcon   = win32.WMApp + 1
	addTimer = 1
)

// Run shows the tray until ctx ends; it then returns nil. Call it once, on the main goroutine.
//
// All of it happens on the goroutine's thread, which owns the icon's window. The icon is added again whenever there is
// a new taskbar, and is tried again while there is none: at logon it may come up after us.
func (t *Tray) Run(ctx context.Context) error {
	jumps := newJumpLister(t)
	go jumps.run(ctx)
	err := t.run(ctx, &shellHost{tray: t, taskbar: win32.RegisterMessage("TaskbarCreated"), wait: t.retry,
		tell: (*shellIcon).tell, jumps: jumps})
	if ctx.Err() != nil {
		jumps.wait()
	}
	return err
}

func (t *Tray) run(ctx context.Context, h *shellHost) error {
	defer t.offer()
	late := time.AfterFunc(t.patience, func() {
		if !h.tray.visible.Load() {
			t.missing()
		}
	})
	defer late.Stop()
	handle := func(w *win32.Window, message uint32, wparam, lparam uintptr) (uintptr, bool) {
		if message == win32.WMClose && ctx.Err() == nil {
			return 0, true // from outside: the session's window answers that
		}
		return h.receive(message, wparam, lparam)
	}
	served := make(chan struct{})
	err := win32.RunWindow(ctx, windowClass, handle, func(w *win32.Window) {
		h.begin(w)
		t.offer()
		t.shell.Store(h)
		go func() { defer close(served); t.feed(ctx, w, h) }()
	})
	t.shell.Store(nil)
	t.see(false)
	if h.window != nil {
		<-served
	}
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// feed carries what is new to the window's thread.
func (t *Tray) feed(ctx context.Context, w *win32.Window, h *shellHost) {
	for {
		select {
		case <-ctx.Done():
			return
		case s := <-t.latest:
			w.Do(func() { t.shown = s; h.refresh() })
		case <-t.refresh:
			w.Do(h.refresh)
		}
	}
}

// lightTaskbar reads what the user chose for the taskbar; before Windows 10 1903 it is always dark.
func lightTaskbar() bool {
	k, err := registry.OpenKey(registry.CURRENT_USER,
		`Software\Microsoft\Windows\CurrentVersion\Themes\Personalize`, registry.QUERY_VALUE)
	if err != nil {
		return false
	}
	defer k.Close()
	light, _, err := k.GetIntegerValue("SystemUsesLightTheme")
	return err == nil && light != 0
}
