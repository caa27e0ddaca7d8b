package main

import "istratray/app/command"

// restart does nothing: a program is not replaced there while it runs.
func restart(command.Invocation, string) int { return command.ExitDone }
