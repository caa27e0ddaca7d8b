package command

import (
	"context"

	"istratray/app/autostart"
)

// startAtLogin switches the start at login, or tells how it is. It asks the system, as the agent
// does, and works without one.
func startAtLogin(_ context.Context, c *call) error {
	switch c.args[0] {
	case "on", "off":
		return autostart.Set(c.Profile, c.args[0] == "on")
	case "status":
		on, err := autostart.Enabled(c.Profile)
		if err != nil {
			return err
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
