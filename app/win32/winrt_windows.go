package win32

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	combase                   = windows.NewLazySystemDLL("combase.dll")
	roInitialize              = combase.NewProc("RoInitialize")
	roUninitialize            = combase.NewProc("RoUninitialize")
	roGetActivationFactory    = combase.NewProc("RoGetActivationFactory")
	roActivateInstance        = combase.NewProc("RoActivateInstance")
	windowsCreateString       = combase.NewProc("WindowsCreateString")
	windowsGetStringRawBuffer = combase.NewProc("WindowsGetStringRawBuffer")
	windowsDeleteString       = combase.NewProc("WindowsDeleteString")
)

// InitMultithreaded puts the thread into the multithreaded apartment; done takes it out again. The goroutine must
// be locked to its thread. It fails on a Windows without WinRT.
func InitMultithreaded() (done func(), err error) {
	if err := roInitialize.Find(); err != nil {
		return nil, err
	}
	result, _, _ := roInitialize.Call(1) // RO_INIT_MULTITHREADED
	if err := Failed(result); err != nil {
		return nil, fmt.Errorf("initialise WinRT: %w", err)
	}
	return func() { _, _, _ = roUninitialize.Call() }, nil
}

// String is a string as WinRT has it. The zero value is the empty one.
type String uintptr

// NewString copies s. It has to be deleted.
func NewString(s string) (String, error) {
	units, err := windows.UTF16FromString(s)
	if err != nil {
		return 0, err
	}
	var out String
	result, _, _ := windowsCreateString.Call(uintptr(unsafe.Pointer(&units[0])), uintptr(len(units)-1),
		uintptr(unsafe.Pointer(&out)))
	return out, Failed(result)
}

// Delete gives the string back.
func (s String) Delete() { _, _, _ = windowsDeleteString.Call(uintptr(s)) }

// Text is the string as Go has it.
func (s String) Text() string {
	var length uint32
	buffer, _, _ := windowsGetStringRawBuffer.Call(uintptr(s), uintptr(unsafe.Pointer(&length)))
	return textAt(buffer, length)
}

// WithString calls f with a copy of s that lives as long as the call.
func WithString(s string, f func(String) error) error {
	text, err := NewString(s)
	if err != nil {
		return err
	}
	defer text.Delete()
	return f(text)
}

// Factory is what makes a WinRT class's objects, or holds its static methods.
func Factory(class string, iid *windows.GUID) (out *Unknown, err error) {
	err = WithString(class, func(name String) error {
		result, _, _ := roGetActivationFactory.Call(uintptr(name), uintptr(unsafe.Pointer(iid)),
			uintptr(unsafe.Pointer(&out)))
		return Failed(result)
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", class, err)
	}
	return out, nil
}

// Activate makes an object of a WinRT class.
func Activate(class string) (out *Unknown, err error) {
	err = WithString(class, func(name String) error {
		result, _, _ := roActivateInstance.Call(uintptr(name), uintptr(unsafe.Pointer(&out)))
		return Failed(result)
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", class, err)
	}
	return out, nil
}
