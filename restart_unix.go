//go:build unix

package main

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"istratray/app/agent"
	"istratray/app/command"
	"istratray/app/control"
)

// restart makes this process the next agent. It is given the password, where there is one to hand on, as a person's
// start would give it.
func restart(call command.Invocation, heir agent.Heir) int {
	program, err := os.Executable()
	if err != nil {
		return fail(err)
	}
	args := []string{program}
	if !heir.Window {
		args = append(args, "--hidden")
	}
	if call.Profile != "" {
		args = append(args, "--profile", call.Profile)
	}
	if call.LogLevel != "" {
		args = append(args, "--log-level", call.LogLevel)
	}
	if password := heir.Account.Password; password != "" {
		if err := asInput(password + "\n"); err != nil {
			return fail(err)
		}
		args = append(args, "--password-stdin")
	}
	session := heir.Session
	if session == (control.Origin{}) {
		session = control.OriginOf(os.Getenv)
	}
	env := session.Later().Environ(os.Environ())
	return fail(syscall.Exec(program, args, env)) // #nosec G204 -- this very program
}

// asInput makes a short text the standard input of this process, and of the program that it becomes. It is in memory
// only, and gone when it was read.
func asInput(text string) error {
	r, w, err := os.Pipe()
	if err != nil {
		return err
	}
	defer r.Close()
	defer w.Close()
	if _, err := w.WriteString(text); err != nil {
		return err
	}
	return unix.Dup2(int(r.Fd()), 0)
}
