package command

import (
	"fmt"
	"slices"
	"strings"

	"istratray/app/tel"
)

// Invocation is what the arguments ask for: one of Help, Version, Window, a Command, or else the
// agent.
type Invocation struct {
	Profile  string // "default" when not given
	LogLevel string // debug, info, warn or error; "" = not given

	Demo          bool   // on the built-in simulated platform
	Server, Login string // the account; both or neither
	PasswordStdin bool   // the first line of standard input is the password
	CAFile        string // PEM file of authorities to trust as well; "" = none
	Hidden        bool   // start without a window
	Embedded      bool   // started by Windows, which has a toast that was chosen: hidden, and quiet if the agent runs
	Dial          string // number from a tel: or callto: link, to ask about; "" = none

	Version, Help bool
	Window        bool     // be the window process
	Command       []string // name, arguments and flags of a command for Run; empty = none
}

// UsageError says what is wrong with the arguments.
type UsageError struct{ Message string }

func (e *UsageError) Error() string { return e.Message + " (istratray --help lists what there is)" }

func usagef(format string, args ...any) error {
	return &UsageError{Message: fmt.Sprintf(format, args...)}
}

// option is a flag of the program itself, which may stand before or after a command.
type option struct {
	name   string
	agents bool // only starting the agent knows it
	hidden bool // for other programs: no help speaks of it
	on     func(*Invocation)
	set    func(*Invocation, string) // for a flag with a value; else nil
}

var options = []option{
	{name: "demo", agents: true, on: func(i *Invocation) { i.Demo = true }},
	{name: "server", agents: true, set: func(i *Invocation, v string) { i.Server = v }},
	{name: "login", agents: true, set: func(i *Invocation, v string) { i.Login = v }},
	{name: "password-stdin", agents: true, on: func(i *Invocation) { i.PasswordStdin = true }},
	{name: "ca-file", agents: true, set: func(i *Invocation, v string) { i.CAFile = v }},
	{name: "hidden", agents: true, on: func(i *Invocation) { i.Hidden = true }},
	{name: "Embedding", agents: true, hidden: true, on: func(i *Invocation) { i.Embedded, i.Hidden = true, true }},
	{name: "profile", set: func(i *Invocation, v string) { i.Profile = v }},
	{name: "log-level", set: func(i *Invocation, v string) { i.LogLevel = v }},
	{name: "version", on: func(i *Invocation) { i.Version = true }},
	{name: "help", on: func(i *Invocation) { i.Help = true }},
	{name: "h", hidden: true, on: func(i *Invocation) { i.Help = true }},
}

// Parse reads the program's arguments, without its name. The error is a *UsageError. It looks at
// nothing but the arguments.
func Parse(args []string) (Invocation, error) {
	p := parser{rest: args, inv: Invocation{Profile: "default"}}
	for len(p.rest) > 0 {
		if err := p.next(); err != nil {
			return Invocation{}, err
		}
	}
	if p.inv.Help || p.inv.Version {
		return p.inv, nil
	}
	return p.inv, p.check()
}

// parser goes through the arguments once.
type parser struct {
	rest   []string
	inv    Invocation
	agents string // the last flag that only starting the agent knows; "" = none
	plain  bool   // after --: no more flags
}

func (p *parser) next() error {
	arg := p.rest[0]
	p.rest = p.rest[1:]
	switch {
	case p.plain || len(arg) < 2 || arg[0] != '-':
		return p.word(arg)
	case arg == "--":
		p.plain = true
		if len(p.inv.Command) > 0 {
			p.inv.Command = append(p.inv.Command, arg)
		}
		return nil
	}
	name, value, given := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	at := slices.IndexFunc(options, func(o option) bool { return o.name == name })
	switch {
	case len(p.inv.Command) > 0 && knows(p.inv.Command[0], name):
		p.inv.Command = append(p.inv.Command, arg) // the command's own, though the program has one of that name
		return nil
	case at >= 0:
		return p.option(options[at], value, given)
	case len(p.inv.Command) > 0:
		p.inv.Command = append(p.inv.Command, arg) // the command's own
		return nil
	}
	return usagef("there is no flag --%s", name)
}

// knows reports whether a command has a flag.
func knows(name, flag string) bool {
	return slices.ContainsFunc(commands(), func(c command) bool {
		return c.name == name && (slices.Contains(c.switches, flag) || slices.Contains(c.values, flag))
	})
}

func (p *parser) option(o option, value string, given bool) error {
	if o.agents {
		p.agents = o.name
	}
	switch {
	case o.set == nil && given:
		return usagef("--%s takes no value", o.name)
	case o.set == nil:
		o.on(&p.inv)
		return nil
	case !given && len(p.rest) == 0:
		return usagef("--%s needs a value", o.name)
	case !given:
		value, p.rest = p.rest[0], p.rest[1:]
	}
	if value == "" {
		return usagef("--%s needs a value", o.name)
	}
	o.set(&p.inv, value)
	return nil
}

// word takes an argument that is no flag.
func (p *parser) word(arg string) error {
	switch {
	case len(p.inv.Command) > 0:
		p.inv.Command = append(p.inv.Command, arg)
	case p.inv.Window || p.inv.Dial != "":
		return usagef("%q is one word too many", arg)
	case tel.IsLink(arg):
		number, err := tel.ParseLink(arg)
		if err != nil {
			return &UsageError{Message: err.Error()}
		}
		p.inv.Dial = number
	case arg == "window":
		p.inv.Window = true
	case arg == "help":
		p.inv.Help = true
	case Is(arg):
		p.inv.Command = []string{arg}
	default:
		return usagef("there is no command %q", arg)
	}
	return nil
}

// check looks at what must or can't go together.
func (p *parser) check() error {
	inv := p.inv
	command := inv.Window || len(inv.Command) > 0
	switch {
	case inv.LogLevel != "" && !slices.Contains([]string{"debug", "info", "warn", "error"}, inv.LogLevel):
		return usagef("--log-level is debug, info, warn or error")
	case command && p.agents != "":
		return usagef("--%s is for starting the agent, not for a command", p.agents)
	case (inv.Server == "") != (inv.Login == ""):
		return usagef("--server and --login go together")
	case inv.Demo && (inv.Server != "" || inv.PasswordStdin || inv.CAFile != ""):
		return usagef("--demo needs no account")
	}
	return nil
}
