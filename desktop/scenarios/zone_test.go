//go:build desktop

package scenarios

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"istratray/desktop/rig"
	"istratray/internal/need"
	"istratray/istraclient/istratest"
)

// elsewhere runs a program with a file of its own as the computer's time zone.
const elsewhere = `mount --make-rprivate / && mount --bind "$ZONE" /etc/localtime || exit 77
echo "$SECRET" | exec "$@"`

// Quiet hours are those of where the computer is: it flies to Tokyo, where they are over.
func TestQuietHoursFollowTheComputer(t *testing.T) {
	b := newBare(t)
	zone := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join("/usr/share/zoneinfo", name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	file := b.file("localtime", zone("Etc/UTC"))
	cmd := exec.Command("sh", append([]string{"-c", elsewhere, "sh", program}, b.account()...)...)
	cmd.Env, cmd.Dir = append(b.env, "ZONE="+file, "SECRET="+b.platform.Password()), b.home
	cmd.SysProcAttr = ownMounts()
	agent, client := launch(t, cmd), b.clientOf("default")
	rig.Eventually(t, patience, "the program is online", func() error {
		if agent.hasEnded() && cmd.ProcessState.ExitCode() == 77 && os.Getenv("CI") != "true" {
			t.Skip("nothing can be mounted here")
		}
		status, err := client.Status(t.Context())
		if err == nil && status.State != "online" {
			err = errors.New(string(status.State))
		}
		return err
	})
	preferences, err := client.Settings(t.Context())
	if err == nil {
		now := time.Now().UTC()
		preferences.Notifications.QuietFrom = now.Add(-2 * time.Hour).Format("15:04")
		preferences.Notifications.QuietTo = now.Add(2 * time.Hour).Format("15:04")
		preferences.Hook = []string{need.Tool(t, "touch"), filepath.Join(b.home, "hooked")}
		err = client.SetSettings(t.Context(), preferences)
	}
	if err != nil {
		t.Fatal(err)
	}
	b.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Too early", RemoteNumber: "200"})
	rig.Eventually(t, patience, "the voicemail is dealt with", func() error {
		_, err := os.Stat(filepath.Join(b.home, "hooked"))
		return err
	})
	b.file("localtime", zone("Asia/Tokyo"))
	rig.Eventually(t, patience, "a voicemail is announced", func() error {
		if len(b.daemon.All()) > 0 {
			return nil
		}
		b.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "In good time", RemoteNumber: "201"})
		return errors.New("none was")
	})
	for _, n := range b.daemon.All() {
		if strings.Contains(n.Summary, "Too early") {
			t.Errorf("announced in quiet hours: %q", n)
		}
	}
	if code := agent.quit(b, "default"); code != 0 {
		t.Errorf("the program ended with code %d", code)
	}
}

// ownMounts lets a process mount what nobody else sees.
func ownMounts() *syscall.SysProcAttr {
	a := &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		a.Cloneflags |= syscall.CLONE_NEWUSER
		a.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
	}
	return a
}
