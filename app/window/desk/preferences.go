package desk

import (
	"context"

	"istratray/app/settings"
)

// Preferences are the settings, as the window last knew them. Changes are shown at once and sent to
// the agent one after the other, each made on what the agent has then: others change them too.
type Preferences struct {
	Current settings.Settings

	desk    *Desk
	waiting []func(*settings.Settings)
	busy    bool
}

// Change edits the settings.
func (p *Preferences) Change(edit func(*settings.Settings)) {
	edit(&p.Current)
	p.waiting = append(p.waiting, edit)
	if !p.busy {
		p.send()
	}
}

// ChoosePhone makes a phone the one that calls are placed from.
func (p *Preferences) ChoosePhone(id string) {
	p.Change(func(s *settings.Settings) { s.Phone = id })
}

// send hands all changes that wait to the agent.
func (p *Preferences) send() {
	edits := p.waiting
	p.waiting, p.busy = nil, true
	agent := p.desk.Agent
	p.desk.Do(func(ctx context.Context) error {
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
		p.desk.Report(err)
		if len(p.waiting) > 0 {
			p.send()
		}
	})
}
