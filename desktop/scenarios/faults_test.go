//go:build desktop

package scenarios

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// fault is something that goes wrong around a running program.
type fault struct {
	name    string
	prepare func(*patient)        // before it starts; nil: nothing
	begin   func(*patient)        // while it is online; nil: nothing
	end     func(*patient)        // nil: the platform is well again
	state   inbox.ConnectionState // in the meantime; "" is online
	says    string                // in the meantime, in status and on standard error; "" says nothing
	lists   string                // in the meantime, why a list can't be read while all else works; "": it can
}

// faults are a platform's answers and silences, then failures of the session's services. Whatever takes
// long comes last.
var faults = []fault{
	spoiled("500", istratest.Fault{Status: 500}, "The phone system has a problem. Try again in a minute (500)"),
	spoiled("502 with a page", istratest.Fault{Status: 502, Body: istratest.BodyHTML}, "(502)"),
	spoiled("503 with Retry-After", istratest.Fault{Status: 503, RetryAfter: "2"},
		"The phone system is busy. Try again in 2 seconds."),
	spoiled("429 with Retry-After", istratest.Fault{Status: 429, RetryAfter: "2"},
		"The phone system is busy. Try again in 2 seconds."),
	{name: "412: no listener", begin: spoil(istratest.Fault{Match: "v1/service/EventListener", Status: 412})},
	spoiled("a page instead", istratest.Fault{Body: istratest.BodyPortal}, "it is not the phone system"),
	listless("lists cut short", istratest.Fault{Match: lists + "/Voicemail", CutAfter: 40},
		"answer was incomplete or unreadable."),
	listless("lists are half an object", istratest.Fault{Match: lists + "/Voicemail", Body: istratest.BodyCutJSON},
		"answer was incomplete or unreadable."),
	listless("lists are garbage", istratest.Fault{Match: lists + "/Voicemail", Body: istratest.BodyGarbage},
		"answer was incomplete or unreadable."),
	listless("lists of another kind", istratest.Fault{Match: lists + "/Voicemail", Body: istratest.BodyWrongJSON},
		"answer was incomplete or unreadable."),
	{name: "certificate not valid yet", begin: func(p *patient) {
		p.certificate(istratest.Certificate{NotBefore: time.Now().Add(24 * time.Hour),
			NotAfter: time.Now().Add(48 * time.Hour)})
	}, end: (*patient).goodCertificate, state: inbox.Offline,
		says: "is not valid yet. Check this computer's date and time."},
	{name: "certificate expired", begin: func(p *patient) {
		p.certificate(istratest.Certificate{NotAfter: time.Now().Add(-time.Hour)})
	}, end: (*patient).goodCertificate, state: inbox.Offline, says: "has expired. Check this computer's date"},
	{name: "refuses connections", begin: func(p *patient) { p.platform.Stop() },
		end:   func(p *patient) { p.must(p.platform.Resume()) },
		state: inbox.Offline, says: "The server refuses connections."},
	{name: "restarted", begin: func(p *patient) { p.must(p.platform.Restart()) }},
	{name: "401: session over", begin: func(p *patient) { p.platform.ExpireSessions() }},
	{name: "403: another token", begin: func(p *patient) { p.platform.RotateTokens() }},
	{name: "403: no mailbox for now", begin: spoil(istratest.Fault{Match: lists + "/Voicemail", Status: 403})},
	{name: "slow answers", begin: spoil(istratest.Fault{Delay: 200 * time.Millisecond, BytesPerSecond: 2000})},

	{name: "keyring hangs", prepare: (*patient).keyringHangs},
	{name: "no notification daemon", begin: func(p *patient) { p.daemon.Leave() },
		end: func(p *patient) { p.daemon.Return() }},
	{name: "notification daemon refuses", begin: func(p *patient) {
		p.daemon.Answer(func() error { return errors.New("not now") })
	},
		end: func(p *patient) { p.daemon.Answer(nil) }},
	{name: "notification daemon hangs", begin: (*patient).daemonHangs,
		end: func(p *patient) { p.daemon.Answer(nil); close(p.hung) }},
	{name: "session bus gone", begin: (*patient).noBus, end: (*patient).newBus},

	listless("lists hang", istratest.Fault{Match: lists + "/Voicemail", Hang: true},
		"The server doesn't answer in time."),
}

