package view

import (
	"context"

	"istratray/app/settings"
)

// preferences are the settings, as the window last knew them. Changes are shown at once and sent to
// the agent one after the other, each made on what the agent has then: others change them too.
type preferences struct {
	ui      *UI
	current settings.Settings
	waiting []func(*settings.Settings)
	busy    bool
}

// change edits the settings.
func (p *preferences) change(edit func(*settings.Settings)) {
	edit(&p.current)
	p.waiting = append(p.waiting, edit)
	if !p.busy {
		p.send()
	}
}

// send hands all changes that wait to the agent.
func (p *preferences) send() {
	edits := p.waiting
	p.waiting, p.busy = nil, true
	agent := p.ui.Agent
	p.ui.do(func(ctx context.Context) error {
		s, err := agent.Settings(ctx)
		if err != nil {
			return err
		}
		for _, edit := range edits {
			edit(&s)
		}
		return agent.SetSettings(ctx, s)
	}, func(err error) {
		p.busy = false
		p.ui.report(err)
		if len(p.waiting) > 0 {
			p.send()
		}
	})
}
