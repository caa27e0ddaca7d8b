package window

import (
	"cmp"
	"slices"
	"sync"

	"istratray/app/inbox"
	"istratray/app/seat"
	"istratray/app/window/lang"
	"istratray/player"
)

// media is the player as media keys, the lock screen and the like see it.
type media struct {
	show func(seat.Media)

	mu       sync.Mutex // guards what follows
	state    player.State
	snapshot inbox.Snapshot
}

// sounds takes a state of the player.
func (m *media) sounds(s player.State) { m.change(func() { m.state = s }) }

// sees takes what the agent knows.
func (m *media) sees(s inbox.Snapshot) { m.change(func() { m.snapshot = s }) }

func (m *media) change(f func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f()
	m.show(mediaOf(m.state, m.snapshot))
}

// mediaOf leaves out who speaks while names are hidden. What has ended is no message any more: media keys are
// another player's again.
func mediaOf(s player.State, snapshot inbox.Snapshot) seat.Media {
	switch s.Phase {
	case player.Loading, player.Playing, player.Paused:
	default:
		return seat.Media{}
	}
	m := seat.Media{ID: s.ID, Title: lang.L("Voicemail"), Playing: s.Phase != player.Paused,
		Position: s.Position, Length: s.Length, Speed: s.Speed, Volume: s.Volume}
	if i := slices.IndexFunc(snapshot.Voicemails, func(v inbox.Voicemail) bool { return v.ID == s.ID }); i >= 0 &&
		!snapshot.Locked {
		v := snapshot.Voicemails[i]
		m.Artist = cmp.Or(v.Shown(), v.Number)
	}
	return m
}
