//go:build !linux

package window

import "istratray/app/window/look"

// preferred is what "as the system" means: Fyne asks these systems itself.
func preferred() look.Mode { return look.System }
