//go:build desktop

package scenarios

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"istratray/desktop/rig"
	"istratray/internal/need"
	"istratray/istraclient/istratest"
)

// playerctl is what media keys and scripts use.
func (s *story) playerctl(args ...string) string {
	s.Helper()
	cmd := exec.Command(need.Tool(s, "playerctl"), append([]string{"--player=istratray"}, args...)...)
	cmd.Env = s.desk.Env()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return err.Error() + ": " + string(out)
	}
	return strings.TrimSpace(string(out))
}

func (s *story) waitPlayer(want string, args ...string) {
	s.Helper()
	rig.Eventually(s, patience, fmt.Sprintf("playerctl %v says %q", args, want), func() error {
		if got := s.playerctl(args...); !strings.Contains(got, want) {
			return fmt.Errorf("it says %q", got)
		}
		return nil
	})
}

// While a message plays, media keys and lock screens have it as any other player's.
func TestMediaKeys(t *testing.T) {
	s := begin(t, rig.Options{}, istratest.Options{})
	s.signIn("--hidden")
	s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna Schmidt", RemoteNumber: "+4972311234",
		Speech: "review"}) // it lasts longer than the looks at it take
	popup := s.desk.Notifications().Wait("Anna Schmidt", patience)
	s.waitPlayer("No players found", "status")
	s.desk.Notifications().Act(popup.ID, "play")
	s.waitPlayer("Playing", "status")
	s.playerctl("pause")
	s.waitPlayer("Paused", "status")
	s.waitPlayer("Voicemail Anna Schmidt", "metadata", "--format", "{{title}} {{artist}}")
	s.shot("paused")
	lock := rig.Lock(s, s.desk.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	rig.Eventually(s, patience, "the lock screen names nobody", func() error {
		if got := s.playerctl("metadata", "--format", "{{title}}/{{artist}}"); got != "Voicemail/" {
			return fmt.Errorf("it has %q", got)
		}
		return nil
	})
	lock.Set(false)
	s.waitPlayer("Anna Schmidt", "metadata", "artist")
	s.playerctl("position", "1")
	rig.Eventually(s, patience, "it stands at 1 s", func() error {
		if got := s.playerctl("position"); !strings.HasPrefix(got, "1.0") {
			return fmt.Errorf("it is at %q", got)
		}
		return nil
	})
	s.playerctl("play-pause")
	s.waitPlayer("Playing", "status")
	s.playerctl("stop")
	s.waitPlayer("No players found", "status")
	s.quit()
}
