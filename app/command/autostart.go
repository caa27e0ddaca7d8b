package command

import (
	"context"

	"istratray/app/autostart"
	"istratray/app/control"
	"istratray/app/words"
)

// startAtLogin switches the start at login, or tells how it is. It asks the system, as the agent
// does, and works without one.
func startAtLogin(_ context.Context, c *call) error {
	switch c.args[0] {
	case "on", "off":
		if err := autostart.Set(c.Profile, c.args[0] == "on"); err != nil {
			return control.NewError(control.Refused, words.New("autostart-failed", "error", err.Error()))
		}
		return nil
	case "status":
		on, err := autostart.Enabled(c.Profile)
		if err != nil {
			return control.NewError(control.Refused, words.New("autostart-unknown", "error", err.Error()))
		}
		if on {
			c.printf("on\n")
		} else {
			c.printf("off\n")
		}
		return nil
	}
	return usagef("the start at login can be switched on or off, not %q", c.args[0])
}
