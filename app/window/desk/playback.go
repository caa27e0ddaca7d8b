package desk

import (
	"strconv"
	"time"

	"istratray/app/clock"
	"istratray/app/inbox"
	"istratray/app/window/lang"
	"istratray/app/window/look"
)

// Phase is what the player does.
type Phase string

// The phases of a playback.
const (
	Idle    Phase = ""
	Loading Phase = "loading"
	Playing Phase = "playing" // sound comes out
	Paused  Phase = "paused"
	Ended   Phase = "ended"
	Failed  Phase = "failed"
)

// Playback is the state of the player.
type Playback struct {
	ID       string // of the voicemail
	Phase    Phase
	Position time.Duration
	Length   time.Duration // 0: not known yet; an estimate until Complete
	Loaded   time.Duration // how much of it is here
	Complete bool          // all of it is
	Problem  string        // in plain words, while Failed
	Speed    float64
	Volume   float64
}

// Sounding reports whether a message plays, is about to, or is paused.
func (p Phase) Sounding() bool {
	switch p {
	case Loading, Playing, Paused:
		return true
	}
	return false
}

// sounds reports whether a message plays, or is about to.
func (p Phase) sounds() bool { return p == Playing || p == Loading }

// Toggle is the name and the icon of the button that plays and pauses.
func (p Phase) Toggle() (string, look.IconName) {
	switch p {
	case Loading:
		return lang.L("Loading…"), look.IconPause
	case Playing:
		return lang.L("Pause"), look.IconPause
	}
	return lang.L("Play"), look.IconPlay
}

// LengthOf is the sound's own length once all of it is here, until then what the platform says.
func (p Playback) LengthOf(v inbox.Voicemail) time.Duration {
	told := time.Duration(v.Seconds) * time.Second
	if p.Complete && p.Length > 0 {
		return p.Length
	}
	return max(p.Length, told)
}

// Remaining is how much of a length is still to come, with a minus: with the position, as both are shown, it adds up
// to the length.
func (p Playback) Remaining(length time.Duration) string {
	return "–" + clock.Length(max(length.Round(time.Second)-p.Position.Round(time.Second), 0))
}

// Speeds are the ones to choose from.
var Speeds = []float64{0.75, 1, 1.25, 1.5, 1.75, 2}

// SpeedText is a speed as it is written, such as 1.25×.
func SpeedText(speed float64) string { return strconv.FormatFloat(speed, 'f', -1, 64) + "×" }
