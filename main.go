// Istra Tray keeps the voicemails and calls of an Istra telephone platform at hand. This file only
// decides which of the three processes this is: the agent, the window, or the command line.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"istratray/app/start"
)

// version is set at build time: -ldflags "-X main.version=…".
var version = "development"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := start.Run(ctx, start.Program{Args: os.Args[1:], Version: version, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr})
	stop()
	os.Exit(code)
}
