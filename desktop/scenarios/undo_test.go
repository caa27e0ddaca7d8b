//go:build desktop

package scenarios

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// What is deleted can be had back as long as the window offers it, and the platform hears nothing of it;
// what is not had back it hears of once; and what it refuses to delete comes back by itself.
func TestDeleteAndUndo(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{Voicemails: threeMessages()})
	s.signIn()
	client := s.client()
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.WaitText("Anna Schmidt", patience)

	window.ClickText("Delete")
	s.waitCallers(client, "Tom Becker", "Maria Rossi")
	s.shot("undo")
	s.undo(window, client, "Anna Schmidt", "Tom Becker", "Maria Rossi")

	window.ClickText("Tom Becker")
	window.ClickText("Delete")
	s.waitCallers(client, "Anna Schmidt", "Maria Rossi")
	s.waitRows("Anna Schmidt", "Maria Rossi")
	s.await("the deletion", func(p istratest.State) bool { return len(p.Voicemails) == 2 })
	s.deleted("202") // by now Anna's would have been due as well

	s.platform.Faults().Add(istratest.Fault{Match: "v1/logs/Voicemail", Method: http.MethodDelete,
		Status: http.StatusConflict, Text: "The archive keeps it", Times: 1})
	window.ClickText("Maria Rossi")
	window.ClickText("Delete")
	s.waitCallers(client, "Anna Schmidt")
	s.waitCallers(client, "Anna Schmidt", "Maria Rossi")
	window.WaitText("could not be deleted.", patience)
	s.shot("refused")
	s.deleted("202", "201")
	s.quit()
}

// threeMessages are unread voicemails from Anna Schmidt, Tom Becker and Maria Rossi, newest first.
func threeMessages() []istratest.Voicemail {
	return []istratest.Voicemail{
		{ID: "203", RemoteLabel: "Anna Schmidt", RemoteNumber: "+4972311234", Time: time.Now().Add(-time.Minute)},
		{ID: "202", RemoteLabel: "Tom Becker", RemoteNumber: "+4972316260", Time: time.Now().Add(-time.Hour)},
		{ID: "201", RemoteLabel: "Maria Rossi", RemoteNumber: "214", Internal: true,
			Time: time.Now().Add(-2 * time.Hour)},
	}
}

// waitCallers waits until the voicemails that are not about to be deleted are from these, newest first.
func (s *story) waitCallers(c *control.Client, want ...string) {
	s.Helper()
	rig.Eventually(s, patience, fmt.Sprintf("the voicemails are from %q", want), func() error {
		list, err := c.Voicemails(s.Context(), false)
		var callers []string
		for _, v := range list {
			callers = append(callers, v.Label)
		}
		if err == nil && !slices.Equal(callers, want) {
			err = fmt.Errorf("they are from %q", callers)
		}
		return err
	})
}

// undo presses Ctrl+Z until it counts: the window offers it a moment after the voicemail is gone.
func (s *story) undo(window *rig.Window, c *control.Client, want ...string) {
	s.Helper()
	rig.Eventually(s, patience, "the voicemail is back", func() error {
		list, err := c.Voicemails(s.Context(), false)
		if err == nil && len(list) != len(want) {
			window.Key("ctrl+z")
			err = fmt.Errorf("%d voicemails are listed", len(list))
		}
		return err
	})
	s.waitCallers(c, want...)
	s.waitRows(want...)
}

// waitRows waits until the window lists voicemails from these, newest first: it hears of a change after the agent.
func (s *story) waitRows(want ...string) {
	s.Helper()
	window := s.desk.Accessible("istratray")
	rig.Eventually(s, patience, fmt.Sprintf("the rows are of %q", want), func() error {
		things, err := window.Things()
		var callers []string
		for _, thing := range things {
			caller, rest, _ := strings.Cut(thing.Name, ", ")
			if thing.Role == rig.ListItem && strings.Contains(rest, "Voicemail") {
				callers = append(callers, caller)
			}
		}
		if err == nil && !slices.Equal(callers, want) {
			err = fmt.Errorf("they are of %q", callers)
		}
		return err
	})
}

// deleted wants exactly these requests to delete voicemails on the platform, in order.
func (s *story) deleted(ids ...string) {
	s.Helper()
	var got []string
	for _, r := range s.platform.RequestsTo(http.MethodDelete, "v1/logs/Voicemail") {
		got = append(got, r.Path[len(r.Path)-3:])
	}
	if !slices.Equal(got, ids) {
		s.Errorf("the platform was asked to delete %q, want %q", got, ids)
	}
}
