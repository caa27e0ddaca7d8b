package win32

import (
	"fmt"
	"runtime"
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

// WithCOM calls f on a thread in the multithreaded apartment: a single-threaded one would have to answer every
// program's broadcasts. It fails on a Windows without WinRT; f is not called then.
func WithCOM(f func() error) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := roInitialize.Find(); err != nil {
		return err
	}
	result, _, _ := roInitialize.Call(1) // RO_INIT_MULTITHREADED
	if err := Failed(result); err != nil {
		return fmt.Errorf("initialise WinRT: %w", err)
	}
	defer func() { _, _, _ = roUninitialize.Call() }()
	return f()
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
