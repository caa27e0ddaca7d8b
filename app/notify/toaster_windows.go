package notify

import (
	"errors"
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"

	"istratray/app/win32"
)

// toastGroup is the group of all our toasts. With it and the tag one of them can be taken away again.
const toastGroup = "istratray"

// The WinRT classes and interfaces of toasts.
const (
	managerClass = "Windows.UI.Notifications.ToastNotificationManager"
	toastClass   = "Windows.UI.Notifications.ToastNotification"
	xmlClass     = "Windows.Data.Xml.Dom.XmlDocument"
)

var (
	managerIID = windows.GUID{Data1: 0x50ac103f, Data2: 0xd235, Data3: 0x4598,
		Data4: [8]byte{0xbb, 0xef, 0x98, 0xfe, 0x4d, 0x1a, 0x3a, 0xd4}}
	manager2IID = windows.GUID{Data1: 0x7ab93c52, Data2: 0x0e48, Data3: 0x4750,
		Data4: [8]byte{0xba, 0x9d, 0x1a, 0x41, 0x13, 0x98, 0x18, 0x47}}
	history2IID = windows.GUID{Data1: 0x3bc3d253, Data2: 0x2f31, Data3: 0x4092,
		Data4: [8]byte{0x91, 0x29, 0x8a, 0xd5, 0xab, 0xf0, 0x67, 0xda}}
	factoryIID = windows.GUID{Data1: 0x04124b20, Data2: 0x82c6, Data3: 0x4229,
		Data4: [8]byte{0xb1, 0x09, 0xfd, 0x9e, 0xd4, 0x66, 0x2b, 0x53}}
	toast2IID = windows.GUID{Data1: 0x9dfb9fd1, Data2: 0x143a, Data3: 0x490e,
		Data4: [8]byte{0x90, 0xbf, 0xb9, 0xfb, 0xa7, 0x13, 0x2d, 0xe7}}
	xmlIID = windows.GUID{Data1: 0xf7f3a506, Data2: 0x1e87, Data3: 0x42d6,
		Data4: [8]byte{0xbc, 0xfb, 0xb8, 0xc8, 0x09, 0xfa, 0x54, 0x94}}
	xmlIOIID = windows.GUID{Data1: 0x6cd0e74e, Data2: 0xee65, Data3: 0x4489,
		Data4: [8]byte{0x9e, 0xbf, 0xca, 0x43, 0xe8, 0x7b, 0xa6, 0x37}}
)

// Places of the methods used, from IUnknown's first; the first of an interface's own is the seventh.
const (
	managerNotifierWithID = 7
	manager2History       = 6
	notifierShow          = 6
	notifierSetting       = 8
	historyRemove         = 8 // RemoveGroupedTagWithId
	history2All           = 7 // GetHistoryWithId
	vectorAt              = 6
	vectorSize            = 7
	factoryCreate         = 6
	toast2PutTag          = 6
	toast2Tag             = 7
	toast2PutGroup        = 8
	toast2Suppress        = 10
	xmlIOLoad             = 6
)

// toaster shows and withdraws the toasts of one program. It belongs to one thread, in the multithreaded apartment.
type toaster struct {
	appID                      win32.String
	notifier, history, factory *win32.Unknown
}

func newToaster(appID string) (t *toaster, err error) {
	t = &toaster{}
	defer func() {
		if err != nil {
			t.close()
		}
	}()
	if t.appID, err = win32.NewString(appID); err != nil {
		return nil, err
	}
	manager, err := win32.Factory(managerClass, &managerIID)
	if err != nil {
		return nil, err
	}
	defer manager.Release()
	if err = manager.Call(managerNotifierWithID, uintptr(t.appID), uintptr(unsafe.Pointer(&t.notifier))); err != nil {
		return nil, fmt.Errorf("no notifier for %s: %w", appID, err)
	}
	manager2, err := manager.As(&manager2IID)
	if err != nil {
		return nil, err
	}
	defer manager2.Release()
	if err = manager2.Call(manager2History, uintptr(unsafe.Pointer(&t.history))); err != nil {
		return nil, fmt.Errorf("no history of notifications: %w", err)
	}
	t.factory, err = win32.Factory(toastClass, &factoryIID)
	return t, err
}

func (t *toaster) close() {
	t.notifier.Release()
	t.history.Release()
	t.factory.Release()
	t.appID.Delete()
}

// settings are the reasons why toasts are not shown, as Windows numbers them; 0 is none.
var settings = map[int32]string{
	1: "switched off for this program in Windows' settings",
	2: "switched off in Windows' settings",
	3: "switched off by a group policy",
	4: "not announced by the program's manifest",
}

