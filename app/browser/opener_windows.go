package browser

import (
	"os"
	"path/filepath"
)

func opener(address string) []string {
	return []string{filepath.Join(os.Getenv("SystemRoot"), "System32", "rundll32.exe"),
		"url.dll,FileProtocolHandler", address}
}
