package window

import "istratray/app/window/look"

// preferred is how the desktop wants its programs to look: Fyne asks these systems for the palette itself.
func preferred() look.Desktop { return look.Desktop{Mode: look.System} }

// followPreferred does nothing: Fyne follows these systems itself.
func followPreferred(func(look.Desktop)) {}
