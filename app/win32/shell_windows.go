package win32

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	shell32              = windows.NewLazySystemDLL("shell32.dll")
	setProcessAppID      = shell32.NewProc("SetCurrentProcessExplicitAppUserModelID")
	systemParametersInfo = user32.NewProc("SystemParametersInfoW")
	getDpiForSystem      = user32.NewProc("GetDpiForSystem")
)

// NameProcess says which program the windows of this process belong to. Call it before there is one.
func NameProcess(appID string) error {
	text, err := windows.UTF16PtrFromString(appID)
	if err != nil {
		return err
	}
	if err := setProcessAppID.Find(); err != nil {
		return err
	}
	result, _, _ := setProcessAppID.Call(uintptr(unsafe.Pointer(text)))
	return Failed(result)
}

// WorkArea is the size of the main screen without the taskbar, in units of 1/96 inch; 0, 0 when it can't be told.
func WorkArea() (width, height float32) {
	const getWorkArea = 0x30
	var area struct{ left, top, right, bottom int32 }
	if done, _, _ := systemParametersInfo.Call(getWorkArea, 0, uintptr(unsafe.Pointer(&area)), 0); done == 0 {
		return 0, 0
	}
	dpi := uintptr(96)
	if getDpiForSystem.Find() == nil {
		if told, _, _ := getDpiForSystem.Call(); told != 0 {
			dpi = told
		}
	}
	unit := float32(dpi) / 96
	return float32(area.right-area.left) / unit, float32(area.bottom-area.top) / unit
}
