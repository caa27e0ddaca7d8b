package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"istratray/app/control"
	"istratray/app/settings"
	"istratray/app/words"
)

// The exit codes. Scripts rely on them.
const (
	ExitDone        = 0
	ExitFailed      = 1 // refused or failed; one line on standard error says why
	ExitUsage       = 2
	ExitNotRunning  = 3
	ExitNotSignedIn = 4
	ExitUnreachable = 5 // the platform
)

// Env is what a command works with.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Socket         string // of the agent
	Profile        string // "" = default
	Places         settings.Places
	Version        string // of the program
}

// command is one line of the table: what it is called with, and what it does.
type command struct {
	name     string
	words    string   // its arguments, for people
	does     string   // what it does, for people
	switches []string // flags without a value
	values   []string // flags with one
	min, max int      // number of arguments
	run      func(context.Context, *call) error
}

// call is one use of a command.
type call struct {
	Env
	client *control.Client
	said   func() *words.Terminal // what is printed, in the user's language; found out when it is needed
	args   []string
	flags  map[string]string // those given; switches are ""
}

func (c *call) has(flag string) bool {
	_, ok := c.flags[flag]
	return ok
}

func (c *call) printf(format string, args ...any) { fmt.Fprintf(c.Stdout, format, args...) }

// Is reports whether there is a command of this name.
func Is(name string) bool {
	return slices.ContainsFunc(commands(), func(c command) bool { return c.name == name })
}

// Run carries out a command, given by its name, arguments and flags, and returns the exit code.
// A failure is one line on standard error.
func Run(ctx context.Context, args []string, env Env) int {
	client := control.NewClient(env.Socket)
	defer client.Close()
	err := dispatch(ctx, args, &call{Env: env, client: client,
		said: sync.OnceValue(func() *words.Terminal { return Book(env.Places) })})
	if err != nil {
		fmt.Fprintf(env.Stderr, "istratray: %s\n", oneLine(message(err, env.Places)))
	}
	return exitCode(err)
}

func dispatch(ctx context.Context, args []string, c *call) error {
	all := commands()
	at := slices.IndexFunc(all, func(c command) bool { return len(args) > 0 && c.name == args[0] })
	if at < 0 {
		return usagef("there is no command %q", strings.Join(args, " "))
	}
	if err := c.take(all[at], args[1:]); err != nil {
		return err
	}
	return all[at].run(ctx, c)
}

// take sorts a command's arguments into words and flags.
func (c *call) take(what command, args []string) error {
	c.flags = map[string]string{}
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			c.args = append(c.args, args[i+1:]...)
			break
		}
		if len(arg) < 2 || arg[0] != '-' {
			c.args = append(c.args, arg)
			continue
		}
		name, value, given := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		switch {
		case slices.Contains(what.switches, name) && !given:
		case slices.Contains(what.values, name) && given:
		case slices.Contains(what.values, name) && i+1 < len(args):
			i++
			value = args[i]
		default:
			return usagef("%s can't be called with %s", what.name, arg)
		}
		c.flags[name] = value
	}
	if len(c.args) < what.min || len(c.args) > what.max {
		return usagef("call it like this: istratray %s", strings.TrimSpace(what.name+" "+what.words))
	}
	return nil
}

// exitCode is the code for how a command ended.
func exitCode(err error) int {
	var usage *UsageError
	switch {
	case err == nil:
		return ExitDone
	case errors.As(err, &usage):
		return ExitUsage
	}
	switch control.CodeOf(err) {
	case control.BadRequest:
		return ExitUsage
	case control.NotRunning:
		return ExitNotRunning
	case control.NotSignedIn:
		return ExitNotSignedIn
	case control.Unreachable:
		return ExitUnreachable
	}
	return ExitFailed
}

// message is an error in words for people, in their language. Wrong usage (exit code 2) is in English, as the help is.
func message(err error, places settings.Places) string {
	var e *control.Error
	switch {
	case errors.Is(err, context.Canceled):
		return Book(places).Tell(words.New("interrupted"))
	case errors.As(err, &e) && e.Code != control.BadRequest:
		return e.Tell(Book(places))
	}
	return err.Error()
}

// Book speaks the language of the settings, or the system's.
func Book(places settings.Places) *words.Terminal {
	return words.ForTerminal(settings.Language(places))
}
