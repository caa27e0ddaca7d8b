package desk

import (
	"time"

	"istratray/app/inbox"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/memory"
)

// Player plays voicemails, and knows how far the one that plays is.
type Player struct {
	Sound
	Playback Playback
	Message  inbox.Voicemail // what plays, or played last; its last state before it was gone
	Gone     bool            // it plays and is not on the phone system any more
	Held     bool            // it was paused for a call

	desk   *Desk
	wanted string // the voicemail that the user wants to hear
	read   bool   // it was marked, or needs no mark
}

// Play starts a voicemail. It is marked read when sound comes out, not before.
func (p *Player) Play(id string, from time.Duration) {
	p.remember()
	p.wanted, p.read, p.Held, p.Gone = id, false, false, false
	p.Message, _ = p.desk.Voicemail(id)
	p.desk.Waves.Stop()
	p.Sound.Play(id, from)
}

// Start plays a voicemail from where it was left.
func (p *Player) Start(id string) { p.Play(id, p.Place(id)) }

// PlayPause is the one button: it starts, pauses, continues, or begins again after the end.
func (p *Player) PlayPause(id string) {
	switch now := p.Playback; {
	case now.ID == id && (now.Phase == Playing || now.Phase == Loading):
		p.Pause()
	case now.ID == id && (now.Phase == Paused || now.Phase == Ended):
		p.goOn()
	default:
		p.Start(id)
	}
}

// goOn resumes the message. One that has ended starts over.
func (p *Player) goOn() {
	p.read, p.Held = p.read && p.Playback.Phase != Ended, false
	p.Resume()
}

// Hold pauses what plays, for someone who is going to speak on the phone, and reports whether it did.
func (p *Player) Hold() bool {
	if now := p.Playback.Phase; now != Playing && now != Loading {
		return false
	}
	p.Held = true
	p.Pause()
	return true
}

// Continue resumes after Hold.
func (p *Player) Continue() {
	if p.Playback.Phase == Paused {
		p.goOn()
	}
}

// Waits reports whether a message was paused for a call and has not gone on.
func (p *Player) Waits(id string) bool {
	return p.Held && p.Playback.ID == id && p.Playback.Phase == Paused
}

// Toggle is the name and the icon of the button that plays and pauses a message.
func (p *Player) Toggle(id string) (string, look.IconName) {
	switch {
	case p.Waits(id):
		return lang.L("Continue"), look.IconPlay
	case p.Playback.ID == id:
		return p.Playback.Phase.Toggle()
	}
	return Idle.Toggle()
}

// SeekIn moves within a voicemail, starting it there if it is not the one that plays.
func (p *Player) SeekIn(id string, at time.Duration) {
	switch now := p.Playback; {
	case now.ID == id && now.Phase.Sounding():
		p.Seek(at)
	case now.ID == id && now.Phase == Ended:
		p.Seek(at)
		p.Resume()
	default:
		p.Play(id, at)
	}
}

// Take stores the player's state, and reports whether a message has ended.
func (p *Player) Take(now Playback) (ended bool) {
	before := p.Playback
	ended = now.Phase == Ended && before.Phase != Ended
	if now.ID != before.ID {
		p.remember()
	}
	p.Playback = now
	p.desk.Waves.played(now)
	if halted := now.ID != before.ID || now.Phase != before.Phase; halted && !now.Phase.sounds() {
		p.remember()
		p.desk.KeepMemory()
	}
	if now.Phase == Playing && now.ID == p.wanted && !p.read {
		p.read, p.Held = true, false
		if v, ok := p.desk.Voicemail(now.ID); ok && !v.Read {
			p.desk.SetRead(now.ID, true)
		}
	}
	return ended
}

// follow looks for what plays in another snapshot.
func (p *Player) follow() {
	if p.Playback.ID == "" || p.Message.ID != p.Playback.ID || !p.desk.Snap.Mailbox.Known {
		return
	}
	v, there := p.desk.Voicemail(p.Playback.ID)
	p.Gone = !there && p.Playback.Phase.Sounding()
	if there {
		p.Message = v
	}
}

// What a place has to be away from the start and the end to be worth remembering.
const (
	placeFromStart = 3 * time.Second
	placeFromEnd   = 2 * time.Second
)

// Place is where a message was left; 0 is its start.
func (p *Player) Place(id string) time.Duration {
	v, ok := p.desk.Voicemail(id)
	if !ok {
		return 0
	}
	return p.desk.Sounds.Get(v.ID, v.Time).Place
}

// SetPlace changes where a message continues when it is played again.
func (p *Player) SetPlace(v inbox.Voicemail, at time.Duration) {
	p.desk.Sounds.Change(v.ID, v.Time, func(s *memory.Sound) { s.Place = at })
}

// remember keeps where the message is that plays.
func (p *Player) remember() {
	now := p.Playback
	v, ok := p.desk.Voicemail(now.ID)
	if !ok || now.Phase == Idle || now.Phase == Failed && now.Position == 0 {
		return
	}
	at := now.Position
	if now.Phase == Ended || at < placeFromStart || at > now.LengthOf(v)-placeFromEnd {
		at = 0
	}
	p.SetPlace(v, at)
}

// Leave remembers, at the end of the window, where the message is that plays.
func (p *Player) Leave() { p.remember() }
