package win32

import (
	"unicode/utf16"
	"unsafe"
)

// textAt is a text in memory that Windows owns.
func textAt(address uintptr, units uint32) string {
	if address == 0 || units == 0 {
		return ""
	}
	// The address comes from a system call and is not Go's: no collector moves it.
	first := *(**uint16)(unsafe.Pointer(&address))
	return string(utf16.Decode(unsafe.Slice(first, units)))
}
