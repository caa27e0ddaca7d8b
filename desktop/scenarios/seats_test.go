//go:build desktop

package scenarios

import (
	"os/exec"
	"path/filepath"
	"testing"

	"istratray/desktop/rig"
)

// One person in two sessions, at two seats: an account, two screens. With one bus for both, as systemd has it, one
// agent opens the window where it is asked for. With a bus each, the program is where it was started last, and goes
// back when that session ends; the password goes along, which no keyring has.
func TestTwoSeats(t *testing.T) {
	for name, wm := range map[string]string{"X11 and X11": "", "X11 and Wayland": rig.Sway} {
		t.Run(name, func(t *testing.T) {
			s := begin(t, rig.Options{Sound: rig.None, Keyring: rig.None}, withMessage())
			s.signIn()
			s.desk.WaitInFront("Istra Tray", patience)
			other := rig.Start(t, rig.Options{WM: wm, Sound: rig.None, Keyring: rig.None})
			s.oneBus(other)

			first := s.agent
			s.agent = other.Start(s.at(other, program))
			s.endsWell(first)
			other.WaitInFront("Istra Tray", patience)
			other.WaitTray("istratray", patience)
			s.desk.WaitNoWindow("Istra Tray", patience)
			s.desk.WaitNoTray("istratray", patience)
			s.waitState("online")

			other.Logout()
			s.tray = s.desk.WaitTray("istratray", patience)
			s.waitState("online")
			if s.desk.WindowExists("Istra Tray") {
				t.Error("a window opens unasked")
			}
			s.succeeds("show")
			s.desk.WaitInFront("Istra Tray", patience)
			s.shot("back")
			s.quit()
		})
	}
}

// oneBus shows the window on either screen of two sessions that share their bus.
func (s *story) oneBus(other *rig.Desk) {
	s.Helper()
	show := s.at(other, program, "show")
	show.Env = append(show.Env, "DBUS_SESSION_BUS_ADDRESS="+s.desk.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	s.endsWell(other.Start(show))
	other.WaitInFront("Istra Tray", patience)
	s.desk.WaitNoWindow("Istra Tray", patience)
	s.succeeds("show")
	s.desk.WaitInFront("Istra Tray", patience)
	other.WaitNoWindow("Istra Tray", patience)
	if !s.agent.Alive() {
		s.Errorf("the agent has ended: %s", s.agent.Stderr())
	}
}

// endsWell waits for the end of a program.
func (s *story) endsWell(p *rig.Process) {
	s.Helper()
	if code := p.Wait(patience); code != 0 {
		s.Errorf("exit code %d: %s", code, p.Stderr())
	}
}

// at is a start in another session of the same person, whose files and socket are where they are.
func (s *story) at(other *rig.Desk, program string, args ...string) *exec.Cmd {
	cmd := other.Command(program, args...)
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"} {
		cmd.Env = append(cmd.Env, name+"="+s.desk.Getenv(name))
	}
	if socket := other.Getenv("WAYLAND_DISPLAY"); socket != "" {
		cmd.Env = append(cmd.Env, "WAYLAND_DISPLAY="+filepath.Join(other.Getenv("XDG_RUNTIME_DIR"), socket))
	}
	return cmd
}
