package win32

import (
	"os"
	"testing"
	"unsafe"

	"golang.org/x/sys/windows/registry"
)

func TestHighContrastAndTextScale(t *testing.T) {
	if _, err := os.Stat(`C:\toasts.dll`); err != nil {
		t.Skip("it changes the user's settings: run it by packaging/wine/inside")
	}
	const setHighContrast = 0x43
	state := struct {
		size, flags uint32
		scheme      *uint16
	}{size: 16}
	for _, on := range []uint32{1, 0} {
		state.flags = on
		if done, _, err := systemParametersInfo.Call(setHighContrast, 16,
			uintptr(unsafe.Pointer(&state)), 1); done == 0 {
			t.Skip("it can't be switched here: ", err)
		}
		if HighContrast() != (on == 1) {
			t.Errorf("switched to %d it is %v", on, HighContrast())
		}
	}
	key, _, err := registry.CreateKey(registry.CURRENT_USER, `Software\Microsoft\Accessibility`, registry.SET_VALUE)
	if err != nil {
		t.Fatal(err)
	}
	defer key.Close()
	defer func() { _ = key.DeleteValue("TextScaleFactor") }()
	for percent, want := range map[uint32]float64{150: 1.5, 225: 2.25, 99: 0, 1000: 0} {
		if err := key.SetDWordValue("TextScaleFactor", percent); err != nil {
			t.Fatal(err)
		}
		if got := TextScale(); got != want {
			t.Errorf("%d %% is %v", percent, got)
		}
	}
}

func TestWorkArea(t *testing.T) {
	if width, height := WorkArea(); width < 300 || height < 200 || width > 10000 {
		t.Errorf("%v × %v", width, height)
	}
}
