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
	listClass = windows.GUID{Data1: 0x77f10cf0, Data2: 0x3db5, Data3: 0x4966,
		Data4: [8]byte{0xb5, 0x20, 0xb7, 0xc5, 0x4f, 0xd3, 0x5e, 0xd6}}
	listIID = windows.GUID{Data1: 0x6332debf, Data2: 0x87b5, Data3: 0x4670,
		Data4: [8]byte{0x90, 0xc0, 0x5e, 0x57, 0xb4, 0x08, 0xa4, 0x9e}}
	collectionClass = windows.GUID{Data1: 0x2d3468c1, Data2: 0x36a7, Data3: 0x43b6,
		Data4: [8]byte{0xac, 0x24, 0xd3, 0xf0, 0x2f, 0xd9, 0x60, 0x7a}}
	collectionIID = windows.GUID{Data1: 0x5632b1a4, Data2: 0xe38a, Data3: 0x400a,
		Data4: [8]byte{0x92, 0x8a, 0xd4, 0xcd, 0x63, 0x23, 0x02, 0x95}}
	arrayIID = windows.GUID{Data1: 0x92ca9dcd, Data2: 0x5622, Data3: 0x4bba,
		Data4: [8]byte{0xa8, 0x05, 0x5e, 0x9f, 0x54, 0x1b, 0xd8, 0xc9}}
	linkClass = windows.GUID{Data1: 0x00021401, Data4: [8]byte{0xc0, 0, 0, 0, 0, 0, 0, 0x46}}
	linkIID   = windows.GUID{Data1: 0x000214f9, Data4: [8]byte{0xc0, 0, 0, 0, 0, 0, 0, 0x46}}
	storeIID  = windows.GUID{Data1: 0x886d8eeb, Data2: 0x8cf2, Data3: 0x4446,
		Data4: [8]byte{0x8d, 0x02, 0xcd, 0xba, 0x1d, 0xbd, 0xcf, 0x99}}
	titleFormat = windows.GUID{Data1: 0xf29f85e0, Data2: 0x4ff9, Data3: 0x1068,
		Data4: [8]byte{0xab, 0x91, 0x08, 0x00, 0x2b, 0x27, 0xb3, 0xd9}}
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
