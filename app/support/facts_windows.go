package support

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"

	"istratray/app/proxy"
)

var (
	user32              = windows.NewLazySystemDLL("user32.dll")
	getDpiForSystem     = user32.NewProc("GetDpiForSystem")
	enumDisplayMonitors = user32.NewProc("EnumDisplayMonitors")
	getDpiForMonitor    = windows.NewLazySystemDLL("shcore.dll").NewProc("GetDpiForMonitor")
)

// system are facts about Windows: its build, what its screens are scaled by, and how proxies are found.
func system() map[string]any {
	facts := map[string]any{"release": build(), "screens": scales(), "system proxy": proxy.Kind()}
	if getDpiForSystem.Find() == nil {
		dpi, _, _ := getDpiForSystem.Call()
		facts["dpi"] = int(dpi)
	}
	return facts
}

// build is such as "Windows 10.0.22631.3447".
func build() string {
	v := windows.RtlGetVersion()
	text := fmt.Sprintf("Windows %d.%d.%d", v.MajorVersion, v.MinorVersion, v.BuildNumber)
	key, err := registry.OpenKey(registry.LOCAL_MACHINE, `SOFTWARE\Microsoft\Windows NT\CurrentVersion`,
		registry.QUERY_VALUE)
	if err != nil {
		return text
	}
	defer key.Close()
	if revision, _, err := key.GetIntegerValue("UBR"); err == nil {
		text += fmt.Sprintf(".%d", revision)
	}
	return text
}

// scales are what each screen is scaled by.
func scales() []string {
	all := []string{}
	if getDpiForMonitor.Find() != nil {
		return all
	}
	one := windows.NewCallback(func(monitor, _ uintptr, _ unsafe.Pointer, _ uintptr) uintptr {
		var x, y uint32
		const effective = 0
		if failed, _, _ := getDpiForMonitor.Call(monitor, effective, uintptr(unsafe.Pointer(&x)),
			uintptr(unsafe.Pointer(&y))); failed == 0 {
			all = append(all, fmt.Sprintf("%d %%", x*100/96))
		}
		return 1
	})
	_, _, _ = enumDisplayMonitors.Call(0, 0, one, 0)
	return all
}
