// Package command is the command line: it reads arguments (Parse) and carries out the commands that
// talk to the running agent (Run). It is a client of the control socket like the window is, and
// decides nothing itself. docs/cli.md describes the outside, which scripts rely on.
//
// Run blocks until its command is done and leaves no goroutine behind.
package command
