package win32

import (
	"encoding/binary"
	"encoding/hex"
	"strings"

	"golang.org/x/sys/windows"
)

// GUID reads a class or interface ID as documents write it: "00000000-0000-0000-c000-000000000046". It panics on
// anything else, so it is for constants of the program only.
func GUID(text string) windows.GUID {
	b, err := hex.DecodeString(strings.ReplaceAll(text, "-", ""))
	if err != nil || len(b) != 16 {
		panic("win32: not a GUID: " + text)
	}
	return windows.GUID{Data1: binary.BigEndian.Uint32(b), Data2: binary.BigEndian.Uint16(b[4:]),
		Data3: binary.BigEndian.Uint16(b[6:]), Data4: [8]byte(b[8:])}
}
