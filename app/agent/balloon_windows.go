package agent

import (
	"istratray/app/notify"
	"istratray/tray"
)

// balloon shows notifications at the tray icon, where Windows has no toasts.
func (a *Agent) balloon() func(*notify.Notification, func()) error {
	return func(n *notify.Notification, chosen func()) error {
		if n == nil {
			return a.tray.ShowBalloon(nil)
		}
		return a.tray.ShowBalloon(&tray.Balloon{Title: n.Title, Body: n.Body, Sound: n.Sound, Chosen: chosen})
	}
}
