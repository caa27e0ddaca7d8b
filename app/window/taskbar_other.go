//go:build !windows

package window

import (
	"context"

	"fyne.io/fyne/v2"

	"istratray/app/inbox"
)

// taskbar is what the window's button in the taskbar shows: here nothing, the tray does.
type taskbar struct{}

func newTaskbar(Options) *taskbar { return &taskbar{} }

func (*taskbar) run(context.Context) {}
func (*taskbar) attach(fyne.Window)  {}
func (*taskbar) show(inbox.Snapshot) {}
func fitting(s fyne.Size) fyne.Size  { return s }
