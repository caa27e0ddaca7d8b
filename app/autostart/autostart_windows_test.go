package autostart

import (
	"errors"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/windows/registry"
)

func TestRunKey(t *testing.T) {
	const profile = "test"
	t.Cleanup(func() { _ = Set(profile, false) })
	for _, on := range []bool{false, true, true, false} {
		if err := Set(profile, on); err != nil {
			t.Fatal(err)
		}
		if got, err := Enabled(profile); got != on || err != nil {
			t.Errorf("set to %v it is %v, %v", on, got, err)
		}
	}
	if err := Set(profile, true); err != nil {
		t.Fatal(err)
	}
	self, _ := os.Executable()
	line, _, err := read(registry.CURRENT_USER, runKey, profile, registry.Key.GetStringValue)
	if err != nil || !strings.Contains(line, self) || !strings.HasSuffix(line, " --hidden --profile test") {
		t.Errorf("it runs %s, %v", line, err)
	}
}

// The Task Manager switches an entry off without removing it.
func TestTheTaskManagerSwitchesOff(t *testing.T) {
	const profile = "test"
	if err := Set(profile, true); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = Set(profile, false) })
	key, _, err := registry.CreateKey(registry.CURRENT_USER, approvedKey, registry.SET_VALUE)
	if err != nil {
		t.Fatal(err)
	}
	defer key.Close()
	if err := key.SetBinaryValue(name(profile), append([]byte{3}, make([]byte, 11)...)); err != nil {
		t.Fatal(err)
	}
	if on, err := Enabled(profile); on || err != nil {
		t.Errorf("it is %v, %v", on, err)
	}
	if err := Set(profile, true); err != nil {
		t.Fatal(err)
	}
	if on, err := Enabled(profile); !on || err != nil {
		t.Errorf("switched on again it is %v, %v", on, err)
	}
}

func TestAnEntryForAllUsers(t *testing.T) {
	const profile = "test"
	key, _, err := registry.CreateKey(registry.LOCAL_MACHINE, runKey, registry.SET_VALUE)
	if err != nil {
		t.Skip("no administrator: ", err)
	}
	defer key.Close()
	if err := key.SetStringValue(name(profile), "istratray.exe --hidden"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = key.DeleteValue(name(profile)) })
	if on, err := Enabled(profile); !on || err != nil {
		t.Errorf("it is %v, %v", on, err)
	}
	if err := Set(profile, false); !errors.Is(err, errForAll) {
		t.Errorf("switched off: %v", err)
	}
}
