package window

import (
	"errors"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"

	"istratray/app/win32"
	"istratray/app/window/lang"
)

// The shell's classes and interfaces of a jump list.
var (
	listClass       = win32.GUID("77f10cf0-3db5-4966-b520-b7c54fd35ed6")
	listIID         = win32.GUID("6332debf-87b5-4670-90c0-5e57b408a49e")
	collectionClass = win32.GUID("2d3468c1-36a7-43b6-ac24-d3f02fd9607a")
	collectionIID   = win32.GUID("5632b1a4-e38a-400a-928a-d4cd63230295")
	arrayIID        = win32.GUID("92ca9dcd-5622-4bba-a805-5e9f541bd8c9")
	linkClass       = win32.GUID("00021401-0000-0000-c000-000000000046")
	linkIID         = win32.GUID("000214f9-0000-0000-c000-000000000046")
	storeIID        = win32.GUID("886d8eeb-8cf2-4446-8d02-cdba1dbdcf99")
	titleFormat     = win32.GUID("f29f85e0-4ff9-1068-ab91-08002b27b3d9")
)

// Places of the methods used.
const (
	listSetAppID     = 3
	listBegin        = 4
	listAddUserTasks = 7
	listCommit       = 8
	collectionAdd    = 5
	linkSetArguments = 11
	linkSetIcon      = 17
	linkSetPath      = 20
	storeSetValue    = 6
	storeCommit      = 7
)

// offerTasks puts “Dial” into the menu of the program's button and of its entry in the Start menu.
func offerTasks(profile string) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	arguments := "dial"
	if profile != "" && profile != "default" {
		arguments += " --profile " + windows.EscapeArg(profile)
	}
	collection, err := win32.Create(&collectionClass, &collectionIID)
	if err != nil {
		return err
	}
	defer collection.Release()
	link, err := newLink(program, arguments, lang.L("Dial"))
	if err != nil {
		return err
	}
	defer link.Release()
	if err := collection.Call(collectionAdd, uintptr(unsafe.Pointer(link))); err != nil {
		return err
	}
	return commitTasks(win32.AppID(profile), collection)
}

// commitTasks makes the tasks the program's only ones.
func commitTasks(appID string, tasks *win32.Unknown) error {
	list, err := win32.Create(&listClass, &listIID)
	if err != nil {
		return err
	}
	defer list.Release()
	id, err := windows.UTF16PtrFromString(appID)
	if err != nil {
		return err
	}
	if err := list.Call(listSetAppID, uintptr(unsafe.Pointer(id))); err != nil {
		return err
	}
	var slots uint32
	var removed *win32.Unknown
	if err := list.Call(listBegin, uintptr(unsafe.Pointer(&slots)), uintptr(unsafe.Pointer(&arrayIID)),
		uintptr(unsafe.Pointer(&removed))); err != nil {
		return err
	}
	removed.Release()
	if err := list.Call(listAddUserTasks, uintptr(unsafe.Pointer(tasks))); err != nil {
		return err
	}
	return list.Call(listCommit)
}

// newLink is a shortcut that starts a program with arguments. It shows title.
func newLink(program, arguments, title string) (*win32.Unknown, error) {
	link, err := win32.Create(&linkClass, &linkIID)
	if err != nil {
		return nil, err
	}
	path, pathErr := windows.UTF16PtrFromString(program)
	words, wordsErr := windows.UTF16PtrFromString(arguments)
	err = errors.Join(pathErr, wordsErr)
	if err == nil {
		err = errors.Join(link.Call(linkSetPath, uintptr(unsafe.Pointer(path))),
			link.Call(linkSetArguments, uintptr(unsafe.Pointer(words))),
			link.Call(linkSetIcon, uintptr(unsafe.Pointer(path)), 0), setTitle(link, title))
	}
	if err != nil {
		link.Release()
		return nil, err
	}
	return link, nil
}

// setTitle gives a shortcut the text that a jump list shows.
func setTitle(link *win32.Unknown, title string) error {
	store, err := link.As(&storeIID)
	if err != nil {
		return err
	}
	defer store.Release()
	text, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return err
	}
	key := struct {
		format windows.GUID
		id     uint32
	}{titleFormat, 2}
	const wideText = 31 // VT_LPWSTR
	value := struct {
		kind    uint16
		_       [3]uint16
		text    *uint16
		padding uintptr
	}{kind: wideText, text: text}
	if err := store.Call(storeSetValue, uintptr(unsafe.Pointer(&key)), uintptr(unsafe.Pointer(&value))); err != nil {
		return err
	}
	return store.Call(storeCommit)
}
