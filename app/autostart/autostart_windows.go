package autostart

import (
	"errors"
	"strings"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

const (
	runKey = `Software\Microsoft\Windows\CurrentVersion\Run`
	// approvedKey is where the Task Manager and the Settings note what they have switched off.
	approvedKey = `Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`
)

func enabled(profile string) (bool, error) {
	_, found, err := read(runKey, profile, registry.Key.GetStringValue)
	if err != nil || !found {
		return false, err
	}
	state, found, err := read(approvedKey, profile, registry.Key.GetBinaryValue)
	return err == nil && !(found && len(state) > 0 && state[0]&1 == 1), err
}

func set(profile, program string, on bool) error {
	// What the Task Manager has noted is about an entry that is replaced or goes.
	if err := remove(approvedKey, profile); err != nil {
		return err
	}
	if !on {
		return remove(runKey, profile)
	}
	key, _, err := registry.CreateKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if err != nil {
		return err
	}
	defer key.Close()
	return key.SetStringValue(name(profile), commandLine(command(program, profile)))
}

func commandLine(argv []string) string {
	var words []string
	for _, arg := range argv {
		words = append(words, windows.EscapeArg(arg))
	}
	return strings.Join(words, " ")
}

// read gives a value of the profile's name; found is false when there is none.
func read[T any](path, profile string, get func(registry.Key, string) (T, uint32, error)) (value T, found bool, err error) {
	key, err := registry.OpenKey(registry.CURRENT_USER, path, registry.QUERY_VALUE)
	if err == nil {
		defer key.Close()
		value, _, err = get(key, name(profile))
	}
	if errors.Is(err, registry.ErrNotExist) {
		return value, false, nil
	}
	return value, err == nil, err
}

func remove(path, profile string) error {
	key, err := registry.OpenKey(registry.CURRENT_USER, path, registry.SET_VALUE)
	if err == nil {
		defer key.Close()
		err = key.DeleteValue(name(profile))
	}
	if errors.Is(err, registry.ErrNotExist) {
		return nil
	}
	return err
}
