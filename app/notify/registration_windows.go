package notify

import (
	"fmt"
	"os"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"

	"istratray/app/win32"
)

// register writes what differs from what Windows knows of the program.
func register(profile, displayName, icon string) error {
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find the program: %w", err)
	}
	command := windows.EscapeArg(program)
	if profile != "" && profile != "default" {
		command += " --profile " + windows.EscapeArg(profile)
	}
	for _, v := range registration(win32.AppID(profile), displayName, command, icon) {
		if err := v.write(); err != nil {
			return fmt.Errorf("register for notifications: %w", err)
		}
	}
	return nil
}

func (v registryValue) write() error {
	key, _, err := registry.CreateKey(registry.CURRENT_USER, v.key, registry.QUERY_VALUE|registry.SET_VALUE)
	if err != nil {
		return err
	}
	defer key.Close()
	if old, _, err := key.GetStringValue(v.name); err == nil && old == v.value {
		return nil
	}
	return key.SetStringValue(v.name, v.value)
}
