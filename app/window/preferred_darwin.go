package window

import (
	"context"

	"istratray/app/window/look"
)

// unsaid is how a window looks on macOS: Fyne asks it for the palette.
func unsaid() look.Desktop { return look.Desktop{Mode: look.System} }

// preferred has nothing to say: Fyne follows macOS itself.
func preferred(context.Context) <-chan look.Desktop {
	nothing := make(chan look.Desktop)
	close(nothing)
	return nothing
}
