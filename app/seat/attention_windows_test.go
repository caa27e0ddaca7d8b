package seat

import (
	"context"
	"log/slog"
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"

	"istratray/app/win32"
)

func TestLockIsTold(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	told := make(chan Attention)
	done := make(chan struct{})
	go func() {
		defer close(done)
		WatchAttention(ctx, "", func(a Attention) { told <- a }, slog.New(slog.DiscardHandler))
	}()
	if first := <-told; first.Locked {
		t.Error("it begins locked")
	}
	var window uintptr
	name := windows.StringToUTF16Ptr(attentionClass)
	until(t, "the window comes", func() bool {
		window, _, _ = findWindow.Call(uintptr(unsafe.Pointer(name)), 0)
		return window != 0
	})
	for _, locked := range []bool{true, false} {
		change := uintptr(win32.SessionUnlocked)
		if locked {
			change = win32.SessionLocked
		}
		send(window, win32.WMSessionChange, change)
		if now := <-told; now.Locked != locked {
			t.Errorf("told was %+v", now)
		}
	}
	cancel()
	<-done
}
