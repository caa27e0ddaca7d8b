//go:build desktop

package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

func (s *story) missed(label, number string) {
	s.platform.AddCall(istratest.Call{RemoteLabel: label, RemoteNumber: number, Incoming: true, Missed: true,
		Ring: 12 * time.Second, Time: time.Now()})
}

// waitShown waits until so many notifications are to be seen.
func (s *story) waitShown(n int) {
	s.Helper()
	rig.Eventually(s, patience, fmt.Sprintf("%d notifications are shown", n), func() error {
		if shown := s.desk.Notifications().Shown(); len(shown) != n {
			return fmt.Errorf("shown are %v", shown)
		}
		return nil
	})
}

// named looks for what a stranger could read on the screen.
func (s *story) named(texts ...string) error {
	for _, n := range s.desk.Notifications().Shown() {
		for _, text := range texts {
			if strings.Contains(n.String(), text) {
				return fmt.Errorf("%q can be read in %v", text, n)
			}
		}
	}
	return nil
}

// While the screen is locked nobody reads who called; then one notification tells it.
func TestALockedScreen(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{})
	s.signIn("--hidden")
	s.succeeds("vip", "+4930901820", "on")
	s.missed("Carla Before", "+4989555100")
	s.desk.Notifications().Wait("Carla", patience)
	lock := rig.Lock(s, s.desk.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	rig.Eventually(s, patience, "what is on the screen names nobody", func() error { return s.named("Carla", "555") })

	s.missed("Anna Keller", "+49723126120")
	s.desk.Notifications().Wait("Missed call", patience)
	s.missed("Eva Vip", "+4930901820")
	s.waitBadge(3, patience)
	s.waitShown(3)
	rig.Eventually(s, patience, "they name nobody", func() error {
		return s.named("Carla", "Anna", "Eva", "555", "723", "901")
	})
	lock.Set(false)
	digest := s.desk.Notifications().Wait("2 missed calls", patience)
	if !strings.Contains(digest.Body, "VIP · Eva Vip") || strings.Contains(digest.Body, "Anna") {
		t.Errorf("the digest reads %q", digest.Body)
	}
	s.desk.Notifications().Wait("Carla", patience)
	s.waitShown(2)

	lock.Set(true)
	rig.Eventually(s, patience, "the digest names nobody", func() error { return s.named("Eva", "Carla") })
	s.missed("Tom Single", "214")
	s.desk.Notifications().Wait("Missed call\n", patience)
	lock.Set(false)
	s.desk.Notifications().Wait("from Tom Single", patience)
	c := s.client()
	p := s.preferences(c)
	p.HideWhenLocked = false
	s.must(c.SetSettings(t.Context(), p))
	lock.Set(true)
	s.missed("Otto Open", "215")
	s.desk.Notifications().Wait("from Otto Open", patience)
	s.quit()
}

// A crash or a power cut while the screen is locked takes nothing from the digest.
func TestKilledWhileTheScreenIsLocked(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{})
	s.signIn("--hidden")
	s.missed("Otto Open", "215")
	s.desk.Notifications().Wait("Otto", patience)
	lock := rig.Lock(s, s.desk.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	rig.Eventually(s, patience, "it knows of the lock", func() error { return s.named("Otto") })
	s.missed("Anna Keller", "+49723126120")
	s.missed("Carla Before", "+4989555100")
	s.waitShown(3)
	s.must(s.named("Anna", "Carla"))
	s.agent.Kill()
	s.agent = s.desk.Spawn(program, "--hidden")
	s.waitState("online")
	s.waitBadge(3, patience)
	s.must(s.named("Anna", "Carla"))
	lock.Set(false)
	s.desk.Notifications().Wait("2 missed calls", patience)
	s.quit()
}

// What comes while the desktop's do not disturb is on is told once, afterwards.
func TestDoNotDisturb(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None}, istratest.Options{})
	s.desk.Notifications().DoNotDisturb(true)
	s.signIn("--hidden")
	s.succeeds("vip", "+4930901820", "on")
	s.missed("Anna Keller", "+49723126120")
	s.waitBadge(1, patience)
	s.missed("Tom", "214")
	s.waitBadge(2, patience)
	s.missed("Eva Vip", "+4930901820")
	if n := s.desk.Notifications().Wait("Eva Vip", patience); n.Hints["urgency"].Value() != byte(2) {
		t.Errorf("it would not get through: %v", n.Hints["urgency"])
	}
	if all := s.desk.Notifications().All(); len(all) != 1 {
		t.Errorf("shown are %v", all)
	}
	s.desk.Notifications().DoNotDisturb(false)
	s.desk.Notifications().Wait("2 missed calls", patience)
	if all := s.desk.Notifications().All(); len(all) != 2 ||
		slices.ContainsFunc(all, func(n rig.Notification) bool { return n.Replaced > 0 }) {
		t.Errorf("shown are %v", all)
	}
	s.quit()
}
