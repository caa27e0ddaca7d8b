package desk

import "time"

// Player is the sound of the voicemails, and where it stands.
type Player struct {
	Sound
	Playback Playback

	desk   *Desk
	wanted string // the voicemail that the user wants to hear
	read   bool   // it was marked, or needs no mark
}

// Play starts a voicemail. It is marked read when sound comes out, not before.
func (p *Player) Play(id string, from time.Duration) {
	p.wanted, p.read = id, false
	p.Sound.Play(id, from)
}

// PlayPause is the one button: it starts, pauses or goes on.
func (p *Player) PlayPause(id string) {
	switch now := p.Playback; {
	case now.ID == id && now.Phase == Playing, now.ID == id && now.Phase == Loading:
		p.Pause()
	case now.ID == id && now.Phase == Paused:
		p.Resume()
	default:
		p.Play(id, 0)
	}
}

// Hold pauses what plays, for somebody who is going to speak on the phone.
func (p *Player) Hold() {
	if now := p.Playback.Phase; now == Playing || now == Loading {
		p.Pause()
	}
}

// SeekIn moves within a voicemail, starting it there if it is not the one that plays.
func (p *Player) SeekIn(id string, at time.Duration) {
	if p.Playback.ID == id && p.Playback.Phase.Sounding() {
		p.Seek(at)
		return
	}
	p.Play(id, at)
}

// Take takes in where the player stands, and reports whether a message has come to its end.
func (p *Player) Take(now Playback) (ended bool) {
	ended = now.Phase == Ended && p.Playback.Phase != Ended
	p.Playback = now
	if now.Phase == Playing && now.ID == p.wanted && !p.read {
		p.read = true
		if v, ok := p.desk.Voicemail(now.ID); ok && !v.Read {
			p.desk.SetRead(now.ID, true)
		}
	}
	return ended
}
