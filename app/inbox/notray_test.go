package inbox_test

import (
	"testing"

	"istratray/app/inbox"
)

// A desktop without a tray has none for the next account either, until there is one.
func TestTheTrayIsTheDesktops(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	missing := inbox.Reason{Reason: "no-tray"}
	for _, event := range []inbox.Event{inbox.TrayChanged{Missing: missing},
		inbox.AccountChosen{Account: inbox.Account{Login: "tom"}}} {
		d.apply(event)
		if got := d.state.Snapshot().NoTray; got != missing {
			t.Errorf("after %T: %v", event, got)
		}
	}
	d.apply(inbox.TrayChanged{})
	if got := d.state.Snapshot().NoTray; got != (inbox.Reason{}) {
		t.Errorf("a tray is there: %v", got)
	}
}
