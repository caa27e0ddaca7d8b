package notify

import (
	"fmt"
	"sync"
	"unsafe"

	"golang.org/x/sys/windows"

	"istratray/app/win32"
)

// comObject is an object that Windows calls. Both live as long as the process, so nobody counts references.
type comObject struct{ methods unsafe.Pointer }

type (
	unknownMethods struct{ queryInterface, addRef, release uintptr }

	factoryMethods struct {
		unknownMethods
		createInstance, lockServer uintptr
	}

	activatorMethods struct {
		unknownMethods
		activate uintptr
	}
)

var (
	unknownIID      = windows.GUID{Data4: [8]byte{0xc0, 0, 0, 0, 0, 0, 0, 0x46}}
	classFactoryIID = windows.GUID{Data1: 1, Data4: [8]byte{0xc0, 0, 0, 0, 0, 0, 0, 0x46}}
	activationIID   = win32.GUID("53e31837-6600-4a81-9395-75cffe746f94")
)

// chosenToast takes the arguments of toasts that the user has chosen. A Windows process is given no more than some
// thousand callbacks, so all notifiers of one share these objects.
var chosenToast struct {
	sync.Mutex
	tell func(arguments string)
}

// activators are the class factory and the one object that it hands out.
var activators = sync.OnceValues(func() (factory, activator *comObject) {
	addRef := windows.NewCallback(func(*comObject) uintptr { return 2 })
	release := windows.NewCallback(func(*comObject) uintptr { return 1 })
	unknown := func(own windows.GUID) unknownMethods {
		query := windows.NewCallback(func(o *comObject, iid *windows.GUID, out **comObject) uintptr {
			return query(o, iid, out, own)
		})
		return unknownMethods{query, addRef, release}
	}
	activator = &comObject{unsafe.Pointer(&activatorMethods{unknown(activationIID), windows.NewCallback(activate)})}
	factory = &comObject{unsafe.Pointer(&factoryMethods{
		unknownMethods: unknown(classFactoryIID),
		createInstance: windows.NewCallback(func(_ *comObject, outer uintptr, iid *windows.GUID,
			out **comObject) uintptr {
			if outer != 0 {
				return uintptr(win32.NoAggregation)
			}
			return query(activator, iid, out, activationIID)
		}),
		lockServer: windows.NewCallback(func(*comObject, uintptr) uintptr { return 0 }),
	})}
	return factory, activator
})

func query(o *comObject, iid *windows.GUID, out **comObject, own windows.GUID) uintptr {
	if *iid != own && *iid != unknownIID {
		*out = nil
		return uintptr(win32.NoInterface)
	}
	*out = o
	return 0
}

// activate is called on a thread of COM's, while the user waits. This process may bring windows to the front now,
// and hands that right on.
func activate(_ *comObject, _, arguments *uint16, _ unsafe.Pointer, _ uintptr) uintptr {
	win32.LetOthersComeForward()
	chosenToast.Lock()
	defer chosenToast.Unlock()
	if chosenToast.tell != nil && arguments != nil {
		chosenToast.tell(windows.UTF16PtrToString(arguments))
	}
	return 0
}

var (
	ole32                 = windows.NewLazySystemDLL("ole32.dll")
	coRegisterClassObject = ole32.NewProc("CoRegisterClassObject")
	coRevokeClassObject   = ole32.NewProc("CoRevokeClassObject")
)

// serveClass lets Windows tell which toasts of appID are chosen, until done is called. tell must not block. The thread
// has to be in the multithreaded apartment.
func serveClass(appID string, tell func(arguments string)) (done func(), err error) {
	const localServer, multipleUse = 4, 1
	class, err := windows.GUIDFromString(activatorID(appID))
	if err != nil {
		return nil, err
	}
	factory, _ := activators()
	chosenToast.Lock()
	chosenToast.tell = tell
	chosenToast.Unlock()
	var cookie uint32
	result, _, _ := coRegisterClassObject.Call(uintptr(unsafe.Pointer(&class)), uintptr(unsafe.Pointer(factory)),
		localServer, multipleUse, uintptr(unsafe.Pointer(&cookie)))
	if err := win32.Failed(result); err != nil {
		return nil, fmt.Errorf("serve the class of notifications: %w", err)
	}
	return func() {
		_, _, _ = coRevokeClassObject.Call(uintptr(cookie))
		chosenToast.Lock()
		chosenToast.tell = nil
		chosenToast.Unlock()
	}, nil
}
