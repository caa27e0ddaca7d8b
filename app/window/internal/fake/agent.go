// Package fake is an agent and a player made of memory, for tests of the window and for looking at
// it by hand. Both may be used from any goroutine.
package fake

import (
	"context"

	"istratray/app/control"
	"istratray/app/control/controltest"
	"istratray/app/inbox"
	"istratray/app/settings"
)

// Agent is controltest's agent as the window asks it, without a socket between: a desk.Agent.
type Agent struct{ *controltest.Backend }

// NewAgent makes an agent that starts with a snapshot; publish, if not nil, gets each new one.
func NewAgent(s inbox.Snapshot, publish func(inbox.Snapshot)) *Agent {
	a := &Agent{controltest.Of(s)}
	a.OnChange = publish
	return a
}

// Settings is part of desk.Agent, like the methods below.
func (a *Agent) Settings(context.Context) (settings.Settings, error) {
	return a.Backend.Settings(), nil
}

func (a *Agent) MakeTranscript(ctx context.Context, id string) (inbox.Transcript, error) {
	if err := a.Backend.MakeTranscript(ctx, id); err != nil {
		return inbox.Transcript{}, err
	}
	return inbox.Transcript{State: inbox.TranscriptRunning}, nil
}

func (a *Agent) Contacts(context.Context) ([]control.ContactBook, error) {
	return a.Backend.Contacts(), nil
}

func (a *Agent) SyncContacts(ctx context.Context, name string) ([]control.ContactBook, error) {
	return a.books(a.Backend.SyncContacts(ctx, name))
}

func (a *Agent) OrderContacts(ctx context.Context, names []string) ([]control.ContactBook, error) {
	return a.books(a.Backend.OrderContacts(ctx, names))
}

func (a *Agent) books(err error) ([]control.ContactBook, error) {
	if err != nil {
		return nil, err
	}
	return a.Backend.Contacts(), nil
}
