package tray

import (
	"context"
	"errors"
	"os"
	"slices"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"istratray/app/slot"
	"istratray/app/win32"
)

// shellWait is how long the tray's end waits for a shell that doesn't answer.
const shellWait = time.Second

// jumpLister keeps the list of the program's button in the taskbar. Its calls are made on a thread of its own, since
// the shell may take its time.
type jumpLister struct {
	tray    *Tray
	program string
	latest  chan jumpList // one slot
	ended   chan struct{}
}

func newJumpLister(t *Tray) *jumpLister {
	program, err := os.Executable()
	if err != nil {
		t.opts.Logger.Info("tray: no list in the taskbar", "err", err)
	}
	return &jumpLister{tray: t, program: program, latest: make(chan jumpList, 1), ended: make(chan struct{})}
}

// show makes l the list; it never blocks. A nil lister has none.
func (j *jumpLister) show(l jumpList) {
	if j != nil {
		slot.Put(j.latest, l)
	}
}

// run works until ctx ends. Then there is no list: nothing in it would find the program, and no name stays on the disk.
func (j *jumpLister) run(ctx context.Context) {
	defer close(j.ended)
	err := win32.WithCOM(func() error { j.follow(ctx); return deleteJumps(win32.AppID(j.tray.opts.Profile)) })
	if err != nil {
		j.tray.opts.Logger.Info("tray: the taskbar's list", "err", err)
	}
}

func (j *jumpLister) follow(ctx context.Context) {
	var shown jumpList
	for {
		select {
		case <-ctx.Done():
			return
		case next := <-j.latest:
			if next.equal(shown) {
				continue
			}
			if err := j.publish(next); err != nil {
				j.tray.opts.Logger.Info("tray: no list in the taskbar", "err", err)
				continue
			}
			shown = next
		}
	}
}

// wait returns when run has, or when the shell keeps it for too long.
func (j *jumpLister) wait() {
	late := time.NewTimer(shellWait)
	defer late.Stop()
	select {
	case <-j.ended:
	case <-late.C:
		j.tray.opts.Logger.Warn("tray: the shell doesn't answer")
	}
}

// publish puts a list in the place of the one before.
func (j *jumpLister) publish(l jumpList) error {
	list, removed, err := beginJumps(win32.AppID(j.tray.opts.Profile))
	if err != nil {
		return err
	}
	defer list.Release()
	newest, err := j.links(l.newest, removed)
	if err != nil {
		return err
	}
	defer newest.Release()
	tasks, err := j.links(l.tasks, nil)
	if err != nil {
		return err
	}
	defer tasks.Release()
	if sizeOf(newest) > 0 {
		heading, err := windows.UTF16PtrFromString(l.heading)
		if err != nil {
			return err
		}
		// Refused where the user wants no list of what was used: then it is the tasks alone.
		if err := list.Call(listAppendCategory, uintptr(unsafe.Pointer(heading)),
			uintptr(unsafe.Pointer(newest))); err != nil {
			j.tray.opts.Logger.Debug("tray: nothing new in the taskbar's list", "err", err)
		}
	}
	if sizeOf(tasks) > 0 {
		if err := list.Call(listAddUserTasks, uintptr(unsafe.Pointer(tasks))); err != nil {
			return err
		}
	}
	return list.Call(listCommit)
}

// links are a collection of shortcuts, without those whose arguments the user has removed: the shell would refuse all.
func (j *jumpLister) links(jumps []jump, removed []string) (*win32.Unknown, error) {
	collection, err := win32.Create(&collectionClass, &collectionIID)
	if err != nil {
		return nil, err
	}
	for _, one := range jumps {
		arguments := j.commandLine(one)
		if slices.Contains(removed, arguments) {
			continue
		}
		if err := addLink(collection, j.program, arguments, one.title); err != nil {
			// what a stranger sent may be no text for Windows: the others are shown
			j.tray.opts.Logger.Info("tray: left out of the taskbar's list", "err", err)
		}
	}
	return collection, nil
}

func (j *jumpLister) commandLine(one jump) string {
	arguments := one.arguments
	if profile := j.tray.opts.Profile; profile != "" && profile != "default" {
		arguments = append([]string{"--profile", profile}, arguments...)
	}
	return windows.ComposeCommandLine(arguments)
}

