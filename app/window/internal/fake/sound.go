package fake

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"istratray/app/window/desk"
)

// Sound notes what it was told. Tests say with frame.Frame.Sounded what "plays".
type Sound struct {
	mu   sync.Mutex // guards all below
	told []string
	// OnPlay, if set, is called with each start, resume, pause and seek.
	OnPlay func(what, id string, at time.Duration)
	// Agent is asked for what is recorded; it may be told to fail. What comes may have another ending, and a flaw.
	Agent        *Agent
	Ending, Flaw string
	drawn        []string // what was fetched to be drawn
	// NoDrawing is what Draw fails with.
	NoDrawing error
}

// Drawn are the IDs of the voicemails that were fetched to be drawn, oldest first.
func (s *Sound) Drawn() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.drawn)
}

// Draw is part of desk.Sound.
func (s *Sound) Draw(_ context.Context, id string, bars int) ([]float32, error) {
	s.mu.Lock()
	s.drawn = append(s.drawn, id)
	err := s.NoDrawing
	s.mu.Unlock()
	return s.Waveform(bars), err
}

// Told is what the player was told, such as "play v1 0s", oldest first.
func (s *Sound) Told() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.told)
}

func (s *Sound) note(what, id string, at time.Duration) {
	s.mu.Lock()
	text := what
	if id != "" {
		text += " " + id
	}
	if what == "play" || what == "seek" {
		text += " " + at.String()
	}
	s.told = append(s.told, text)
	on := s.OnPlay
	s.mu.Unlock()
	if on != nil {
		on(what, id, at)
	}
}

// Play is part of desk.Sound.
func (s *Sound) Play(id string, from time.Duration) { s.note("play", id, from) }

// Pause is part of desk.Sound.
func (s *Sound) Pause() { s.note("pause", "", 0) }

// Resume is part of desk.Sound.
func (s *Sound) Resume() { s.note("resume", "", 0) }

// Stop is part of desk.Sound.
func (s *Sound) Stop() { s.note("stop", "", 0) }

// Seek is part of desk.Sound.
func (s *Sound) Seek(at time.Duration) { s.note("seek", "", at) }

// SetSpeed is part of desk.Sound.
func (s *Sound) SetSpeed(v float64) { s.note(fmt.Sprint("speed ", v), "", 0) }

// SetVolume is part of desk.Sound.
func (s *Sound) SetVolume(v float64) { s.note(fmt.Sprint("volume ", v), "", 0) }

// SetSkipSilence is part of desk.Sound.
func (s *Sound) SetSkipSilence(v bool) { s.note(fmt.Sprint("skip ", v), "", 0) }

// SetDevice is part of desk.Sound.
func (s *Sound) SetDevice(id string) { s.note("device "+id, "", 0) }

// Devices is part of desk.Sound.
func (s *Sound) Devices() ([]desk.Device, error) {
	return []desk.Device{{ID: "d1", Name: "Headset"}, {ID: "d2", Name: "Speakers"}}, nil
}

// Waveform is part of desk.Sound: something like speech, always the same.
func (s *Sound) Waveform(bars int) []float32 {
	out := make([]float32, bars)
	for i := range out {
		x := float64(i)
		syllable := math.Abs(math.Sin(x*0.9)+0.6*math.Sin(x*2.3+1)) / 1.6
		phrase := 0.35 + 0.65*math.Abs(math.Sin(x*0.11+0.4))
		out[i] = float32(min(1, 0.08+syllable*phrase))
	}
	return out
}

// Record is part of desk.Sound: a few bytes that say what they are.
func (s *Sound) Record(ctx context.Context, id, format string) (desk.Recording, error) {
	if _, err := s.Agent.Audio(ctx, id, format); err != nil {
		return desk.Recording{}, err
	}
	if s.Ending != "" {
		format = s.Ending
	}
	return desk.Recording{Sound: text{strings.NewReader(format + " of " + id)}, Ending: format, Flaw: s.Flaw}, nil
}

// text is a recording that needs no closing.
type text struct{ *strings.Reader }

// Close implements io.Closer.
func (text) Close() error { return nil }

var _ desk.Sound = (*Sound)(nil)
var _ desk.Agent = (*Agent)(nil)
