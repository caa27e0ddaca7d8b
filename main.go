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
)

// version is set when a release is built: -ldflags "-X main.version=…".
var version = "development"

func main() {
	joinConsole()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
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
