//go:build desktop

package scenarios

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"istratray/app/settings"
	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// The user's own page for a caller opens in the browser from the notification, the tray's menu and the window, with
// number, name and ID; what a name holds can't be more than a value.
func TestTheCallersPageOpensInTheBrowser(t *testing.T) {
	bin := t.TempDir()
	opened := filepath.Join(bin, "opened")
	if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte("#!/bin/sh\nprintf '%s\\n' \"$@\" >>"+opened+"\n"),
		0o700); err != nil { // #nosec G306 -- a test's own browser
		t.Fatal(err)
	}
	s := begin(t, rig.Options{Sound: rig.None, Env: []string{"PATH=" + bin + ":" + os.Getenv("PATH")}},
		istratest.Options{})
	s.signIn("--hidden")
	p := s.preferences(s.client())
	p.CallerPage = settings.CallerPage{Label: "Open in CRM",
		URL: "https://crm.example.com/?tel={number}&who={name}&id={id}"}
	s.must(s.client().SetSettings(t.Context(), p))
	id := s.platform.AddCall(istratest.Call{RemoteLabel: "Keller & Co?x=1", RemoteNumber: "+49723126120",
		RemoteType: "EXTERNAL_NUMBER", Incoming: true, Missed: true, Ring: 9 * time.Second, Time: time.Now()})
	want := "https://crm.example.com/?tel=%2B49723126120&who=Keller%20%26%20Co%3Fx%3D1&id=" + id
	n := 0
	isOpen := func(from string) {
		t.Helper()
		n++
		rig.Eventually(s, patience, "the page opens from "+from, func() error {
			text, _ := os.ReadFile(opened)
			if got := string(text); got != strings.Repeat(want+"\n", n) {
				return fmt.Errorf("opened: %q, want %q", got, want)
			}
			return nil
		})
	}
	popup := s.desk.Notifications().Wait("Keller", patience)
	s.waitBadge(1, patience) // the agent has the call that it shows
	s.desk.Notifications().Act(popup.ID, "page")
	isOpen("the notification")
	s.inMenu("Missed call: Keller & Co?x=1")
	s.tray.ClickMenu("Open in CRM")
	isOpen("the tray")
	s.succeeds("show", id, "--call")
	s.desk.Accessible("istratray").Wait(rig.Button, "Open in CRM", patience).Press()
	isOpen("the window")
	s.quit()
}
