package window

import (
	"context"
	"errors"
	"sync"
	"time"

	"istratray/app/control"
	"istratray/app/recording"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	problems "istratray/app/words"
	"istratray/player"
)

// sound is the player as the pages see it: it knows where a voicemail's sound comes from.
type sound struct {
	*player.Player
	client  *control.Client
	format  player.Format // preferred
	drawing sync.Mutex    // one at a time
}

// Play is part of desk.Sound.
func (s *sound) Play(id string, from time.Duration) {
	s.Player.Play(id, recording.Source{Agent: s.client, ID: id}, from)
}

// drawRest is how long a message is selected before its sound is fetched for the waveform: someone who steps through
// a list rests on few of them.
const drawRest = 400 * time.Millisecond

// Draw is part of desk.Sound.
func (s *sound) Draw(ctx context.Context, id string, bars int) ([]float32, error) {
	rest := time.NewTimer(drawRest)
	defer rest.Stop()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-rest.C:
	}
	s.drawing.Lock() // the one before is called off, and soon over
	defer s.drawing.Unlock()
	sketch, err := player.Draw(ctx, recording.Source{Agent: s.client, ID: id}, bars, s.format)
	return sketch.Peaks, err
}

// Devices is part of desk.Sound.
func (s *sound) Devices() ([]desk.Device, error) {
	found, err := player.Devices()
	devices := make([]desk.Device, len(found))
	for i, d := range found {
		devices[i] = desk.Device{ID: d.ID, Name: d.Name}
	}
	return devices, err
}

// Record is part of desk.Sound.
func (s *sound) Record(ctx context.Context, id, format string) (desk.Recording, error) {
	kept, err := player.Keep(ctx, recording.Source{Agent: s.client, ID: id}, player.Format(format))
	if err != nil {
		if control.CodeOf(err) == "" && errors.As(err, new(*player.LoadError)) {
			code, values := player.Reason(err)
			err = control.NewError(control.Refused, problems.Problem{Code: code, Values: values})
		}
		return desk.Recording{}, err
	}
	return desk.Recording{Sound: kept, Ending: endings[kept.Format], Flaw: explain(kept.Flaw)}, nil
}

var endings = map[player.Format]string{player.Ogg: "ogg", player.AU: "au", player.AAC: "aac", player.MP4: "m4a"}

// explain says what is wrong with a sound, in the window's language.
func explain(err error) string {
	code, values := player.Reason(err)
	return lang.Problems().Tell(problems.Problem{Code: code, Values: values})
}

// sounds takes a state of the player.
func (p *process) sounds(s player.State) {
	p.hush.Sounding(s.Phase == player.Playing)
	p.media.sounds(s)
	p.heard.put(s)
}

// pausesOthers asks the settings as they are now.
func (p *process) pausesOthers(ctx context.Context) bool {
	s, err := firstSettings(ctx, p.opts.Client)
	return err == nil && s.PauseOthers
}

// playback is the player's state in the pages' words.
func playback(s player.State) desk.Playback {
	p := desk.Playback{
		ID: s.ID, Phase: phases[s.Phase], Position: s.Position, Length: s.Length, Loaded: s.Loaded,
		Complete: s.Complete, Speed: s.Speed, Volume: s.Volume,
	}
	p.Problem = explain(s.Err)
	return p
}

var phases = map[player.Phase]desk.Phase{
	player.Idle: desk.Idle, player.Loading: desk.Loading, player.Playing: desk.Playing,
	player.Paused: desk.Paused, player.Ended: desk.Ended, player.Failed: desk.Failed,
}
