package session_test

import (
	"fmt"
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient/istratest"
)

// userName is the person; the enterprise and the extension have keys of their own.
func TestWhoIsSignedIn(t *testing.T) {
	inWorld(t, istratest.Options{
		Name: "Eve Adams", Company: "Apples Ltd", Extension: "4711", Calls: []istratest.Call{{RemoteLabel: "Tom", Incoming: true}},
	}, func(w *world) {
		a := w.snapshot().Account
		if a.Name != "Eve Adams" || a.Company != "Apples Ltd" || a.Extension != "4711" || a.Platform != (inbox.Platform{Version: "9.1", Build: "9.1.0-20160219"}) {
			t.Errorf("%+v", a)
		}
	})
}

func TestTextMessagesAreCountedOutsideTheBadge(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		for _, n := range []int{3, 0} {
			w.platform.SetTextMessages(n)
			w.wait(time.Second, "text messages", func() error {
				if c := w.snapshot().Counts; c.TextMessages != n || c.Badge() != 0 {
					return fmt.Errorf("%+v", c)
				}
				return nil
			})
		}
	})
}
