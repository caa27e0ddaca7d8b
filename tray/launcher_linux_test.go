package tray

import (
	"testing"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus/bustest"
	"istratray/app/inbox"
)

// Docks are told how many items wait: each number once, and those again that come later.
func TestDocksAreToldTheNumber(t *testing.T) {
	b := bustest.Start(t)
	conn := b.Connect()
	if err := conn.AddMatchSignal(dbus.WithMatchInterface(launcherInterface)); err != nil {
		t.Fatal(err)
	}
	signals := make(chan *dbus.Signal, 8)
	conn.Signal(signals)
	tr := run(t, long)
	told := func(want int64) {
		t.Helper()
		s := await(t, signals, "an update")
		for s.Name != launcherInterface+".Update" {
			s = await(t, signals, "an update")
		}
		facts, _ := s.Body[1].(map[string]dbus.Variant)
		if s.Body[0] != "application://istratray.desktop" || facts["count"].Value() != want ||
			facts["count-visible"].Value() != (want > 0) {
			t.Errorf("told %v, want %d", s.Body, want)
		}
	}
	tr.Show(snapshot(inbox.Online, 0, 0)) // is not worth telling
	tr.Show(snapshot(inbox.Online, 11, 1))
	told(12)
	tr.Refresh()
	if _, err := conn.RequestName(launcherHost, 0); err != nil {
		t.Fatal(err)
	}
	told(12)
	tr.Show(snapshot(inbox.Online, 1234, 1))
	told(1235) // how it is shortened is the dock's
	tr.Show(snapshot(inbox.Online, 0, 0))
	told(0)
	b.Stop()
	b.Run()
	conn = b.Connect()
	signals = make(chan *dbus.Signal, 8)
	conn.Signal(signals)
	if err := conn.AddMatchSignal(dbus.WithMatchInterface(launcherInterface)); err != nil {
		t.Fatal(err)
	}
	tr.Show(snapshot(inbox.Online, 3, 0))
	told(3)
}
