package tray

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"istratray/app/inbox"
	"istratray/internal/hostile"
)

// Whatever a caller is called, the menu that the panel reads over the bus holds the same lines, each a
// single harmless one, with the words of the program before and after the name.
func TestHostileNamesInTheMenu(t *testing.T) {
	texts := hostile.Texts()
	first := snapshot(inbox.Online, 0, 0)
	first.Snoozed = noon.Add(time.Hour)
	tr, host := hostWithMenu(t, first)
	for _, s := range texts {
		snap := snapshot(inbox.Online, 1, 1)
		snap.Account.Login, snap.Account.Server = s, s
		snap.Voicemails = []inbox.Voicemail{{ID: s, Label: s, Number: s, Time: noon, Seconds: 24}}
		snap.Calls = []inbox.Call{{ID: s, Label: s, Number: s, Time: noon, Missed: true}}
		if s == "" {
			snap.Voicemails[0].ID, snap.Calls[0].ID = "v", "c"
		}
		tr.Show(snap)
		var menu []line
		for menu == nil || !strings.HasPrefix(labelOf(menu, "Missed call: "), "Missed call: "+english.caller(s, s)) {
			if menu != nil {
				host.changed("LayoutUpdated")
			}
			menu = host.lines()
		}
		checkMenu(t, menu, s)
		if got := host.tooltip(); got != "1 voicemail, 1 missed call" {
			t.Errorf("%.40q: the tooltip is %q", s, got)
		}
	}
}

func labelOf(menu []line, prefix string) string {
	for _, l := range menu {
		if strings.HasPrefix(l.label, prefix) {
			return l.label
		}
	}
	return ""
}

func checkMenu(t *testing.T, menu []line, s string) {
	t.Helper()
	shown := fmt.Sprintf("%.40q", s)
	for _, l := range menu {
		if why := hostile.Misread(l.label); why != "" {
			t.Errorf("%s: %q holds %s", shown, l.label, why)
		}
		if n := utf8.RuneCountInString(l.label); n > nameWidth+40 {
			t.Errorf("%s: %d characters in a line", shown, n)
		}
		checkMenu(t, l.children, s)
	}
	if v := labelOf(menu, "Voicemail: "); v != "" && !strings.HasSuffix(v, " · 0:24 · "+english.moment(noon)) {
		t.Errorf("%s: %q", shown, v)
	}
}
