package player

import "time"

// Phase is the phase of a message, from Play to its end.
type Phase string

// The phases of a message.
const (
	Idle    Phase = "idle"    // there is none
	Loading Phase = "loading" // it should sound, but not enough of it is here yet
	Playing Phase = "playing"
	Paused  Phase = "paused"
	Ended   Phase = "ended"  // it has been played to its end
	Failed  Phase = "failed" // State.Err says why
)

// State is everything that views show of the player. The zero State of a Player is Idle.
type State struct {
	ID       string
	Phase    Phase
	Position time.Duration // what is heard now, in the message's own time
	Length   time.Duration // of the whole message; 0 while not known
	Loaded   time.Duration // how much has arrived
	Complete bool          // all that will arrive has
	Received int64         // bytes that have arrived; some messages cannot be played before the last
	Size     int64         // bytes of all; -1 while not known
	Err      error         // why it failed, paused by itself, or is not whole; see Reason
	Speed    float64       // 0.5 to 3
	Volume   float64       // 0 to 1
}
