package autostart

import (
	"fmt"
	"os"
)

// usual is the profile whose name is not written down.
const usual = "default"

// Enabled reports whether the profile's agent starts at login.
func Enabled(profile string) (bool, error) {
	on, err := enabled(profile)
	if err != nil {
		return false, fmt.Errorf("find out whether Istra Tray starts at login: %w", err)
	}
	return on, nil
}

// Set has the profile's agent started at login, by the program that asks for it; or no longer. It may be called again
// with the present state: then it also corrects the program's path.
func Set(profile string, on bool) error {
	program, err := os.Executable()
	if err == nil {
		err = set(profile, program, on)
	}
	if err != nil {
		return fmt.Errorf("change the start at login: %w", err)
	}
	return nil
}

// name is what the entry of a profile is called. Names of profiles are made of letters, digits, - and _.
func name(profile string) string {
	if profile == "" || profile == usual {
		return "istratray"
	}
	return "istratray-" + profile
}

// command is how the agent is started at login.
func command(program, profile string) []string {
	if profile == "" || profile == usual {
		return []string{program, "--hidden"}
	}
	return []string{program, "--hidden", "--profile", profile}
}
