package win32

import (
	"testing"

	"golang.org/x/sys/windows"
)

// overlays are those that a stand-in for the shell was given.
var overlays []overlaid

type overlaid struct {
	window, icon uintptr
	words        string
}

func TestOverlayOfAButton(t *testing.T) {
	overlays = nil
	methods := &[64]uintptr{taskbarOverlay: windows.NewCallback(func(_, window, icon uintptr, words *uint16) uintptr {
		overlays = append(overlays, overlaid{window, icon, windows.UTF16PtrToString(words)})
		return 0
	}), release: windows.NewCallback(func(uintptr) uintptr { return 0 })}
	taskbar := Taskbar{&Unknown{methods}}
	defer taskbar.Release()
	want := []overlaid{{7, 9, "3"}, {7, 0, ""}}
	for _, w := range want {
		if err := taskbar.Overlay(w.window, windows.Handle(w.icon), w.words); err != nil {
			t.Fatal(err)
		}
	}
	if len(overlays) != 2 || overlays[0] != want[0] || overlays[1] != want[1] {
		t.Errorf("the shell was given %v", overlays)
	}
}

func TestTheShellHasATaskbar(t *testing.T) {
	err := WithCOM(func() error {
		taskbar, err := NewTaskbar()
		if err == nil {
			taskbar.Release()
		}
		Taskbar{}.Release()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
