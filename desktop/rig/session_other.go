//go:build !linux

package rig

import "os/exec"

// ownSession does nothing where there is no virtual desktop either.
func ownSession(*exec.Cmd) {}
