//go:build !windows

package tray

// platform is what a Tray has on one system only: nothing here.
type platform struct{}
