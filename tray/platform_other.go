//go:build !windows

package tray

// platform is what a Tray has on one system only: nothing here.
//
//lint:ignore U1000 what it holds on Windows is used there
type platform struct{}
