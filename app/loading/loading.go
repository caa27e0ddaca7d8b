// Package loading keeps off standard error what libraries say as they are loaded: Fyne has three lines on a locale that
// it doesn't know, and every command would begin with them. It imports nothing but what Go's log needs, so that it is
// loaded before anything that could write there.
package loading

import (
	"io"
	"log"
	"os"
)

func init() { log.SetOutput(io.Discard) }

// Done gives Go's log back to standard error. Call it first of all in main.
func Done() { log.SetOutput(os.Stderr) }
