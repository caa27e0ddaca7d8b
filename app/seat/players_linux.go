package seat

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

// The names of the Media Player Remote Interfacing Specification, MPRIS.
const (
	mprisPrefix = "org.mpris.MediaPlayer2."
	mprisPath   = dbus.ObjectPath("/org/mpris/MediaPlayer2")
	mprisPlayer = "org.mpris.MediaPlayer2.Player"
	mprisProxy  = mprisPrefix + "playerctld" // stands for one of the others
)

const (
	playerLimit = time.Second // for one player's answer
	mostPlayers = 32
)

// otherPlayer identifies a player by its bus name and the owner of that name, so that a different process is not
// resumed.
type otherPlayer struct{ name, owner string }

// pausePlayers pauses those that play, and returns them.
func pausePlayers(ctx context.Context) ([]otherPlayer, error) {
	conn, err := bus.Connect(ctx)
	if errors.Is(err, bus.ErrNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	var names []string
	if err := conn.BusObject().CallWithContext(ctx, bus.Name+".ListNames", 0).Store(&names); err != nil {
		return nil, err
	}
	var all []otherPlayer
	for _, name := range names {
		if strings.HasPrefix(name, mprisPrefix) && name != mprisProxy && !ourOwn(ctx, conn, name) &&
			len(all) < mostPlayers {
			all = append(all, otherPlayer{name: name})
		}
	}
	return eachPlayer(ctx, conn, all, "Playing", "Pause"), nil
}

// ourOwn reports whether a player is this process's.
func ourOwn(ctx context.Context, conn *dbus.Conn, name string) bool {
	var pid uint32
	return strings.HasPrefix(name, mprisOwn) &&
		conn.BusObject().CallWithContext(ctx, bus.Name+".GetConnectionUnixProcessID", 0, name).Store(&pid) == nil &&
		int(pid) == os.Getpid()
}

// resumePlayers resumes the players that are still paused.
func resumePlayers(ctx context.Context, players []otherPlayer) error {
	conn, err := bus.Connect(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	eachPlayer(ctx, conn, players, "Paused", "Play")
	return nil
}

// eachPlayer calls a method of the players with that playback status, all at once, and returns those.
func eachPlayer(ctx context.Context, conn *dbus.Conn, players []otherPlayer, status, method string) []otherPlayer {
	var all sync.WaitGroup
	done := make([]bool, len(players))
	for i := range players {
		all.Go(func() { done[i] = players[i].change(ctx, conn, status, method) })
	}
	all.Wait()
	var changed []otherPlayer
	for i, ok := range done {
		if ok {
			changed = append(changed, players[i])
		}
	}
	return changed
}

// change calls a method if the player has that playback status and its name still has the same owner.
func (p *otherPlayer) change(ctx context.Context, conn *dbus.Conn, status, method string) bool {
	ctx, cancel := context.WithTimeout(ctx, playerLimit)
	defer cancel()
	var owner string
	if conn.BusObject().CallWithContext(ctx, bus.Name+".GetNameOwner", 0, p.name).Store(&owner) != nil ||
		p.owner != "" && owner != p.owner {
		return false
	}
	p.owner = owner
	player := conn.Object(owner, mprisPath)
	var now dbus.Variant
	err := player.CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", 0, mprisPlayer,
		"PlaybackStatus").Store(&now)
	if err != nil || now.Value() != status {
		return false
	}
	player.CallWithContext(ctx, mprisPlayer+"."+method, 0)
	return true // whatever the answer, even none because we are ending: it may have done so
}
