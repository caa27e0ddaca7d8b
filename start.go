package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"istratray/app/agent"
	"istratray/app/command"
	"istratray/app/control"
	"istratray/app/logfile"
	"istratray/app/settings"
	"istratray/app/window"
	"istratray/app/zone"
)

// fail puts one line on standard error.
func fail(err error) int {
	fmt.Fprintf(os.Stderr, "istratray: %v\n", err)
	if errors.As(err, new(*settings.ProfileError)) || errors.As(err, new(*command.UsageError)) {
		return command.ExitUsage
	}
	return command.ExitFailed
}

func runCommand(ctx context.Context, call command.Invocation) int {
	places, err := settings.PlacesFor(call.Profile)
	if err != nil {
		return fail(err)
	}
	yieldForeground()
	return command.Run(ctx, call.Command, command.Env{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Socket: places.Socket, Profile: call.Profile, Places: places, Version: version})
}

func runWindow(ctx context.Context, call command.Invocation) int {
	places, logger, done, err := prepare(call)
	if err != nil {
		return fail(err)
	}
	defer done()
	_, ended := watchCrashes(places.WindowCrashFile(), logger)
	defer ended()
	report := func(string) {}
	asked := os.Getenv(agent.ReadyVariable) != "" // the agent has started it
	if asked {
		report = func(line string) { fmt.Println(line) }
	}
	err = window.Run(ctx, window.Options{Client: control.NewClient(places.Socket), Profile: call.Profile,
		Version: version, Logger: logger,
		Asked: asked, Ready: func() { report(agent.Ready) }})
	if err == nil {
		return command.ExitDone
	}
	logger.Info("window", "err", err)
	if why := noScreen(err); why != "" {
		if !asked { // else the agent says it
			return fail(inWords(spoken(why), places))
		}
		report(agent.Failed + why)
		return command.ExitFailed
	}
	// before the report: an agent that was killed leaves a pipe that kills the writer
	code := fail(inWords(err, places))
	report(agent.Failed + err.Error())
	return code
}

// noScreen is the reason when the screen is why there is no window; else "".
func noScreen(err error) string {
	switch {
	case errors.Is(err, window.ErrNoDisplay):
		return agent.NoScreen
	case errors.Is(err, window.ErrRefused):
		return agent.ScreenRefuses
	}
	return ""
}

// inWords is an error in the user's language, if it is one for people.
func inWords(err error, places settings.Places) error {
	if e := new(control.Error); errors.As(err, &e) {
		return errors.New(e.Tell(command.Book(places)))
	}
	return err
}

// settle takes over what the surroundings say, before anything else asks.
func settle() {
	settings.TidyEnvironment()
	zone.Adopt()
}

// runAgent is the agent, and the next one in the same process: of another version, or in another session.
func runAgent(ctx context.Context, call command.Invocation) int {
	code, heir := ownAgent(ctx, call)
	if heir != nil {
		return restart(call, *heir)
	}
	return code
}

// ownAgent is the agent, unless the profile has one already: then that one is asked. heir is what it leaves to the next
// one, where the program is to go on; else nil.
func ownAgent(ctx context.Context, call command.Invocation) (code int, heir *agent.Heir) {
	places, logger, done, err := prepare(call)
	if err != nil {
		return fail(err), nil
	}
	defer done()
	signIn, err := signInOf(call, os.Stdin)
	if err != nil {
		return fail(inWords(err, places)), nil
	}
	opts := agent.Options{Profile: call.Profile, Places: places, Demo: call.Demo, Hidden: call.Hidden, Version: version,
		Logger: logger, SignIn: signIn, Show: control.Show{Dial: call.Dial},
		Warn: func(text string) { fmt.Fprintf(os.Stderr, "istratray: %s\n", text) }}
	listener, err := claim(ctx, call, &opts, places.Socket)
	if errors.Is(err, control.ErrRunning) && call.Embedded {
		return command.ExitDone, nil // it hears of the toast itself
	}
	if errors.Is(err, control.ErrRunning) {
		yieldForeground()
		return command.AskRunning(ctx, call, signIn, places, os.Stderr), nil
	}
	if err != nil {
		return fail(err), nil
	}
	defer outliveStderr()()
	// The place is ours: nobody else writes this profile's files, and what is in them may be damaged.
	crashed, ended := watchCrashes(places.CrashFile(), logger)
	defer ended()
	opts.LastRunCrashed = crashed
	heir, err = live(ctx, opts, listener)
	if err != nil {
		return fail(inWords(err, places)), nil
	}
	return command.ExitDone, heir
}

// handOver is how long an agent of another session may take to end: it carries out deletions and signs out.
const handOver = 10 * time.Second

// claim is the agent's socket. An agent that belongs to another session gives it up, with the password that nobody
// else knows; an account that was given on the command line counts for more.
func claim(ctx context.Context, call command.Invocation, opts *agent.Options, socket string) (net.Listener, error) {
	listener, err := control.Listen(socket)
	if !errors.Is(err, control.ErrRunning) {
		return listener, err
	}
	other, ok := command.TakesOver(ctx, call, socket)
	if !ok {
		return nil, err
	}
	if opts.SignIn == (control.SignInRequest{}) {
		opts.SignIn = other.Account
	}
	opts.Left = other.Left
	ctx, cancel := context.WithTimeout(ctx, handOver)
	defer cancel()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for errors.Is(err, control.ErrRunning) && ctx.Err() == nil {
		<-again.C
		listener, err = control.Listen(socket)
	}
	return listener, err
}

// live is the agent from its first file to its last. It closes the listener.
func live(ctx context.Context, opts agent.Options, listener net.Listener) (heir *agent.Heir, err error) {
	runtime.MemProfileRate = 0 // nobody asks for that profile, and its samples would stay in memory
	a, err := agent.New(opts)
	if err != nil {
		listener.Close()
		return nil, err
	}
	err = a.Run(ctx, listener)
	return a.Heir(), err
}

// outliveStderr keeps the agent alive when whoever read its standard error has gone: the write fails instead.
func outliveStderr() (done func()) {
	broken := make(chan os.Signal, 1)
	signal.Notify(broken, syscall.SIGPIPE)
	return func() { signal.Stop(broken) }
}

// prepare finds the profile's places and opens the log. done closes it.
func prepare(call command.Invocation) (places settings.Places, logger *slog.Logger, done func(), err error) {
	places, err = settings.PlacesFor(call.Profile)
	if err != nil {
		return places, nil, nil, err
	}
	if err := places.Secure(); err != nil {
		return places, nil, nil, err
	}
	name := places.LogFile()
	if call.Window {
		name = places.WindowLogFile()
	}
	level, echo := slog.LevelInfo, io.Writer(nil)
	if call.LogLevel != "" {
		if err := level.UnmarshalText([]byte(call.LogLevel)); err != nil {
			return places, nil, nil, err
		}
		echo = os.Stderr
	}
	file, err := logfile.Open(name)
	if err != nil {
		// A full or read-only disk is no reason not to run.
		fmt.Fprintf(os.Stderr, "istratray: %v\n", err)
		return places, slog.New(slog.NewTextHandler(os.Stderr,
			&slog.HandlerOptions{Level: max(level, slog.LevelWarn)})), func() {}, nil
	}
	return places, file.Logger(level, echo), func() { file.Close() }, nil
}