// Whatever fails around the program, it says so where a person can do something, and nothing is lost: each
// voicemail is announced once, and the badge is right. The faults last at the same time, each around a
// program of its own.
func TestFaultsAroundARunningProgram(t *testing.T) {
	var patients []*patient
	for _, f := range faults {
		patients = append(patients, newPatient(t, f))
	}
	for _, step := range []func(*patient){(*patient).fallIll, (*patient).complain, (*patient).leave} {
		for _, p := range patients {
			step(p)
		}
	}
}

const lists = "v1/logs"

// spoiled is a fault of all that matches it, which a program notices at its next connection.
func spoiled(name string, f istratest.Fault, says string) fault {
	return fault{name: name, begin: spoil(f), state: inbox.Offline, says: says}
}

// listless is a platform whose lists can't be read: everything else works.
func listless(name string, f istratest.Fault, says string) fault {
	return fault{name: name, begin: spoil(f), lists: says}
}

func spoil(f istratest.Fault) func(*patient) {
	return func(p *patient) {
		p.platform.Faults().Add(f)
		p.platform.DropSockets()
	}
}

// patient is a program with a fault.
type patient struct {
	*bare
	fault
	client  *control.Client
	program *running
	arrived int                // voicemails so far
	others  int                // missed calls
	before  []rig.Notification // of a bus that is gone
	hung    chan struct{}      // closed when a hanging daemon is killed
}

func newPatient(t *testing.T, f fault) *patient {
	t.Helper()
	p := &patient{bare: newBare(t), fault: f}
	p.client = p.clientOf("default")
	if p.prepare != nil {
		p.prepare(p)
	}
	p.program = launch(t, p.command(p.platform.Password(), p.account()...))
	return p
}

// fallIll has a voicemail arrive while all is well, and one when the fault has begun.
func (p *patient) fallIll() {
	p.Helper()
	p.waitStatus(inbox.Online, 0, "")
	p.arrive()
	p.waitAnnounced()
	if p.begin != nil {
		p.begin(p)
	}
	p.arrive()
}

// complain waits for what the program says of its fault, and ends it. A third voicemail tells then that all
// is well again.
func (p *patient) complain() {
	p.Helper()
	switch {
	case p.lists != "":
		p.waitStatus(inbox.Online, -1, "")
		p.waitListProblem()
	case p.state == "":
		p.waitStatus(inbox.Online, 2, "")
	default:
		p.waitStatus(p.state, -1, p.says)
		p.wait("it says "+p.says, func() error {
			if said := p.program.stderr.String(); !strings.Contains(said, p.says) {
				return fmt.Errorf("it said %q", said)
			}
			return nil
		})
	}
	if p.end == nil {
		p.platform.Faults().Clear()
	} else {
		p.end(p)
	}
	p.arrive()
}

// leave ends the program, when everything is announced and the badge is right.
func (p *patient) leave() {
	p.Helper()
	p.waitStatus(inbox.Online, p.arrived+p.others, "")
	p.waitAnnounced()
	p.stop()
	for number, n := range p.announced() {
		if n != 1 {
			p.Errorf("%s: voicemail %d was announced %d times", p.name, number, n)
		}
	}
	for line := range strings.Lines(p.program.stderr.String()) {
		if !strings.HasPrefix(line, "istratray: ") || strings.Contains(line, p.platform.Password()) {
			p.Errorf("%s: no line for people: %q", p.name, line)
		}
	}
}

func (p *patient) stop() {
	p.Helper()
	if code := p.program.quit(p.bare, "default"); code != 0 {
		p.Errorf("%s: it ended with code %d", p.name, code)
	}
}

