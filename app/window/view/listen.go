package view

import "time"

// listening is what the user wants to hear.
type listening struct {
	id   string // of the voicemail
	read bool   // it was marked, or needs no mark
}

// play starts a voicemail. It is marked read when sound comes out, not before.
func (u *UI) play(id string, from time.Duration) {
	u.listen = listening{id: id}
	u.Sound.Play(id, from)
}

// playPause is the one button: it starts, pauses or goes on.
func (u *UI) playPause(id string) {
	switch p := u.playback; {
	case p.ID == id && p.Phase == Playing, p.ID == id && p.Phase == Loading:
		u.Sound.Pause()
	case p.ID == id && p.Phase == Paused:
		u.Sound.Resume()
	default:
		u.play(id, 0)
	}
}

// hold pauses what plays, for somebody who is going to speak on the phone.
func (u *UI) hold() {
	if p := u.playback.Phase; p == Playing || p == Loading {
		u.Sound.Pause()
	}
}

// seek moves within a voicemail, starting it there if it is not the one that plays.
func (u *UI) seek(id string, at time.Duration) {
	if u.playback.ID == id && (u.playback.Phase == Playing || u.playback.Phase == Paused || u.playback.Phase == Loading) {
		u.Sound.Seek(at)
		return
	}
	u.play(id, at)
}

// Sounded takes in where the player stands.
func (u *UI) Sounded(p Playback) {
	ended := p.Phase == Ended && u.playback.Phase != Ended
	u.playback = p
	if p.Phase == Playing && p.ID == u.listen.id && !u.listen.read {
		u.listen.read = true
		if v, ok := u.voicemail(p.ID); ok && !v.Read {
			u.setRead(p.ID, true)
		}
	}
	u.frame.sounded()
	if ended && u.preferences.current.Playback.PlayNext {
		u.frame.voicemails.playNext()
	}
}
