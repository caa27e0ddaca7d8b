package window

import (
	"time"

	"istratray/app/control"
	"istratray/app/recording"
	"istratray/app/window/view"
	"istratray/player"
)

// sound is the player as the pages see it: it knows where a voicemail's sound comes from.
type sound struct {
	*player.Player
	client *control.Client
}

// Play is part of view.Sound.
func (s *sound) Play(id string, from time.Duration) {
	s.Player.Play(id, recording.Source{Agent: s.client, ID: id}, from)
}

// Devices is part of view.Sound.
func (s *sound) Devices() ([]view.Device, error) {
	found, err := player.Devices()
	devices := make([]view.Device, len(found))
	for i, d := range found {
		devices[i] = view.Device{ID: d.ID, Name: d.Name}
	}
	return devices, err
}

// playback is the player's state in the pages' words.
func playback(s player.State) view.Playback {
	p := view.Playback{
		ID: s.ID, Phase: phases[s.Phase], Position: s.Position, Length: s.Length, Loaded: s.Loaded, Complete: s.Complete, Speed: s.Speed, Volume: s.Volume,
	}
	if s.Err != nil {
		p.Problem = player.Explain(s.Err)
	}
	return p
}

var phases = map[player.Phase]view.Phase{
	player.Idle: view.Idle, player.Loading: view.Loading, player.Playing: view.Playing,
	player.Paused: view.Paused, player.Ended: view.Ended, player.Failed: view.Failed,
}
