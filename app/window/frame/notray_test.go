package frame_test

import (
	"testing"

	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/memory"
)

// TestNoTrayIsSaidWhereTheTrayIsSpokenOf opens the window of a desktop that shows no tray icons, some time after that
// was found out.
func TestNoTrayIsSaidWhereTheTrayIsSpokenOf(t *testing.T) {
	const (
		stays   = "You can close this window: Istra Tray stays in the tray and tells you about missed calls and voicemails."
		appears = "Only the tray icon appears."
		help    = "There is no bar with a tray. Waybar has one as its module “tray”. Notifications and the window work " +
			"without it: run “istratray show”."
	)
	for _, missing := range []bool{false, true} {
		s := fake.Snapshot(bench.Noon)
		want, never := []string{stays, appears}, []string{help}
		if missing {
			s.NoTray = inbox.Reason{Reason: "no-tray-bar"}
			want, never = never, want
		}
		b := bench.New(t, s)
		b.Memory.Change(func(m *memory.Memory) { m.Told = false })
		b.Agent.Change(func(*inbox.Snapshot) {})
		b.Settle()
		b.Expect(want[0])
		b.ExpectNot(never[0])
		b.Tap("Settings")
		b.Settle()
		b.Expect(want[len(want)-1])
		b.ExpectNot(never[len(never)-1])
	}
}
