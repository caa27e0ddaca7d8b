package agent

import (
	"context"
	"os"
	"time"

	"istratray/app/bus"
	"istratray/app/control"
	"istratray/app/seat"
)

// askLimit is how long the bus of another session may take to answer.
const askLimit = 3 * time.Second

// hasScreen reports whether a session names a screen. Whether it works, only the window finds out.
func hasScreen(o control.Origin) bool { return o.HasScreen() }

// otherSession reports whether someone asks from a session in which this agent can't serve them: tray and
// notifications belong to a bus, and a screen that is gone takes the rest with it. Who has no desktop, as over
// ssh, or names a bus that nobody answers on, as in a terminal of days ago, is served from here. It takes some seconds
// at most.
func otherSession(ctx context.Context, from control.Origin) bool {
	theirs, ours := bus.Address(from.Bus), bus.Address(os.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	if !from.HasScreen() || theirs == "" {
		return false
	}
	if screenOf(from).Check() != nil {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	return seat.Own().Check() != nil || theirs != ours && bus.Check(ctx, theirs) == nil
}

// goesOn reports whether a session is still there. It takes some seconds at most for one that isn't.
func goesOn(ctx context.Context, o control.Origin) bool {
	return seat.Session{Screen: screenOf(o), Bus: o.Bus, ID: o.Session}.GoesOn(ctx)
}

func screenOf(o control.Origin) seat.Screen {
	return seat.Screen{Display: o.Display, Wayland: o.Wayland, RuntimeDir: o.RuntimeDir}
}
