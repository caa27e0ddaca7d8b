//go:build desktop

package scenarios

import (
	"testing"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// Who called without success waits on the list until called back; who is put off for later stays off it, over a
// restart too, unless they call again.
func TestWhoCalledInVainIsCalledBack(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{LogPlaced: true})
	s.platform.Faults().Set(istratest.Quirks{ChattyFrames: true}) // it pushes, too, that a call was placed
	s.signIn("--hidden")
	missed := func(name, number string) {
		s.platform.AddCall(istratest.Call{RemoteLabel: name, RemoteNumber: number, Missed: true,
			Ring: 12 * time.Second})
		s.desk.Notifications().Wait("Missed call from "+name, patience)
	}
	missed("Tom Becker", "+497231555123")
	missed("Anna Schmidt", "+497231555456")
	s.waitBadge(2, patience)

	s.tray.Activate()
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.Key("ctrl+3")
	window.WaitText("2 to call back", patience)
	s.shot("two-wait")
	window.ClickText("Anna Schmidt")
	window.ClickText("Later")
	window.ClickText("In 1 hour")
	window.WaitText("1 to call back", patience)
	window.ClickTextBeside("Done", "Call back")
	s.await("the call", func(p istratest.State) bool { return len(p.Placed) == 1 })
	window.WaitText("You’re all caught up", patience)
	s.shot("nobody-waits")
	if placed := s.platform.PlacedCalls()[0].Destination; placed != "00497231555123" && placed != "000497231555123" {
		t.Errorf("placed a call to %s", placed)
	}
	s.quit()

	s.agent = s.desk.Spawn(program)
	s.waitState("online")
	window = s.desk.WaitWindow("Istra Tray", patience)
	window.Key("ctrl+3")
	window.WaitText("You’re all caught up", patience)
	missed("Anna Schmidt", "+497231555456")
	window.WaitText("1 to call back", patience)
	s.shot("again")
	s.quit()
}
