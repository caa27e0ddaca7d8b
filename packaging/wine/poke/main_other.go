//go:build !windows

package main

import "os"

func main() {
	os.Stderr.WriteString("poke: this is for Windows programs\n")
	os.Exit(1)
}
