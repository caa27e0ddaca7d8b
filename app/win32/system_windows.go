package win32

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	kernel32                   = windows.NewLazySystemDLL("kernel32.dll")
	registerApplicationRestart = kernel32.NewProc("RegisterApplicationRestart")

	powrprof          = windows.NewLazySystemDLL("powrprof.dll")
	registerSuspend   = powrprof.NewProc("PowerRegisterSuspendResumeNotification")
	unregisterSuspend = powrprof.NewProc("PowerUnregisterSuspendResumeNotification")
	wtsapi            = windows.NewLazySystemDLL("wtsapi32.dll")
	registerSession   = wtsapi.NewProc("WTSRegisterSessionNotification")
	unregisterSession = wtsapi.NewProc("WTSUnRegisterSessionNotification")
)

// RestartAfterUpdate has Windows start the program again, with these arguments, after it was ended for an update of its
// files. After a crash and after a start of the computer it doesn't.
func RestartAfterUpdate(arguments string) error {
	const noCrash, noHang, noReboot = 1, 2, 8
	text, err := windows.UTF16PtrFromString(arguments)
	if err != nil {
		return err
	}
	if err := registerApplicationRestart.Find(); err != nil {
		return err
	}
	result, _, _ := registerApplicationRestart.Call(uintptr(unsafe.Pointer(text)), noCrash|noHang|noReboot)
	return Failed(result)
}

// OnWake calls f whenever the computer has woken from sleep, on a thread of Windows', until done is called. f must not
// block. Each call costs one of the process's callbacks forever.
func OnWake(f func()) (done func(), err error) {
	const deviceCallback, resumeAutomatic = 2, 0x12
	if err := registerSuspend.Find(); err != nil {
		return nil, err
	}
	subscription := &struct{ callback, context uintptr }{callback: windows.NewCallback(func(_ uintptr, event uint32,
		_ uintptr) uintptr {
		if event == resumeAutomatic {
			f()
		}
		return 0
	})}
	var handle windows.Handle
	code, _, _ := registerSuspend.Call(deviceCallback, uintptr(unsafe.Pointer(subscription)),
		uintptr(unsafe.Pointer(&handle)))
	if code != 0 {
		return nil, fmt.Errorf("watch for sleep: %w", windows.Errno(code))
	}
	return func() { _, _, _ = unregisterSuspend.Call(uintptr(handle)) }, nil
}

// OnNetworkChange calls f whenever an address or an interface of the computer has changed, on a thread of Windows',
// until done is called. f must not block. Each call costs one of the process's callbacks forever.
func OnNetworkChange(f func()) (done func(), err error) {
	callback := windows.NewCallback(func(_, _ uintptr, _ uint32) uintptr {
		f()
		return 0
	})
	var interfaces, addresses windows.Handle
	if err := windows.NotifyIpInterfaceChange(windows.AF_UNSPEC, callback, nil, false, &interfaces); err != nil {
		return nil, fmt.Errorf("watch the network: %w", err)
	}
	done = func() { _ = windows.CancelMibChangeNotify2(interfaces) }
	if err := windows.NotifyUnicastIpAddressChange(windows.AF_UNSPEC, callback, nil, false, &addresses); err != nil {
		return done, nil // interfaces tell most of it
	}
	return func() { _ = windows.CancelMibChangeNotify2(addresses); _ = windows.CancelMibChangeNotify2(interfaces) }, nil
}

// WMSessionChange is sent to windows that have called WatchSession; wparam is one of these.
const (
	WMSessionChange = 0x02B1
	SessionLocked   = 7
	SessionUnlocked = 8
)

// WatchSession has the window told when the user's session is locked and unlocked, until done is called.
func (w *Window) WatchSession() (done func(), err error) {
	if err := registerSession.Find(); err != nil {
		return nil, err
	}
	const thisSession = 0
	if ok, _, err := registerSession.Call(uintptr(w.Handle), thisSession); ok == 0 {
		return nil, fmt.Errorf("watch the session: %w", err)
	}
	return func() { _, _, _ = unregisterSession.Call(uintptr(w.Handle)) }, nil
}