// arrive leaves the next voicemail.
func (p *patient) arrive() {
	p.arrived++
	p.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: fmt.Sprintf("Caller %d", p.arrived), RemoteNumber: "200"})
}

// announced is how often each voicemail was.
func (p *patient) announced() map[int]int {
	times := map[int]int{}
	for _, n := range append(p.before, p.daemon.All()...) {
		var number int
		if _, err := fmt.Sscanf(n.Summary, "New voicemail from Caller %d", &number); err == nil {
			times[number]++
		}
	}
	return times
}

// waitAnnounced waits until all voicemails have been.
func (p *patient) waitAnnounced() {
	p.Helper()
	p.wait("all is announced", func() error {
		if got := p.announced(); len(got) < p.arrived {
			return fmt.Errorf("of %d there are %v", p.arrived, got)
		}
		return nil
	})
}

// waitStatus waits for a state, a badge unless it is negative, and a problem.
func (p *patient) waitStatus(state inbox.ConnectionState, badge int, says string) {
	p.Helper()
	p.wait("it is "+string(state), func() error {
		got, err := p.client.Status(p.Context())
		if err == nil && (got.State != state || badge >= 0 && got.Badge != badge ||
			!strings.Contains(got.Problem, says)) {
			err = fmt.Errorf("it is %s with badge %d: %s", got.State, got.Badge, got.Problem)
		}
		return err
	})
}

// waitListProblem waits for what a view may say of a list that can't be read.
func (p *patient) waitListProblem() {
	p.Helper()
	p.wait("its list says "+p.lists, func() error {
		s, err := p.snapshot()
		if said := s.Mailbox.Problem.Message; err == nil && !strings.Contains(said, p.lists) {
			err = fmt.Errorf("it says %q", said)
		}
		return err
	})
}

func (p *patient) wait(what string, ok func() error) {
	p.Helper()
	rig.Eventually(p, 3*patience, p.name+": "+what, ok)
}

func (p *patient) must(err error) {
	p.Helper()
	if err != nil {
		p.Fatalf("%s: %v", p.name, err)
	}
}

// certificate shows another one from the next connection on, which comes at once.
func (p *patient) certificate(c istratest.Certificate) {
	p.must(p.platform.SetCertificate(c))
	p.platform.DropConnections()
}

func (p *patient) goodCertificate() { p.certificate(istratest.Certificate{}) }

// daemonHangs until it is killed: what it was asked in the meantime is not shown.
func (p *patient) daemonHangs() {
	hung := make(chan struct{})
	p.hung = hung
	p.daemon.Answer(func() error {
		<-hung
		return errors.New("killed")
	})
}

// noBus takes the bus away, as at a logout, once the program knows that what it announced was shown: else
// it would be right to announce that again.
func (p *patient) noBus() {
	p.Helper()
	p.wait("it knows that it was heard", func() error {
		log, err := os.ReadFile(filepath.Join(p.home, ".local/state/istratray/default/istratray.log"))
		if err == nil && !strings.Contains(string(log), "msg=announced") {
			err = errors.New("its log does not say so")
		}
		return err
	})
	p.bus.Stop()
}

// newBus brings the bus back, as at the next login, with a new daemon on it.
func (p *patient) newBus() {
	p.before = p.daemon.All()
	p.bus.Run()
	p.daemon = rig.RecordNotifications(p, p.address)
}

// keyringHangs puts a keyring on the bus that never answers.
func (p *patient) keyringHangs() {
	p.Helper()
	hung := make(chan struct{})
	p.Cleanup(func() { close(hung) })
	conn := p.bus.Connect()
	p.must(conn.Export(silent(hung), "/org/freedesktop/secrets", "org.freedesktop.Secret.Service"))
	if _, err := conn.RequestName("org.freedesktop.secrets", dbus.NameFlagDoNotQueue); err != nil {
		p.Fatal(err)
	}
}

// silent is a Secret Service that hangs in its first step.
type silent chan struct{}

func (s silent) OpenSession(string, dbus.Variant) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	<-s
	return dbus.MakeVariant(""), "/", nil
}
