package main

import (
	"istratray/app/agent"
	"istratray/app/command"
)

// restart does nothing: a program is not replaced there while it runs, and a session's programs end with it.
func restart(command.Invocation, agent.Heir) int { return command.ExitDone }
