package win32

import (
	"unsafe"

	"golang.org/x/sys/windows/registry"
)

// HighContrast reports whether the user has switched on a theme of high contrast.
func HighContrast() bool {
	const getHighContrast, on = 0x42, 1
	var state struct {
		size, flags uint32
		scheme      *uint16
	}
	state.size = uint32(unsafe.Sizeof(state))
	done, _, _ := systemParametersInfo.Call(getHighContrast, uintptr(state.size), uintptr(unsafe.Pointer(&state)), 0)
	return done != 0 && state.flags&on != 0
}

// TextScale is how much larger than usual the user wants text, 1 to 2.25; 0 when that was not set.
func TextScale() float64 {
	key, err := registry.OpenKey(registry.CURRENT_USER, `Software\Microsoft\Accessibility`, registry.QUERY_VALUE)
	if err != nil {
		return 0
	}
	defer key.Close()
	percent, _, err := key.GetIntegerValue("TextScaleFactor")
	if err != nil || percent < 100 || percent > 225 {
		return 0
	}
	return float64(percent) / 100
}
