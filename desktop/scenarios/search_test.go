//go:build desktop

package scenarios

import (
	"path/filepath"
	"testing"
	"time"

	"istratray/desktop/archive"
	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// Who called once, years ago, is found among a hundred thousand calls by a piece of the name or the number.
func TestSearchInAHundredThousandCalls(t *testing.T) {
	calls := archive.Calls(100_000, time.Now())
	calls[30_000].RemoteLabel, calls[30_000].RemoteNumber = "Wilhelmina Overbeek", "+31205550199"
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{Calls: calls})
	s.must(archive.Keep(filepath.Join(s.desk.Getenv("XDG_STATE_HOME"), "istratray", "default", "store.db"), s.platform))
	s.signIn("--hidden")
	s.tray.Activate()
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.Key("ctrl+2")
	window.WaitText("100,000 calls", patience)
	s.shot("all")
	s.platform.AddCall(istratest.Call{RemoteLabel: "Tom Becker", RemoteNumber: "214", Internal: true, Talk: time.Minute,
		Incoming: true, Missed: true})
	window.WaitText("100,001 calls", patience)

	window.Key("ctrl+f")
	window.Type("overb")
	window.WaitText("1 call", patience)
	window.WaitText("Wilhelmina Overbeek", patience)
	s.shot("found-by-name")
	window.Key("ctrl+a")
	window.Type("020 555-0199")
	window.WaitText("Wilhelmina Overbeek", patience)
	s.shot("found-by-number")
	window.Key("ctrl+a")
	window.Type("nobody of that name")
	window.WaitText("No results", patience)

	window.Key("Escape")
	window.WaitNoText("No results", patience)
	window.Key("Down", "End") // to the list, and to its other end
	window.WaitText(calls[0].Time.Local().Format("2 January 2006, 15:04"), patience)
	s.shot("oldest")
	s.quit()
}
