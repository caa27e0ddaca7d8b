package desk

import (
	"context"
	"reflect"

	"istratray/app/settings"
	"istratray/app/window/words"
)

// Preferences are the settings, as the window last knew them. Changes are shown at once and sent to
// the agent one after the other, each made on what the agent has then: others change them too.
type Preferences struct {
	Current settings.Settings

	desk      *Desk
	waiting   []func(*settings.Settings)
	busy      bool
	stale     bool // someone else has changed them meanwhile
	followers []func()
}

// Follow has f called after each change, whoever made it, on Fyne's goroutine.
func (p *Preferences) Follow(f func()) { p.followers = append(p.followers, f) }

func (p *Preferences) tell() {
	for _, f := range p.followers {
		f()
	}
}

// Reload asks the agent for the settings: they were changed. While changes of ours are on their way it is done after
// those.
func (p *Preferences) Reload() {
	if p.busy {
		p.stale = true
		return
	}
	p.stale, p.busy = false, true
	var now settings.Settings
	p.desk.Do(func(ctx context.Context) (err error) {
		now, err = p.desk.Agent.Settings(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.Logger.Info("settings", "err", err)
		} else if len(p.waiting) == 0 {
			p.take(now)
		}
		p.goOn()
	})
}

// take switches to settings that another client has made.
func (p *Preferences) take(now settings.Settings) {
	before := p.Current
	if reflect.DeepEqual(before, now) {
		return
	}
	p.Current = now
	if sound := p.desk.Sound; before.Playback != now.Playback {
		sound.SetSpeed(now.Playback.Speed)
		sound.SetVolume(now.Playback.Volume)
		sound.SetSkipSilence(now.Playback.SkipSilence)
		sound.SetDevice(now.Playback.Device)
	}
	if before.Appearance != now.Appearance {
		p.desk.Dress()
	}
	if before.Clock != now.Clock || before.Country != now.Country {
		words.UseClock(now.Clock)
		p.desk.Reindex()
	}
	p.tell()
}

// goOn does what was waiting for the agent's answer.
func (p *Preferences) goOn() {
	p.busy = false
	switch {
	case len(p.waiting) > 0:
		p.send()
	case p.stale:
		p.Reload()
	}
}

// Change edits the settings.
func (p *Preferences) Change(edit func(*settings.Settings)) {
	edit(&p.Current)
	p.tell()
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
		p.desk.Report(err)
		p.goOn()
	})
}
