package tray

import (
	"errors"
	"sync/atomic"
)

// platform is what a Tray has on this system only.
type platform struct {
	shell atomic.Pointer[shellHost] // nil while Run doesn't run
}

// Balloon is a message beside the icon, for a Windows that has no toasts. There is one at a time.
type Balloon struct {
	Title, Body string // harmless text; cut at 63 and 255 UTF-16 units
	Sound       bool
	Chosen      func() // a click on it; called on the tray's thread, must not block
}

var errNoIcon = errors.New("the taskbar shows no icon")

// ShowBalloon shows a balloon, or takes away the one that is shown where b is nil. It fails while there is no icon, and
// waits for nothing.
func (t *Tray) ShowBalloon(b *Balloon) error {
	h := t.shell.Load()
	if h == nil || !h.tray.visible.Load() {
		return errNoIcon
	}
	h.window.Do(func() { h.showBalloon(b) })
	return nil
}

// balloonOf describes a balloon to the shell. One without a text takes the last one away.
func balloonOf(icon shellIcon, b *Balloon) shellIcon {
	icon.flags |= nifInfo
	if b == nil {
		return icon
	}
	icon.infoFlags = niifUser | niifRespectQuietTime
	if !b.Sound {
		icon.infoFlags |= niifNoSound
	}
	put(icon.infoTitle[:], b.Title)
	text := b.Body
	if text == "" {
		text = " " // without a text there is no balloon
	}
	put(icon.info[:], text)
	return icon
}

func (h *shellHost) showBalloon(b *Balloon) {
	icon := balloonOf(h.now, b)
	h.tell(&icon, nimModify)
	h.balloon = nil
	if b != nil {
		h.balloon = b.Chosen
	}
}
