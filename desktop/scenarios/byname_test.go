//go:build desktop

package scenarios

import (
	"errors"
	"fmt"
	"testing"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// Someone who sees nothing of it signs in, hears a message, calls back and changes a setting: by names,
// roles and states alone, with no look at the screen.
func TestADayByNames(t *testing.T) {
	mailbox := withMessage()
	s := begin(t, rig.Options{}, mailbox)
	s.agent = s.desk.Spawn(program)
	window := s.desk.Accessible("istratray") // whoever comes later finds the window, too
	s.desk.WaitWindow("Istra Tray", patience)

	window.Wait(rig.Entry, "Server", patience).Set(s.platform.Host())
	window.Wait(rig.Entry, "Login", patience).Set(s.platform.Login())
	password := window.Wait(rig.Password, "Password", patience)
	password.Set(s.platform.Password())
	if text := password.Text(); text == s.platform.Password() || len([]rune(text)) != len(s.platform.Password()) {
		t.Errorf("the password is told: %q", text)
	}
	window.Wait(rig.Button, "Sign in", patience).Press()
	window.Wait(rig.Heading, "Is this your server?", patience)
	window.Wait(rig.Button, "Trust this server", patience).Press()
	window.Wait(rig.CheckBox, "Open at login", patience)
	window.Wait(rig.Button, "Continue", patience).Press()
	window.Wait(rig.Heading, "Names instead of numbers", patience)
	window.Wait(rig.Button, "Skip", patience).Press()

	s.waitThing(window, rig.ListItem, "Anna Schmidt, unread", func(row *rig.Thing) bool { return row.Is(rig.Selected) })
	recording := s.desk.Record()
	window.Wait(rig.ListItem, "Anna Schmidt, unread", patience).Do("activate")
	recording.WaitSound(patience)
	window.Wait(rig.Button, "Pause", patience).Press()
	window.Wait(rig.Button, "Play", patience)
	// heard is read
	s.waitThing(window, rig.ListItem, "Anna Schmidt, paused, Voicemail", func(*rig.Thing) bool { return true })

	window.Wait(rig.Button, "Call back", patience).Press()
	s.await("the call", func(p istratest.State) bool { return len(p.Placed) == 1 })

	window.Wait(rig.PageTab, "Settings", patience).Press()
	s.waitThing(window, rig.PageTab, "Settings", func(tab *rig.Thing) bool { return tab.Is(rig.Selected) })
	silence := window.Wait(rig.CheckBox, "Skip silence", patience)
	silence.Focus()
	silence.Press()
	s.waitThing(window, rig.CheckBox, "Skip silence", func(box *rig.Thing) bool {
		return box.Is(rig.Focused) && box.Is(rig.Checked) != silence.Is(rig.Checked)
	})
	window.Wait(rig.MenuItem, "1.5×", patience).Press()
	client := s.client()
	rig.Eventually(t, patience, "the settings are kept", func() error {
		settings, err := client.Settings(t.Context())
		if err == nil && (settings.Playback.Speed != 1.5 || settings.Playback.SkipSilence == silence.Is(rig.Checked)) {
			err = fmt.Errorf("they are %+v", settings.Playback)
		}
		return err
	})
	s.deleted()
	s.quit()
	if things, err := window.Things(); err == nil {
		t.Errorf("of the closed window there are still %d things", len(things))
	}
}

// waitThing waits until something of that role and name is as it should be.
func (s *story) waitThing(window *rig.Accessible, role int, name string, ok func(*rig.Thing) bool) {
	s.Helper()
	rig.Eventually(s, patience, fmt.Sprintf("%q is as it should be", name), func() error {
		if !ok(window.Wait(role, name, patience)) {
			return errors.New("not yet")
		}
		return nil
	})
}
