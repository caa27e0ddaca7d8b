package desk

import (
	"context"
	"time"

	"istratray/app/inbox"
	"istratray/app/window/memory"
	"istratray/app/window/parts"
)

// longestDrawn is the longest message that is fetched only to be drawn.
const longestDrawn = 15 * time.Minute

// Waves are the shapes of messages, drawn before they are played. One is fetched at a time, and only while its
// message is selected.
type Waves struct {
	desk   *Desk
	wanted string // ID of the message that was asked for last
	cancel context.CancelFunc
	coming context.Context // of what is being fetched; nil: nothing is
}

// Of is the shape of a message, up to 1; empty while it is not known.
func (w *Waves) Of(v inbox.Voicemail) []float32 {
	kept := w.desk.Sounds.Get(v.ID, v.Time).Wave
	if now := w.desk.Player.Playback; len(kept) == 0 && now.ID == v.ID && now.Loaded > 0 {
		return upright(w.desk.Player.Waveform(parts.Bars))
	}
	peaks := make([]float32, len(kept))
	for i, v := range kept {
		peaks[i] = float32(v) / 255
	}
	return upright(peaks)
}

// Missing reports whether the shape of a message can't be had for the time being: it is not known, and the phone system
// does not answer.
func (w *Waves) Missing(v inbox.Voicemail) bool {
	return w.desk.Snap.Connection.State != inbox.Online && len(w.Of(v)) == 0
}

// Coming reports whether the shape of a message is on its way: it is being fetched, to be drawn or to be played.
func (w *Waves) Coming(v inbox.Voicemail) bool {
	now := w.desk.Player.Playback
	fetched := w.coming != nil && w.wanted == v.ID || now.ID == v.ID && now.Phase == Loading
	return fetched && len(w.Of(v)) == 0
}

// quietest is a loudest peak below which there is no speech, but noise.
const quietest = 0.05

// upright scales the bars so that the loudest is full: a quiet caller is drawn as high as a loud one.
func upright(peaks []float32) []float32 {
	var loudest float32 = quietest
	for _, v := range peaks {
		loudest = max(loudest, v)
	}
	for i := range peaks {
		peaks[i] /= loudest
	}
	return peaks
}

// Want has a message drawn; shown is called when it is, or can't be. Asked again for the same message, it continues, or
// does nothing if it has finished. Offline nothing is asked for, nor while the message plays: that draws it, too.
func (w *Waves) Want(v inbox.Voicemail, shown func()) {
	if v.ID == w.wanted || w.desk.Snap.Connection.State != inbox.Online {
		return
	}
	w.Stop()
	now := w.desk.Player.Playback
	known := len(w.desk.Sounds.Get(v.ID, v.Time).Wave) > 0
	if known || now.ID == v.ID && now.Phase.Sounding() || time.Duration(v.Seconds)*time.Second > longestDrawn {
		return
	}
	w.wanted = v.ID
	ctx, cancel := context.WithCancel(w.desk.ctx)
	w.cancel, w.coming = cancel, ctx
	var peaks []float32
	w.desk.Do(func(context.Context) (err error) {
		defer cancel()
		peaks, err = w.desk.Sound.Draw(ctx, v.ID, parts.Bars)
		return err
	}, func(err error) {
		if w.coming == ctx {
			w.coming = nil
		}
		if err != nil {
			w.desk.Logger.Debug("draw a message", "err", err)
		} else {
			w.keep(v, peaks)
		}
		shown()
	})
}

// Stop cancels what is being fetched.
func (w *Waves) Stop() {
	if w.cancel != nil {
		w.cancel()
	}
	w.wanted, w.cancel, w.coming = "", nil, nil
}

// played keeps the shape of a message that has arrived completely.
func (w *Waves) played(now Playback) {
	v, ok := w.desk.Voicemail(now.ID)
	if ok && now.Complete && now.Loaded > 0 && now.Problem == "" && len(w.desk.Sounds.Get(v.ID, v.Time).Wave) == 0 {
		w.keep(v, w.desk.Player.Waveform(parts.Bars))
	}
}

func (w *Waves) keep(v inbox.Voicemail, peaks []float32) {
	if _, there := w.desk.Voicemail(v.ID); !there {
		return // deleted, or signed out, in the meantime
	}
	wave := make([]byte, len(peaks))
	for i, v := range peaks {
		wave[i] = byte(min(max(v, 0), 1)*255 + 0.5)
	}
	w.desk.Sounds.Change(v.ID, v.Time, func(s *memory.Sound) { s.Wave = wave })
}

// tidyMemory forgets what is remembered of messages that are gone, and of another account: also of one that was signed
// out while there was no window.
func (d *Desk) tidyMemory(before inbox.Snapshot) {
	s, account := d.Snap, accountOf(d.Snap)
	if s.Account.Demo {
		d.Sounds.Detach() // a demo keeps nothing, and forgets nothing of the user's account
	}
	switch {
	case s.Connection.State == inbox.SignedOut:
		d.Waves.Stop()
		d.Sounds.Use("")
		d.Memory.Change(func(m *memory.Memory) { m.Page, m.Item = "", "" })
		if before.Connection.State != inbox.SignedOut {
			d.KeepMemory()
		}
	case account == "" || !s.Mailbox.Known,
		inbox.SameList(before.Voicemails, s.Voicemails) && accountOf(before) == account:
	default:
		d.Sounds.Use(account)
		there := make(map[string]bool, len(s.Voicemails))
		for i := range s.Voicemails {
			there[s.Voicemails[i].ID] = true
		}
		d.Sounds.Prune(func(id string) bool { return there[id] })
	}
}

// accountOf tells accounts apart, "" for none.
func accountOf(s inbox.Snapshot) string {
	if s.Account.Login == "" {
		return ""
	}
	return s.Account.Login + "@" + s.Account.Server
}
