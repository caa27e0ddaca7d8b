//go:build !linux

package window

import "istratray/app/control"

// What Fyne does by itself on these systems.

func (d *driver) inSight() bool { return true }

func (d *driver) sharpen() {}

func (d *driver) arrive() {}

func (d *driver) comeForward(control.Origin) {
	d.window.Show()
	d.window.RequestFocus()
}

func elsewhere(newApp func()) { newApp() }

func tidy() {}
