package window

import (
	"context"
	"time"

	"istratray/app/control"
)

// loginStart starts the profile's agent with the computer. The agent does it: it knows which program and
// profile it is, and that a demonstration has none to start.
type loginStart struct{ client *control.Client }

// loginLimit is how long the agent, and the system that it asks, may take.
const loginLimit = 5 * time.Second

func (s loginStart) Enabled() (bool, error) {
	ctx, cancel := context.WithTimeout(context.Background(), loginLimit)
	defer cancel()
	now, err := s.client.Settings(ctx)
	return now.StartAtLogin, err
}

func (s loginStart) Set(on bool) error {
	ctx, cancel := context.WithTimeout(context.Background(), loginLimit)
	defer cancel()
	now, err := s.client.Settings(ctx)
	if err != nil {
		return err
	}
	now.StartAtLogin = on
	return s.client.SetSettings(ctx, now)
}
