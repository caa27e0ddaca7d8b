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

// enabled looks at the user's entry, and at the one that an administrator has made for all users.
func enabled(profile string) (bool, error) {
	for _, root := range []registry.Key{registry.CURRENT_USER, registry.LOCAL_MACHINE} {
		_, found, err := read(root, runKey, profile, registry.Key.GetStringValue)
		if err != nil {
			return false, err
		}
		if !found {
			continue
		}
		state, found, err := read(root, approvedKey, profile, registry.Key.GetBinaryValue)
		if err != nil || !(found && len(state) > 0 && state[0]&1 == 1) {
			return err == nil, err
		}
	}
	return false, nil
}

var errForAll = errors.New("an administrator has it start for all users of this computer")

func set(profile, program string, on bool) error {
	// What the Task Manager has noted is about an entry that is replaced or goes.
	if err := remove(approvedKey, profile); err != nil {
		return err
	}
	if !on {
		if err := remove(runKey, profile); err != nil {
			return err
		}
		if still, err := enabled(profile); err == nil && still {
			return errForAll
		}
		return nil
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
func read[T any](root registry.Key, path, profile string, get func(registry.Key, string) (T, uint32, error)) (value T,
	found bool, err error) {
	key, err := registry.OpenKey(root, path, registry.QUERY_VALUE)
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
