package tray

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	shell32         = windows.NewLazySystemDLL("shell32.dll")
	shellNotifyIcon = shell32.NewProc("Shell_NotifyIconW")

	user32                 = windows.NewLazySystemDLL("user32.dll")
	findWindow             = user32.NewProc("FindWindowW")
	getDpiForWindow        = user32.NewProc("GetDpiForWindow")
	getSystemMetrics       = user32.NewProc("GetSystemMetrics")
	getSystemMetricsForDpi = user32.NewProc("GetSystemMetricsForDpi")
)

// shellIcon is NOTIFYICONDATAW: the icon in the notification area, or a change to it.
type shellIcon struct {
	size             uint32
	window           windows.HWND
	id, flags        uint32
	message          uint32
	icon             windows.Handle
	tip              [128]uint16
	state, stateMask uint32
	info             [256]uint16
	version          uint32
	infoTitle        [64]uint16
	infoFlags        uint32
	guid             windows.GUID
	balloonIcon      windows.Handle
}

// What to do with the icon, and which fields count.
const (
	nimAdd        = 0
	nimModify     = 1
	nimDelete     = 2
	nimSetVersion = 4

	nifMessage = 0x01
	nifIcon    = 0x02
	nifTip     = 0x04
	nifInfo    = 0x10
	nifShowTip = 0x80

	niifUser             = 0x04 // the icon given
	niifNoSound          = 0x10
	niifRespectQuietTime = 0x80

	iconID      = 1
	newestClick = 4 // NOTIFYICON_VERSION_4: clicks come with their place, and by keyboard too
)

// tell gives the shell an order about the icon. It fails while there is no taskbar.
func (s *shellIcon) tell(order uintptr) bool {
	s.size, s.id = uint32(unsafe.Sizeof(*s)), iconID
	done, _, _ := shellNotifyIcon.Call(order, uintptr(unsafe.Pointer(s)))
	return done != 0
}

// put copies text into a field of the shell's, cut where a character ends, with the zero that ends it.
func put(field []uint16, text string) {
	at := 0
	for _, r := range text {
		units := windows.StringToUTF16(string(r))
		units = units[:len(units)-1]
		if at+len(units) >= len(field) {
			break
		}
		at += copy(field[at:], units)
	}
	clear(field[at:])
}

// iconSize is how large an icon in the taskbar is, in pixels.
func iconSize() int {
	const smallIconWidth = 49
	if taskbar := windowOf("Shell_TrayWnd"); taskbar != 0 && getDpiForWindow.Find() == nil &&
		getSystemMetricsForDpi.Find() == nil {
		if dpi, _, _ := getDpiForWindow.Call(taskbar); dpi != 0 {
			if size, _, _ := getSystemMetricsForDpi.Call(smallIconWidth, dpi); size > 0 {
				return int(size)
			}
		}
	}
	size, _, _ := getSystemMetrics.Call(smallIconWidth)
	return max(16, int(size))
}

func windowOf(class string) uintptr {
	name, err := windows.UTF16PtrFromString(class)
	if err != nil {
		return 0
	}
	hwnd, _, _ := findWindow.Call(uintptr(unsafe.Pointer(name)), 0)
	return hwnd
}
