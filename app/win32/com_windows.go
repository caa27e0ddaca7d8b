package win32

import (
	"fmt"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// HResult is a failure of a COM call.
type HResult uint32

// Results that callers tell apart.
const (
	NoInterface        HResult = 0x80004002
	NoAggregation      HResult = 0x80040110
	ClassNotRegistered HResult = 0x80040154
)

func (r HResult) Error() string { return fmt.Sprintf("HRESULT 0x%08x", uint32(r)) }

// Failed is a result of a COM call as an error: nil where it succeeded.
func Failed(result uintptr) error {
	if int32(uint32(result)) < 0 { // #nosec G115 -- the sign of a HRESULT reports whether it failed
		return HResult(uint32(result)) // #nosec G115 -- a HRESULT has 32 bits
	}
	return nil
}

// Unknown is a COM object seen through one of its interfaces.
type Unknown struct{ methods *[64]uintptr }

// Places of IUnknown's methods in every interface.
const (
	queryInterface = 0
	release        = 2
)

// Call calls the method at a place of the interface, counted from IUnknown's first. Arguments that are pointers
// have to be converted in the call itself.
//
//go:uintptrescapes
func (u *Unknown) Call(place int, args ...uintptr) error {
	all := append([]uintptr{uintptr(unsafe.Pointer(u))}, args...)
	result, _, _ := syscall.SyscallN(u.methods[place], all...)
	return Failed(result)
}

// As is another interface of the object, with a reference of its own.
func (u *Unknown) As(iid *windows.GUID) (*Unknown, error) {
	var out *Unknown
	err := u.Call(queryInterface, uintptr(unsafe.Pointer(iid)), uintptr(unsafe.Pointer(&out)))
	return out, err
}

// Release gives the reference back. A nil object has none.
func (u *Unknown) Release() {
	if u != nil {
		_ = u.Call(release)
	}
}

var (
	ole32            = windows.NewLazySystemDLL("ole32.dll")
	coCreateInstance = ole32.NewProc("CoCreateInstance")
)

const inProcess = 1 // CLSCTX_INPROC_SERVER

// Create makes an object of a class that lives in this process.
func Create(class, iid *windows.GUID) (*Unknown, error) {
	if err := coCreateInstance.Find(); err != nil {
		return nil, err
	}
	var out *Unknown
	result, _, _ := coCreateInstance.Call(uintptr(unsafe.Pointer(class)), 0, inProcess,
		uintptr(unsafe.Pointer(iid)), uintptr(unsafe.Pointer(&out)))
	return out, Failed(result)
}
