//go:build !windows

package main

// joinConsole has nothing to do: the output is connected.
func joinConsole() {}

// yieldForeground has nothing to do: these desktops ask for tokens.
func yieldForeground() {}
