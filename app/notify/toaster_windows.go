package notify

import (
	"errors"
	"fmt"
	"unsafe"

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
	managerIID  = win32.GUID("50ac103f-d235-4598-bbef-98fe4d1a3ad4")
	manager2IID = win32.GUID("7ab93c52-0e48-4750-ba9d-1a4113981847")
	history2IID = win32.GUID("3bc3d253-2f31-4092-9129-8ad5abf067da")
	factoryIID  = win32.GUID("04124b20-82c6-4229-b109-fd9ed4662b53")
	toast2IID   = win32.GUID("9dfb9fd1-143a-490e-90bf-b9fba7132de7")
	xmlIID      = win32.GUID("f7f3a506-1e87-42d6-bcfb-b8c809fa5494")
	xmlIOIID    = win32.GUID("6cd0e74e-ee65-4489-9ebf-ca43e87ba637")
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

// shown reports whether a notification can still be seen, on the screen or in the Action Center.
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

// tagAt is the tag of a toast in the history; "" when it has none, or has gone in the meantime.
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
