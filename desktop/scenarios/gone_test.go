//go:build desktop

package scenarios

import (
	"errors"
	"syscall"
	"testing"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// A window that is killed costs the window only; one that is asked for as it closes comes again; and one
// whose agent is killed ends, and says why.
func TestKilledWindowAndKilledAgent(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, withMessage())
	s.signIn("--hidden")
	s.tray.Activate()
	s.desk.WaitWindow("Istra Tray", patience)
	s.succeeds("show") // it has reported that it is on its screen
	killed := s.theWindow()
	s.must(syscall.Kill(killed, syscall.SIGKILL))
	s.gone(killed)
	s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "David Okafor", RemoteNumber: "200"})
	n := s.desk.Notifications().Wait("David Okafor", soon)
	s.waitBadge(2, soon)
	s.desk.Notifications().Act(n.ID, "default")
	s.desk.WaitWindow("Istra Tray", patience)

	for range 3 {
		closing := s.theWindow()
		s.desk.WaitWindow("Istra Tray", patience).Close()
		s.desk.WaitNoWindow("Istra Tray", patience) // its process is still there
		s.succeeds("show")
		rig.Eventually(t, patience, "another window opens", func() error {
			if children := s.agent.Children(); len(children) != 1 || children[0] == closing ||
				!s.desk.WindowExists("Istra Tray") {
				return errors.New("not yet")
			}
			return nil
		})
	}
	s.desk.WaitWindow("Istra Tray", patience).WaitText("David Okafor", patience)
	s.shot("again")
	orphan := s.theWindow()
	s.agent.Kill()
	s.gone(orphan)
	s.agent.WaitStderr("Istra Tray does not answer", patience) // the window's words, on the same standard error
	s.desk.WaitNoTray("istratray", patience)

	s.agent = s.desk.Spawn(program, "--hidden")
	s.waitState("online")
	s.waitBadge(2, patience)
	if all := s.desk.Notifications().All(); len(all) != 1 {
		t.Errorf("after a kill, these have been announced: %v", all)
	}
	s.quit()
}

// theWindow is the process of the one window that is open.
func (s *story) theWindow() int {
	s.Helper()
	children := s.agent.Children()
	if len(children) != 1 {
		s.Fatalf("the agent has children %v, want one window", children)
	}
	return children[0]
}
