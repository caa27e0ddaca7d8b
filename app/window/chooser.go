package window

import (
	"context"
	"fmt"

	fynedriver "fyne.io/fyne/v2/driver"

	"istratray/app/seat"
)

// chooser is the desktop's window for choosing files, in front of ours.
type chooser struct{ driver *driver }

// Available is part of desk.Chooser.
func (chooser) Available(ctx context.Context) bool { return seat.HasChooser(ctx) }

// Choose is part of desk.Chooser.
func (chooser) Choose(ctx context.Context, c seat.Choice) (string, error) {
	return seat.ChooseFile(ctx, c)
}

// Parent is part of desk.Chooser. Under Wayland a window has no name that others know.
func (c chooser) Parent() (name string) {
	native, ok := c.driver.window.(fynedriver.NativeWindow)
	if !ok {
		return ""
	}
	native.RunNative(func(context any) {
		if x, ok := context.(fynedriver.X11WindowContext); ok {
			name = fmt.Sprintf("x11:%x", x.WindowHandle)
		}
	})
	return name
}
