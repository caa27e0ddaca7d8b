package seat

import (
	"context"
	"fmt"
	"maps"
	"os"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

const (
	mprisRoot = "org.mpris.MediaPlayer2"
	mprisOwn  = mprisPrefix + "istratray"
	noTrack   = dbus.ObjectPath("/org/mpris/MediaPlayer2/TrackList/NoTrack")
	jump      = 700 * time.Millisecond // a position off by more was sought
)

var (
	errReadOnly  = dbus.NewError("org.freedesktop.DBus.Error.PropertyReadOnly", nil)
	errNoSuch    = dbus.NewError("org.freedesktop.DBus.Error.UnknownProperty", nil)
	errNotHere   = dbus.NewError("org.freedesktop.DBus.Error.NotSupported", nil)
	errBadNumber = dbus.NewError("org.freedesktop.DBus.Error.InvalidArgs", nil)
)

// serve offers a player on the bus until there is no message any more. It returns false if it can't.
func (m *MediaPlayer) serve(ctx context.Context, now Media) bool {
	conn, err := bus.Connect(ctx)
	if err != nil {
		m.log.Debug("seat: not a media player", "err", err)
		return false
	}
	defer conn.Close()
	f := &mediaFace{player: m, now: now, at: time.Now()}
	if err := f.appear(conn); err != nil {
		m.log.Info("seat: not a media player", "err", err)
		return false
	}
	for {
		select {
		case <-ctx.Done():
			return true
		case <-conn.Context().Done():
			return false
		case now := <-m.news:
			f.change(conn, now)
			if now.ID == "" {
				return true
			}
		}
	}
}

// mediaFace is our player as the bus sees it.
type mediaFace struct {
	player *MediaPlayer

	mu  sync.Mutex
	now Media     // guarded by mu
	at  time.Time // guarded by mu: when that was so
}

func (f *mediaFace) appear(conn *dbus.Conn) error {
	for iface, methods := range f.methods() {
		if err := conn.ExportMethodTable(methods, mprisPath, iface); err != nil {
			return err
		}
	}
	// A second window, of another profile, has a name of its own.
	for _, name := range []string{mprisOwn, fmt.Sprintf("%s.instance%d", mprisOwn, os.Getpid())} {
		reply, err := conn.RequestName(name, dbus.NameFlagDoNotQueue)
		if err != nil {
			return err
		}
		if reply == dbus.RequestNameReplyPrimaryOwner {
			return nil
		}
	}
	return fmt.Errorf("the name %s is taken", mprisOwn)
}

func (f *mediaFace) methods() map[string]map[string]any {
	remote := f.player.remote
	does := func(act func()) func() *dbus.Error { return func() *dbus.Error { act(); return nil } }
	return map[string]map[string]any{
		mprisRoot: {
			"Raise": does(func() {
				if f.player.raise != nil {
					f.player.raise()
				}
			}),
			"Quit": does(func() {}),
		},
		mprisPlayer: {
			"Play": does(remote.Resume), "Pause": does(remote.Pause), "Stop": does(remote.Stop),
			"Next": does(func() {}), "Previous": does(func() {}),
			"PlayPause": does(f.playPause), "Seek": f.seek, "SetPosition": f.setPosition,
			"OpenUri": func(string) *dbus.Error { return errNotHere },
		},
		properties: {"Get": f.get, "GetAll": f.getAll, "Set": f.set},
	}
}

func (f *mediaFace) state() (Media, time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now, f.now.positionAfter(time.Since(f.at))
}

// positionAfter is where a message that continues as it does is after a while.
func (m Media) positionAfter(d time.Duration) time.Duration {
	at := m.Position
	if m.Playing {
		at += time.Duration(float64(d) * m.Speed)
	}
	if m.Length > 0 {
		at = min(at, m.Length)
	}
	return at
}

func (f *mediaFace) playPause() {
	if now, _ := f.state(); now.Playing {
		f.player.remote.Pause()
	} else {
		f.player.remote.Resume()
	}
}

func (f *mediaFace) seek(by int64) *dbus.Error {
	now, at := f.state()
	f.seekTo(now, at+time.Duration(by)*time.Microsecond)
	return nil
}

func (f *mediaFace) setPosition(track dbus.ObjectPath, to int64) *dbus.Error {
	now, _ := f.state()
	at := time.Duration(to) * time.Microsecond
	if track == trackOf(now.ID) && at >= 0 && (now.Length == 0 || at <= now.Length) {
		f.seekTo(now, at)
	}
	return nil
}

func (f *mediaFace) seekTo(now Media, at time.Duration) {
	at = max(0, at)
	if now.Length > 0 {
		at = min(at, now.Length)
	}
	f.player.remote.Seek(at)
}

func (f *mediaFace) get(iface, name string) (dbus.Variant, *dbus.Error) {
	all, _ := f.getAll(iface)
	v, ok := all[name]
	if !ok {
		return v, errNoSuch
	}
	return v, nil
}

func (f *mediaFace) getAll(iface string) (map[string]dbus.Variant, *dbus.Error) {
	now, at := f.state()
	switch iface {
	case mprisRoot:
		return rootProperties(f.player.raise != nil), nil
	case mprisPlayer:
		all := playerProperties(now)
		all["Position"] = dbus.MakeVariant(at.Microseconds())
		return all, nil
	}
	return nil, nil
}

func (f *mediaFace) set(iface, name string, value dbus.Variant) *dbus.Error {
	number, ok := value.Value().(float64)
	switch {
	case iface != mprisPlayer || name != "Rate" && name != "Volume":
		return errReadOnly
	case !ok || number != number:
		return errBadNumber
	case name == "Volume":
		f.player.remote.SetVolume(min(max(0, number), 1))
	case number == 0:
		f.player.remote.Pause() // as the specification has it
	default:
		f.player.remote.SetSpeed(min(max(slowest, number), fastest))
	}
	return nil
}

const slowest, fastest = 0.5, 3 // of our player

func rootProperties(window bool) map[string]dbus.Variant {
	return variants(map[string]any{
		"CanQuit": false, "CanRaise": window, "HasTrackList": false, "Identity": "Istra Tray",
		"DesktopEntry":        "istratray",
		"SupportedUriSchemes": []string{}, "SupportedMimeTypes": []string{},
	})
}

func playerProperties(m Media) map[string]dbus.Variant {
	status := "Paused"
	switch {
	case m.ID == "":
		status = "Stopped"
	case m.Playing:
		status = "Playing"
	}
	return variants(map[string]any{
		"PlaybackStatus": status, "Rate": m.Speed, "MinimumRate": float64(slowest),
		"MaximumRate": float64(fastest), "Volume": m.Volume,
		"Metadata": metadata(m), "CanGoNext": false, "CanGoPrevious": false, "CanPlay": m.ID != "",
		"CanPause": m.ID != "",
		"CanSeek":  m.Length > 0, "CanControl": true,
	})
}

func metadata(m Media) map[string]dbus.Variant {
	data := map[string]any{"mpris:trackid": trackOf(m.ID)}
	if m.Length > 0 {
		data["mpris:length"] = m.Length.Microseconds()
	}
	if m.Title != "" {
		data["xesam:title"] = m.Title
	}
	if m.Artist != "" {
		data["xesam:artist"] = []string{m.Artist}
	}
	return variants(data)
}

// trackOf makes a path of an ID, which may hold anything.
func trackOf(id string) dbus.ObjectPath {
	if id == "" {
		return noTrack
	}
	return dbus.ObjectPath(fmt.Sprintf("/org/istratray/voicemail/_%x", id))
}

func variants(values map[string]any) map[string]dbus.Variant {
	all := make(map[string]dbus.Variant, len(values))
	for name, value := range values {
		all[name] = dbus.MakeVariant(value)
	}
	return all
}

// change tells the bus what is different now.
func (f *mediaFace) change(conn *dbus.Conn, now Media) {
	f.mu.Lock()
	was, expected := f.now, f.now.positionAfter(time.Since(f.at))
	f.now, f.at = now, time.Now()
	f.mu.Unlock()
	before, after := playerProperties(was), playerProperties(now)
	maps.DeleteFunc(after, func(name string, v dbus.Variant) bool { return v.String() == before[name].String() })
	if len(after) > 0 {
		_ = conn.Emit(mprisPath, properties+".PropertiesChanged", mprisPlayer, after, []string{})
	}
	if off := (now.Position - expected).Abs(); now.ID == was.ID && now.ID != "" && off > jump {
		_ = conn.Emit(mprisPath, mprisPlayer+".Seeked", now.Position.Microseconds())
	}
}
