package tray

import (
	"time"

	"istratray/app/win32"
)

// shellHost is the icon in the notification area: a host of the view. It belongs to the window's thread.
type shellHost struct {
	tray    *Tray
	window  *win32.Window
	taskbar uint32 // the message of a new taskbar
	wait    time.Duration
	tell    func(*shellIcon, uintptr) bool // constant but in tests

	jumps *jumpLister // nil but in Run: no list

	shown *view // what it shows; nil = nothing yet
	menu  []entry
	size  int  // of the icon, in pixels
	form  form // of the icon

	now     shellIcon // what a taskbar that comes is given
	balloon func()    // what a click on the balloon does; nil = there is none
}

// Events of the icon; the shell sends them in the lower half of lparam.
const (
	ninSelect           = 0x0400
	ninKeySelect        = 0x0401
	ninBalloonUserClick = 0x0405
)

func (h *shellHost) begin(w *win32.Window) {
	h.window = w
	h.now = shellIcon{window: w.Handle, message: wmIcon, flags: nifMessage}
	select {
	case h.tray.shown = <-h.tray.latest:
	default:
	}
	h.refresh()
	h.add()
}

// refresh shows what has changed.
func (h *shellHost) refresh() {
	v := h.tray.apply(h, h.shown)
	h.shown = &v
	h.jumps.show(h.tray.wording().jumpsFor(h.tray.shown))
}

// add puts the icon into the taskbar, now or as soon as there is one.
func (h *shellHost) add() {
	icon := h.now
	// An icon that the shell took too long to add is there nevertheless.
	if !h.tell(&icon, nimAdd) && !h.tell(&icon, nimModify) {
		h.tray.see(false)
		h.window.SetTimer(addTimer, h.wait)
		h.tray.opts.Logger.Info("tray: no taskbar yet", "again", h.wait)
		h.wait = min(2*h.wait, longestDelay)
		return
	}
	icon.version = newestClick
	h.tell(&icon, nimSetVersion)
	h.tray.see(true)
	h.wait = h.tray.retry
}

// longestDelay bounds the time between two tries to add the icon.
const longestDelay = 30 * time.Second

func (h *shellHost) receive(message uint32, wparam, lparam uintptr) (result uintptr, handled bool) {
	switch message {
	case wmIcon:
		h.clicked(uint32(lparam&0xffff), int32(int16(wparam)), int32(int16(wparam>>16))) // #nosec G115 -- two halves
	case win32.WMTimer:
		h.window.KillTimer(addTimer)
		h.add()
	case win32.WMSettingChange, win32.WMDisplayChange, win32.WMDPIChanged:
		h.redraw()
		return 0, false
	case win32.WMEndSession, win32.WMQueryEndSession:
		return 1, true // a session may continue after all: the icon stays until the program ends
	case win32.WMDestroy:
		h.remove()
	case h.taskbar:
		h.redraw()
		h.add()
	default:
		return 0, false
	}
	return 0, true
}

// clicked carries out what was done to the icon at a place of the screen.
func (h *shellHost) clicked(event uint32, x, y int32) {
	switch event {
	case ninSelect, ninKeySelect:
		win32.LetOthersComeForward()
		h.tray.choose(Open{})
	case win32.WMContextMenu:
		h.refresh() // how old things are
		if intent := popUp(h.window, h.menu, x, y); intent != nil {
			win32.LetOthersComeForward()
			h.tray.choose(intent)
		}
	case ninBalloonUserClick:
		if h.balloon != nil {
			win32.LetOthersComeForward()
			h.balloon()
		}
		h.balloon = nil
	}
}

// redraw draws the icon again where taskbar or screen have changed.
func (h *shellHost) redraw() {
	if h.shown != nil && (h.size != iconSize() || h.form != taskbarForm()) {
		h.setIcon(h.shown.icon)
	}
}

func taskbarForm() form {
	if lightTaskbar() {
		return onLight
	}
	return onDark
}

func (h *shellHost) setIcon(ic icon) {
	h.size, h.form = iconSize(), taskbarForm()
	handle, err := win32.NewIcon(drawIcon(ic, h.size, h.form))
	if err != nil {
		h.tray.opts.Logger.Error("tray", "err", err)
		return
	}
	old := h.now.icon
	h.now.icon = handle
	h.now.flags |= nifIcon
	h.modify()
	win32.DestroyIcon(old) // the shell has a copy of its own
}

func (h *shellHost) setTooltip(text string) {
	put(h.now.tip[:], text)
	h.now.flags |= nifTip | nifShowTip
	h.modify()
}

func (h *shellHost) setMenu(entries []entry) { h.menu = entries }

// modify shows the icon as it is now, if it is there.
func (h *shellHost) modify() {
	if h.tray.visible.Load() {
		icon := h.now
		h.tell(&icon, nimModify)
	}
}

func (h *shellHost) remove() {
	if h.tray.visible.Load() {
		icon := h.now
		h.tell(&icon, nimDelete)
	}
	win32.DestroyIcon(h.now.icon)
}
