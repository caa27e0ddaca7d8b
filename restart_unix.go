//go:build unix

package main

import (
	"os"
	"syscall"

	"istratray/app/command"
	"istratray/app/control"
)

// restart makes this process the program that has taken the place of this one, hidden.
func restart(call command.Invocation) int {
	program, err := os.Executable()
	if err != nil {
		return fail(err)
	}
	args := []string{program, "--hidden"}
	if call.Profile != "" {
		args = append(args, "--profile", call.Profile)
	}
	if call.LogLevel != "" {
		args = append(args, "--log-level", call.LogLevel)
	}
	env := control.OriginOf(os.Getenv).Later().Environ(os.Environ())
	return fail(syscall.Exec(program, args, env)) // #nosec G204 -- this very program
}
