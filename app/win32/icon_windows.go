package win32

import (
	"fmt"
	"image"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	createIconFromResourceEx = user32.NewProc("CreateIconFromResourceEx")
	destroyIcon              = user32.NewProc("DestroyIcon")
)

// NewIcon makes an icon of a square picture. It has to be destroyed.
func NewIcon(img *image.RGBA) (windows.Handle, error) {
	const resourceVersion = 0x00030000
	picture, size := IconImage(img), uintptr(img.Bounds().Dx())
	handle, _, err := createIconFromResourceEx.Call(uintptr(unsafe.Pointer(&picture[0])),
		uintptr(len(picture)), 1, resourceVersion,
		size, size, 0)
	if handle == 0 {
		return 0, fmt.Errorf("make an icon: %w", err)
	}
	return windows.Handle(handle), nil
}

// DestroyIcon gives an icon back; 0 is none.
func DestroyIcon(icon windows.Handle) {
	if icon != 0 {
		_, _, _ = destroyIcon.Call(uintptr(icon))
	}
}
