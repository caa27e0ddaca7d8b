//go:build desktop

package scenarios

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// kills is how often the agent dies without a word while a voicemail arrives.
const kills = 200

// Power cuts, crashes and kill -9 lose no notification, and repeat at most the last one. The agent is
// killed at random moments: from before the push until after the notification's mark is on the disk,
// and during the starts that catch up.
func TestKilledAroundAnArrivingVoicemail(t *testing.T) {
	v := newVictim(t)
	v.live()
	first := v.push()
	v.toNotify = v.waitAnnounced(first)
	v.kill()
	before := 0
	for range kills - 1 {
		if v.pending() {
			v.launch()
			v.rest(v.toNotify*8/10, v.starting+2*v.toNotify)
		} else {
			v.live()
			v.push()
			v.rest(0, 3*v.toNotify)
		}
		v.kill()
		if v.pending() {
			before++
			v.pace *= 1.1
		} else {
			v.pace /= 1.1
		}
	}
	v.live()
	v.waitAnnounced(v.pushed)
	v.judge(before)
	v.checkBadge()
}

// victim is an agent to be started and killed often.
type victim struct {
	*bare
	client *control.Client
	args   []string
	cmd    *exec.Cmd
	pushed int // voicemails so far

	starting time.Duration // from the start to being online
	toNotify time.Duration // from the push to the notification
	pace     float64       // of the rests: longer after a kill that came before the notification, else shorter
}

func newVictim(t *testing.T) *victim {
	v := &victim{bare: newBare(t), pace: 1}
	v.args, v.client = v.account(), v.clientOf("default")
	t.Cleanup(v.evidence)
	t.Cleanup(v.kill)
	return v
}

// evidence is the end of the agent's log, if the test has failed.
func (v *victim) evidence() {
	if v.Failed() {
		log, err := os.ReadFile(filepath.Join(v.home, ".local/state/istratray/default/istratray.log"))
		v.Logf("the agent's log ends with (%v):\n%s", err, log[max(0, len(log)-4000):])
	}
}

// launch starts the agent and continues at once.
func (v *victim) launch() {
	v.Helper()
	v.cmd = v.command(v.platform.Password(), v.args...)
	if err := v.cmd.Start(); err != nil {
		v.Fatal(err)
	}
}

// live starts the agent and waits until it is online.
func (v *victim) live() {
	v.Helper()
	began := time.Now()
	v.launch()
	rig.Eventually(v, patience, "the agent is online", func() error {
		status, err := v.client.Status(v.Context())
		if err == nil && status.State != inbox.Online {
			err = fmt.Errorf("it is %s: %s", status.State, status.Problem)
		}
		return err
	})
	v.starting = time.Since(began)
}

// kill ends the agent as a power cut does.
func (v *victim) kill() {
	if v.cmd != nil {
		_ = v.cmd.Process.Kill()
		_ = v.cmd.Wait()
		v.cmd = nil
	}
}

// rest lets a random time between from and to go by, by what came of the kills so far.
func (v *victim) rest(from, to time.Duration) {
	v.Helper()
	rest := from + rand.N(max(to-from, time.Millisecond))
	rig.Rest(v, time.Duration(float64(rest)*v.pace))
}

// push leaves the next voicemail, and returns its number.
func (v *victim) push() int {
	v.pushed++
	v.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: fmt.Sprintf("Caller %d", v.pushed), RemoteNumber: "200"})
	return v.pushed
}

// announced are the numbers of the voicemails announced so far, in order, with who announced them.
func (v *victim) announced() (numbers []int, senders []string) {
	v.Helper()
	for _, n := range v.daemon.All() {
		var number int
		if _, err := fmt.Sscanf(n.Summary, "New voicemail from Caller %d", &number); err == nil {
			numbers, senders = append(numbers, number), append(senders, n.Sender)
		}
	}
	return numbers, senders
}

// pending reports whether the newest voicemail has not been announced yet.
func (v *victim) pending() bool {
	numbers, _ := v.announced()
	return !slices.Contains(numbers, v.pushed)
}

func (v *victim) waitAnnounced(number int) time.Duration {
	v.Helper()
	began := time.Now()
	rig.Eventually(v, patience, fmt.Sprintf("voicemail %d is announced", number), func() error {
		if v.pending() {
			return errors.New("not yet")
		}
		return nil
	})
	return time.Since(began)
}

// judge holds what was announced against what was pushed: in order, none missing, and again only the
// last one, by another process than before.
func (v *victim) judge(before int) {
	v.Helper()
	numbers, senders := v.announced()
	repeated := 0
	for i, number := range numbers {
		last := 0
		if i > 0 {
			last = numbers[i-1]
		}
		switch {
		case number == last+1:
		case number == last && senders[i] != senders[i-1]:
			repeated++
		default:
			v.Errorf("voicemail %d was announced after %d", number, last)
		}
	}
	if len(numbers) == 0 || numbers[len(numbers)-1] != v.pushed {
		v.Errorf("of %d voicemails, %v were announced", v.pushed, numbers)
	}
	v.Logf("%d kills, %d of them before the notification; %d voicemails, %d announced again", kills,
		before, v.pushed, repeated)
	if before < kills/20 || before > kills*19/20 {
		v.Errorf("%d of %d kills came before the notification: they were not around it", before, kills)
	}
}

func (v *victim) checkBadge() {
	v.Helper()
	rig.Eventually(v, patience, fmt.Sprintf("the badge is %d", v.pushed), func() error {
		status, err := v.client.Status(v.Context())
		if err == nil && status.Badge != v.pushed {
			err = fmt.Errorf("it is %d", status.Badge)
		}
		return err
	})
}