// allowed is an error where the user or a policy wants no toasts.
func (t *toaster) allowed() error {
	var setting int32
	if err := t.notifier.Call(notifierSetting, uintptr(unsafe.Pointer(&setting))); err != nil {
		return nil // older builds fail before the first toast, which then is shown
	}
	if setting == 0 {
		return nil
	}
	why, known := settings[setting]
	if !known {
		why = fmt.Sprint("switched off: ", setting)
	}
	return fmt.Errorf("%w: notifications are %s", ErrRefused, why)
}

// show shows a toast, or puts it in the place of the one with its tag. A quiet one doesn't pop up.
func (t *toaster) show(n Notification, quiet bool) error {
	if err := t.allowed(); err != nil {
		return err
	}
	text, err := toastXML(n)
	if err != nil {
		return err
	}
	toast, err := t.build(text)
	if err != nil {
		return err
	}
	defer toast.Release()
	if err := label(toast, toastTag(n.Key), quiet); err != nil {
		return err
	}
	return t.notifier.Call(notifierShow, uintptr(unsafe.Pointer(toast)))
}

// build makes a toast of its description.
func (t *toaster) build(text string) (toast *win32.Unknown, err error) {
	document, err := win32.Activate(xmlClass)
	if err != nil {
		return nil, err
	}
	defer document.Release()
	reader, err := document.As(&xmlIOIID)
	if err != nil {
		return nil, err
	}
	defer reader.Release()
	err = win32.WithString(text, func(s win32.String) error { return reader.Call(xmlIOLoad, uintptr(s)) })
	if err != nil {
		return nil, fmt.Errorf("load the description: %w", err)
	}
	content, err := document.As(&xmlIID)
	if err != nil {
		return nil, err
	}
	defer content.Release()
	err = t.factory.Call(factoryCreate, uintptr(unsafe.Pointer(content)), uintptr(unsafe.Pointer(&toast)))
	return toast, err
}

func label(toast *win32.Unknown, tag string, quiet bool) error {
	toast2, err := toast.As(&toast2IID)
	if err != nil {
		return err
	}
	defer toast2.Release()
	put := func(place int, text string) error {
		return win32.WithString(text, func(s win32.String) error { return toast2.Call(place, uintptr(s)) })
	}
	if err := errors.Join(put(toast2PutTag, tag), put(toast2PutGroup, toastGroup)); err != nil {
		return err
	}
	if quiet {
		return toast2.Call(toast2Suppress, 1)
	}
	return nil
}

// withdraw takes a toast from the screen and the Action Center. One that has gone is no error.
func (t *toaster) withdraw(key string) error {
	const notFound = win32.HResult(0x80070490)
	err := win32.WithString(toastTag(key), func(tag win32.String) error {
		return win32.WithString(toastGroup, func(group win32.String) error {
			return t.history.Call(historyRemove, uintptr(tag), uintptr(group), uintptr(t.appID))
		})
	})
	if errors.Is(err, notFound) {
		return nil
	}
	return err
}

// shown tells whether a notification can still be seen, on the screen or in the Action Center.
func (t *toaster) shown(key string) (found bool, err error) {
	history2, err := t.history.As(&history2IID)
	if err != nil {
		return false, err
	}
	defer history2.Release()
	var all *win32.Unknown
	if err := history2.Call(history2All, uintptr(t.appID), uintptr(unsafe.Pointer(&all))); err != nil {
		return false, err
	}
	defer all.Release()
	var count uint32
	if err := all.Call(vectorSize, uintptr(unsafe.Pointer(&count))); err != nil {
		return false, err
	}
	for i := range min(count, 1000) {
		if tagAt(all, i) == toastTag(key) {
			return true, nil
		}
	}
	return false, nil
}

// tagAt is the tag of a toast in the history; "" when it has none, or has gone meanwhile.
func tagAt(all *win32.Unknown, i uint32) string {
	var toast *win32.Unknown
	if all.Call(vectorAt, uintptr(i), uintptr(unsafe.Pointer(&toast))) != nil || toast == nil {
		return ""
	}
	defer toast.Release()
	toast2, err := toast.As(&toast2IID)
	if err != nil {
		return ""
	}
	defer toast2.Release()
	var tag win32.String
	if toast2.Call(toast2Tag, uintptr(unsafe.Pointer(&tag))) != nil {
		return ""
	}
	defer tag.Delete()
	return tag.Text()
}
