//go:build !windows

package settings

// systemPolicy: these systems have no policies of this kind.
func systemPolicy() Policy { return Policy{} }
