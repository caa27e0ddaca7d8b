package win32

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	taskbarClass = GUID("56fdf344-fd6d-11d0-958a-006097c9a090")
	taskbarIID   = GUID("ea1afb91-9e28-4b86-90e9-9e9f8a5eefaf")
)

// Places of ITaskbarList3's methods.
const (
	taskbarInit    = 3
	taskbarOverlay = 18
)

// Taskbar changes the buttons of windows in the taskbar. It belongs to one thread, in an apartment of COM.
type Taskbar struct{ list *Unknown }

// NewTaskbar is the shell's taskbar. It has to be released.
func NewTaskbar() (Taskbar, error) {
	list, err := Create(&taskbarClass, &taskbarIID)
	if err != nil {
		return Taskbar{}, err
	}
	if err := list.Call(taskbarInit); err != nil {
		list.Release()
		return Taskbar{}, err
	}
	return Taskbar{list}, nil
}

// Overlay puts a small icon with words for screen readers on a window's button; 0 takes it away.
func (t Taskbar) Overlay(window uintptr, icon windows.Handle, words string) error {
	text, err := windows.UTF16PtrFromString(words)
	if err != nil {
		return err
	}
	return t.list.Call(taskbarOverlay, window, uintptr(icon), uintptr(unsafe.Pointer(text)))
}

// Release gives it back; the zero Taskbar too.
func (t Taskbar) Release() { t.list.Release() }
