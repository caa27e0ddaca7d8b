package front

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// Who asks, in the words of the window managers' protocol.
const (
	application = 1 // which is believed only with the time of what a person did
	person      = 2
)

// RaiseX11 asks the window manager to bring a window to the workspace that is looked at, and to the front.
// startupID is what the desktop gave whoever asked for it; insist asks in the person's name, whatever the time.
// False means that no window manager is there to be asked.
func RaiseX11(window uint32, startupID string, insist bool) (asked bool, err error) {
	xgb.Logger.SetOutput(io.Discard)
	conn, err := xgb.NewConn()
	if err != nil {
		return false, fmt.Errorf("ask the window manager: %w", err)
	}
	defer conn.Close()
	d := desktop{conn: conn, root: xproto.Setup(conn).DefaultScreen(conn).Root}
	if !d.supports("_NET_ACTIVE_WINDOW") {
		return false, nil
	}
	if here, ok := d.cardinal(d.root, "_NET_CURRENT_DESKTOP"); ok {
		if at, ok := d.cardinal(xproto.Window(window), "_NET_WM_DESKTOP"); ok && at != here && at != everywhere {
			d.send(window, "_NET_WM_DESKTOP", here, person)
		}
	}
	source, at := uint32(person), uint32(0)
	if t, ok := startupTime(startupID); ok && !insist {
		source, at = application, t
	}
	d.send(window, "_NET_ACTIVE_WINDOW", source, at)
	if startupID != "" {
		d.startedUp(window, startupID)
	}
	_, err = xproto.GetInputFocus(conn).Reply() // all of it has arrived
	return true, err
}

// everywhere is the workspace of a window that is on all of them.
const everywhere = 0xFFFFFFFF

// startupTime is the time of the click, which a startup ID ends with.
func startupTime(id string) (uint32, bool) {
	at := strings.LastIndex(id, "_TIME")
	if at < 0 {
		return 0, false
	}
	t, err := strconv.ParseUint(id[at+len("_TIME"):], 10, 32)
	return uint32(t), err == nil && t != 0
}

// desktop is a screen, and the window manager behind it.
type desktop struct {
	conn *xgb.Conn
	root xproto.Window
}

func (d desktop) atom(name string) xproto.Atom {
	reply, err := xproto.InternAtom(d.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return xproto.AtomNone
	}
	return reply.Atom
}

func (d desktop) values(w xproto.Window, property string) []uint32 {
	const most = 1024
	reply, err := xproto.GetProperty(d.conn, false, w, d.atom(property), xproto.GetPropertyTypeAny, 0, most).Reply()
	if err != nil || reply.Format != 32 {
		return nil
	}
	values := make([]uint32, reply.ValueLen)
	for i := range values {
		values[i] = xgb.Get32(reply.Value[4*i:])
	}
	return values
}

func (d desktop) cardinal(w xproto.Window, property string) (uint32, bool) {
	if v := d.values(w, property); len(v) > 0 {
		return v[0], true
	}
	return 0, false
}

func (d desktop) supports(what string) bool {
	wanted := uint32(d.atom(what))
	for _, atom := range d.values(d.root, "_NET_SUPPORTED") {
		if atom == wanted {
			return true
		}
	}
	return false
}

// send tells the window manager something about a window.
func (d desktop) send(window uint32, message string, data ...uint32) {
	event := xproto.ClientMessageEvent{Format: 32, Window: xproto.Window(window), Type: d.atom(message),
		Data: xproto.ClientMessageDataUnionData32New(append(data, make([]uint32, 5-len(data))...))}
	const listeners = xproto.EventMaskSubstructureRedirect | xproto.EventMaskSubstructureNotify
	xproto.SendEvent(d.conn, false, d.root, listeners, string(event.Bytes()))
}

// startedUp ends the busy pointer of the person who started the program.
func (d desktop) startedUp(window uint32, id string) {
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(id)
	text := append([]byte(`remove: ID="`+quoted+`"`), 0)
	const piece = 20 // bytes of a message
	for kind := "_NET_STARTUP_INFO_BEGIN"; len(text) > 0; kind = "_NET_STARTUP_INFO" {
		data := make([]byte, piece)
		text = text[copy(data, text):]
		event := xproto.ClientMessageEvent{Format: 8, Window: xproto.Window(window), Type: d.atom(kind),
			Data: xproto.ClientMessageDataUnionData8New(data)}
		xproto.SendEvent(d.conn, false, d.root, xproto.EventMaskPropertyChange, string(event.Bytes()))
	}
}
