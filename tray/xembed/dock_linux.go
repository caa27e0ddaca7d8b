package xembed

import (
	"image"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// The protocol's numbers.
const (
	requestDock  = 0
	xembedMapped = 1
	firstSize    = 22 // the tray may give another one
)

// dock asks the tray, if there is one, to take the icon.
func (t *tray) dock() {
	reply, err := xproto.GetSelectionOwner(t.conn, t.atom(t.selection())).Reply()
	if err != nil || reply.Owner == 0 || reply.Owner == t.owner {
		return
	}
	t.owner = reply.Owner
	// The tray's end is told.
	xproto.ChangeWindowAttributes(t.conn, t.owner, xproto.CwEventMask, []uint32{xproto.EventMaskStructureNotify})
	if !t.create() {
		t.owner = 0
		return
	}
	data := []uint32{xproto.TimeCurrentTime, requestDock, uint32(t.window), 0, 0}
	event := xproto.ClientMessageEvent{Format: 32, Window: t.owner, Type: t.atom("_NET_SYSTEM_TRAY_OPCODE"),
		Data: xproto.ClientMessageDataUnionData32New(data)}
	xproto.SendEvent(t.conn, false, t.owner, xproto.EventMaskNoEvent, string(event.Bytes()))
}

// create makes the icon's window, with see-through pixels where the tray has some.
func (t *tray) create() bool {
	window, err := xproto.NewWindowId(t.conn)
	if err != nil {
		return false
	}
	const events = xproto.EventMaskExposure | xproto.EventMaskStructureNotify | xproto.EventMaskButtonPress
	visual, depth := t.screen.RootVisual, t.screen.RootDepth
	mask, values := uint32(xproto.CwBackPixmap|xproto.CwEventMask), []uint32{xproto.BackPixmapParentRelative, events}
	if v, ok := t.transparent(); ok {
		colors, _ := xproto.NewColormapId(t.conn)
		xproto.CreateColormap(t.conn, xproto.ColormapAllocNone, colors, t.screen.Root, v)
		visual, depth = v, 32
		mask, values = xproto.CwBackPixel|xproto.CwBorderPixel|xproto.CwEventMask|xproto.CwColormap,
			[]uint32{0, 0, events, uint32(colors)}
	}
	err = xproto.CreateWindowChecked(t.conn, depth, window, t.screen.Root, 0, 0, firstSize, firstSize, 0,
		xproto.WindowClassInputOutput, visual, mask, values).Check()
	if err != nil {
		return false
	}
	t.window, t.depth, t.size = window, depth, firstSize
	t.gc, _ = xproto.NewGcontextId(t.conn)
	xproto.CreateGC(t.conn, t.gc, xproto.Drawable(window), 0, nil)
	t.set("_XEMBED_INFO", t.atom("_XEMBED_INFO"), 0, xembedMapped)
	t.set("WM_NORMAL_HINTS", xproto.AtomWmSizeHints, leastSize()...)
	const class = "istratray\x00istratray\x00"
	xproto.ChangeProperty(t.conn, xproto.PropModeReplace, window, xproto.AtomWmClass, xproto.AtomString, 8,
		uint32(len(class)), []byte(class))
	return true
}

func (t *tray) set(property string, kind xproto.Atom, values ...uint32) {
	data := make([]byte, 4*len(values))
	for i, v := range values {
		xgb.Put32(data[4*i:], v)
	}
	xproto.ChangeProperty(t.conn, xproto.PropModeReplace, t.window, t.atom(property), kind, 32,
		uint32(len(values)), data)
}

// leastSize is the size that the icon asks for, as WM_NORMAL_HINTS has it. Some trays give it nothing otherwise.
func leastSize() []uint32 {
	const fields, least, width, height = 18, 1 << 4, 5, 6
	hints := make([]uint32, fields)
	hints[0], hints[width], hints[height] = least, firstSize, firstSize
	return hints
}

// transparent is the visual that the tray wants icons in, if that has 32 bits.
func (t *tray) transparent() (xproto.Visualid, bool) {
	reply, err := xproto.GetProperty(t.conn, false, t.owner, t.atom("_NET_SYSTEM_TRAY_VISUAL"),
		xproto.AtomVisualid, 0, 1).Reply()
	if err != nil || len(reply.Value) < 4 {
		return 0, false
	}
	wanted := xproto.Visualid(xgb.Get32(reply.Value))
	for _, depth := range t.screen.AllowedDepths {
		for _, v := range depth.Visuals {
			if v.VisualId == wanted {
				return wanted, depth.Depth == 32
			}
		}
	}
	return 0, false
}

// paint draws the icon in the middle of its window.
func (t *tray) paint() {
	if t.window == 0 || t.size <= 0 {
		return
	}
	name := []byte(t.title())
	xproto.ChangeProperty(t.conn, xproto.PropModeReplace, t.window, t.atom("_NET_WM_NAME"), t.atom("UTF8_STRING"), 8,
		uint32(len(name)), name)
	xproto.ClearArea(t.conn, false, t.window, 0, 0, 0, 0)
	size := t.size
	behind, err := xproto.GetImage(t.conn, xproto.ImageFormatZPixmap, xproto.Drawable(t.window), 0, 0, uint16(size),
		uint16(size), ^uint32(0)).Reply()
	if err != nil || len(behind.Data) != 4*size*size {
		return // it isn't seen; or a screen with few colors
	}
	blend(behind.Data, t.draw(size))
	xproto.PutImage(t.conn, xproto.ImageFormatZPixmap, xproto.Drawable(t.window), t.gc, uint16(size), uint16(size), 0,
		0, 0, t.depth, behind.Data)
}

// blend lays a picture over pixels as X11 has them: blue, green, red, alpha. Both are premultiplied.
func blend(pixels []byte, over *image.RGBA) {
	for at := 0; at+4 <= min(len(pixels), len(over.Pix)); at += 4 {
		left := 255 - uint32(over.Pix[at+3])
		for c, from := range [4]int{2, 1, 0, 3} {
			pixels[at+c] = byte(uint32(over.Pix[at+from]) + uint32(pixels[at+c])*left/255)
		}
	}
}