func addLink(collection *win32.Unknown, program, arguments, title string) error {
	link, err := newLink(program, arguments, title)
	if err != nil {
		return err
	}
	defer link.Release()
	return collection.Call(collectionAdd, uintptr(unsafe.Pointer(link)))
}

// beginJumps opens a program's list, and tells the arguments of those that the user has removed from it.
func beginJumps(appID string) (list *win32.Unknown, removed []string, err error) {
	id, err := windows.UTF16PtrFromString(appID)
	if err != nil {
		return nil, nil, err
	}
	if list, err = win32.Create(&listClass, &listIID); err != nil {
		return nil, nil, err
	}
	var slots uint32
	var gone *win32.Unknown
	err = list.Call(listSetAppID, uintptr(unsafe.Pointer(id)))
	if err == nil {
		err = list.Call(listBegin, uintptr(unsafe.Pointer(&slots)), uintptr(unsafe.Pointer(&arrayIID)),
			uintptr(unsafe.Pointer(&gone)))
	}
	if err != nil {
		list.Release()
		return nil, nil, err
	}
	defer gone.Release()
	return list, argumentsIn(gone), nil
}

func deleteJumps(appID string) error {
	id, err := windows.UTF16PtrFromString(appID)
	if err != nil {
		return err
	}
	list, err := win32.Create(&listClass, &listIID)
	if err != nil {
		return err
	}
	defer list.Release()
	return list.Call(listDelete, uintptr(unsafe.Pointer(id)))
}

// sizeOf is how many objects an array holds; a nil one none.
func sizeOf(array *win32.Unknown) int {
	var n uint32
	if array == nil || array.Call(arraySize, uintptr(unsafe.Pointer(&n))) != nil {
		return 0
	}
	return int(n)
}

// argumentsIn are those of an array's shortcuts.
func argumentsIn(array *win32.Unknown) (all []string) {
	for i := range sizeOf(array) {
		var link *win32.Unknown
		if array.Call(arrayAt, uintptr(i), uintptr(unsafe.Pointer(&linkIID)), uintptr(unsafe.Pointer(&link))) != nil {
			continue // no shortcut
		}
		if text, err := argumentsOf(link); err == nil {
			all = append(all, text)
		}
		link.Release()
	}
	return all
}

// argumentsOf are those that a shortcut starts its program with.
func argumentsOf(link *win32.Unknown) (string, error) {
	text := make([]uint16, 32<<10)
	err := link.Call(linkArguments, uintptr(unsafe.Pointer(&text[0])), uintptr(len(text)))
	return windows.UTF16ToString(text), err
}

// newLink is a shortcut that starts a program with arguments. It shows title, under the pointer too.
func newLink(program, arguments, title string) (*win32.Unknown, error) {
	link, err := win32.Create(&linkClass, &linkIID)
	if err != nil {
		return nil, err
	}
	path, pathErr := windows.UTF16PtrFromString(program)
	words, wordsErr := windows.UTF16PtrFromString(arguments)
	description, titleErr := windows.UTF16PtrFromString(title)
	err = errors.Join(pathErr, wordsErr, titleErr)
	if err == nil {
		err = errors.Join(link.Call(linkSetPath, uintptr(unsafe.Pointer(path))),
			link.Call(linkSetArguments, uintptr(unsafe.Pointer(words))),
			link.Call(linkSetDescription, uintptr(unsafe.Pointer(description))),
			link.Call(linkSetIcon, uintptr(unsafe.Pointer(path)), 0), setTitle(link, title))
	}
	if err != nil {
		link.Release()
		return nil, err
	}
	return link, nil
}

// propertyKey names a property of a shortcut.
type propertyKey struct {
	format windows.GUID
	id     uint32
}

// wideText is a property's value that is a text.
type wideText struct {
	kind    uint16
	_       [3]uint16
	text    *uint16
	padding uintptr
}

const kindWideText = 31 // VT_LPWSTR

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
	value := wideText{kind: kindWideText, text: text}
	err = store.Call(storeSetValue, uintptr(unsafe.Pointer(&titleKey)), uintptr(unsafe.Pointer(&value)))
	if err != nil {
		return err
	}
	return store.Call(storeCommit)
}
