//go:build desktop && netns

package scenarios

import (
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

const (
	noticed    = 46 * time.Second // how long packets may be swallowed before the agent calls itself offline
	liveWithin = 2 * time.Second  // from the link being up to the agent being live
)

// The agent sits behind a cable of its own. Packets that get lost without a word are noticed, as is a
// pulled cable; as soon as it is back the agent is live, and has announced once what came in the meantime.
func TestCableOfItsOwn(t *testing.T) {
	a := newRemote(t)
	a.start()

	a.cable.swallow()
	began := time.Now()
	a.wait(inbox.Offline, noticed)
	t.Logf("swallowed packets were noticed after %.1f s", time.Since(began).Seconds())
	a.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna Schmidt", RemoteNumber: "200"})
	a.cable.pull()
	a.cable.deliver()
	a.live("Anna Schmidt", 1)

	a.cable.pull()
	a.wait(inbox.Offline, noticed)
	a.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Tom Becker", RemoteNumber: "214"})
	a.live("Tom Becker", 2)
}

// remote is an agent in a network namespace, joined to the platform's by a cable.
type remote struct {
	*bare
	cable  *cable
	client *control.Client
}

func newRemote(t *testing.T) *remote {
	a := &remote{bare: newBare(t), cable: newCable(t)}
	var err error
	if a.platform, err = istratest.Start(istratest.Options{Addr: platformAddress + ":0"}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.platform.Close)
	a.client = a.clientOf("default")
	return a
}

// start signs the agent in and waits until it is online.
func (a *remote) start() {
	a.Helper()
	there := a.command(a.platform.Password(), a.account()...)
	cmd := exec.Command("ip", append([]string{"netns", "exec", namespace}, there.Args...)...)
	cmd.Env, cmd.Dir, cmd.Stdin = there.Env, there.Dir, there.Stdin
	if err := cmd.Start(); err != nil {
		a.Fatal(err)
	}
	a.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	a.wait(inbox.Online, patience)
}

func (a *remote) wait(state inbox.ConnectionState, within time.Duration) {
	a.Helper()
	rig.Eventually(a, within, fmt.Sprintf("the agent is %s", state), func() error {
		status, err := a.client.Status(a.Context())
		if err == nil && status.State != state {
			err = fmt.Errorf("it is %s: %s", status.State, status.Problem)
		}
		return err
	})
}

// live plugs the cable in and waits until the agent is online and has announced the caller, with as
// many announcements in all as given.
func (a *remote) live(caller string, announced int) {
	a.Helper()
	a.cable.plug()
	began := time.Now()
	a.wait(inbox.Online, liveWithin)
	a.daemon.Wait(caller, liveWithin-time.Since(began))
	a.Logf("live and told of %s %.2f s after the link was up", caller, time.Since(began).Seconds())
	if all := a.daemon.All(); len(all) != announced {
		a.Errorf("%d announcements, want %d: %v", len(all), announced, all)
	}
}

// The cable's two ends. The addresses are of the block for benchmarks (RFC 2544), which no network has.
const (
	namespace       = "istratray-test"
	ours, theirs    = "istratray-t0", "istratray-t1"
	platformAddress = "198.18.91.1"
	agentAddress    = "198.18.91.2"
	nobody          = "02:00:00:00:00:01" // a port that isn't there
)

// cable joins the namespace to the network of the test.
type cable struct{ t *testing.T }

func newCable(t *testing.T) *cable {
	c := &cable{t}
	_ = exec.Command("ip", "netns", "delete", namespace).Run() // of a run that was interrupted
	c.ip("netns add " + namespace)
	t.Cleanup(func() { c.ip("netns delete " + namespace) }) // the cable goes with it
	c.ip("link add " + ours + " type veth peer name " + theirs + " netns " + namespace)
	c.ip("address add " + platformAddress + "/30 dev " + ours)
	c.ip("link set " + ours + " up")
	c.there("address add " + agentAddress + "/30 dev " + theirs)
	c.there("link set " + theirs + " addrgenmode none") // no address of its own later on, which would be news
	c.plug()
	return c
}

// pull takes the agent's end out; plug puts it back in, and waits until packets can pass.
func (c *cable) pull() { c.there("link set " + theirs + " down") }

func (c *cable) plug() {
	c.t.Helper()
	c.there("link set " + theirs + " up")
	rig.Eventually(c.t, time.Second, "the link is up", func() error {
		if state := c.there("-oneline link show " + theirs); !strings.Contains(state, "state UP") {
			return errors.New(state)
		}
		return nil
	})
}

// swallow lets packets vanish both ways while the link stays up: each end sends to nobody.
func (c *cable) swallow() {
	c.ip("neighbour replace " + agentAddress + " lladdr " + nobody + " nud permanent dev " + ours)
	c.there("neighbour replace " + platformAddress + " lladdr " + nobody + " nud permanent dev " + theirs)
}

// deliver ends swallow. Pulling the cable has already made its end forget.
func (c *cable) deliver() { c.ip("neighbour delete " + agentAddress + " dev " + ours) }

// there is ip in the namespace.
func (c *cable) there(args string) string { return c.ip("-netns " + namespace + " " + args) }

func (c *cable) ip(args string) string {
	c.t.Helper()
	out, err := exec.Command("ip", strings.Fields(args)...).CombinedOutput()
	if err != nil {
		c.t.Fatalf("ip %s: %v, %s (it needs root, and Debian's iproute2)", args, err, out)
	}
	return string(out)
}
