//go:build !windows

package main

// joinConsole has nothing to do: the output is connected.
func joinConsole() {}
