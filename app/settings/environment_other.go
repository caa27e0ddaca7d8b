//go:build !unix || darwin

package settings

// TidyEnvironment does nothing here: the system's own calls name the folders.
func TidyEnvironment() {}
