// Istra Tray keeps the voicemails and calls of an Istra telephone platform at hand. This file only
// decides which of its processes this one is: the agent, the window, or a command.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"istratray/app/command"
	"istratray/app/loading"
)

// version is set when a release is built: -ldflags "-X main.version=…".
var version = "development"

func main() {
	loading.Done()
	joinConsole()
	settle()
	ctx, stop := signal.NotifyContext(context.Background(), endings()...)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// endings are the signals that end the program in good order. A closed terminal and a session that ends send
// SIGHUP; who started the program with nohup wants it to outlive those.
func endings() []os.Signal {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	return signals
}

func run(ctx context.Context, args []string) int {
	call, err := command.Parse(args)
	switch {
	case err != nil:
		fmt.Fprintf(os.Stderr, "istratray: %v\n", err)
		return command.ExitUsage
	case call.Help:
		command.Usage(os.Stdout)
		return command.ExitDone
	case call.Version:
		fmt.Println("istratray", version)
		return command.ExitDone
	case call.Window:
		return runWindow(ctx, call)
	case len(call.Command) > 0:
		return runCommand(ctx, call)
	default:
		return runAgent(ctx, call)
	}
}
