package tray

import "istratray/app/inbox"

// face is what the icon says besides the number.
type face uint8

const (
	calm     face = iota // all is well; the number, if any, is right
	waiting              // connecting: what is shown may be old
	offline              // what is shown is old
	needsYou             // only a person can continue
)

// most is the highest number on the badge; what is over it is shown as "9+".
const most = 10

// icon is everything the drawing depends on. Equal icons look alike.
type icon struct {
	face  face
	badge int // 0 = none; most = "9+"
}

// iconFor decides what the icon shows. An unknown number is never shown as none: the face says that it isn't known.
func iconFor(s inbox.Snapshot) icon {
	ic := icon{face: faceFor(s)}
	if s.Known && ic.face != needsYou {
		ic.badge = min(most, max(0, s.Counts.Badge()))
	}
	return ic
}

func faceFor(s inbox.Snapshot) face {
	switch s.Connection.State {
	case inbox.Online:
		return calm
	case inbox.Connecting, inbox.Syncing, inbox.Offline, "":
		if s.Connection.Outage() {
			return offline
		}
		return waiting
	}
	return needsYou
}
