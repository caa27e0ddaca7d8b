//go:build !windows

package agent

import "istratray/app/notify"

// balloon: only Windows has balloons.
func (a *Agent) balloon() func(*notify.Notification, func()) error { return nil }
