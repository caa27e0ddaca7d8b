package main

import (
	"errors"
	"math/rand/v2"
	"time"

	"istratray/istraclient/istratest"
)

// trouble is something that goes wrong for a while.
type trouble struct {
	name        string
	begin       func(*soakRun)
	end         func(*soakRun) // nil: it is over as it begins
	least, most time.Duration
}

const lists = "v1/logs"

var troubles = []trouble{
	{name: "websocket dropped", begin: func(s *soakRun) { s.platform.DropSockets() }},
	{name: "websocket closed", begin: func(s *soakRun) { s.platform.CloseSockets() }},
	{name: "connections dropped", begin: func(s *soakRun) { s.platform.DropConnections() }},
	{name: "sessions expired", begin: func(s *soakRun) { s.platform.ExpireSessions() }},
	{name: "platform restarted", begin: func(s *soakRun) { s.must(s.platform.Restart()) }},
	lasting("platform gone", func(s *soakRun) { s.platform.Stop() }, func(s *soakRun) { s.must(s.platform.Resume()) }),
	long("connections silent", func(s *soakRun) { s.platform.Faults().Silence() }, cleared),
	long("network silent", func(s *soakRun) { s.platform.Faults().Blackhole() }, cleared),
	spoiled("500", istratest.Fault{Status: 500}),
	spoiled("502 with a page", istratest.Fault{Status: 502, Body: istratest.BodyHTML}),
	spoiled("503, Retry-After", istratest.Fault{Status: 503, RetryAfter: "2"}),
	spoiled("429, Retry-After", istratest.Fault{Status: 429, RetryAfter: "2"}),
	spoiled("lists cut short", istratest.Fault{Match: lists, CutAfter: 40}),
	spoiled("lists are garbage", istratest.Fault{Match: lists, Body: istratest.BodyGarbage}),
	spoiled("lists hang", istratest.Fault{Match: lists, Hang: true}),
	spoiled("answers are slow", istratest.Fault{Delay: 300 * time.Millisecond, BytesPerSecond: 4000}),
	spoiled("a page instead", istratest.Fault{Body: istratest.BodyPortal}),
	lasting("a portal's own certificate", func(s *soakRun) {
		s.must(s.platform.SetCertificate(istratest.Certificate{SelfSigned: true}))
		s.platform.DropConnections()
	}, func(s *soakRun) { s.must(s.platform.SetCertificate(istratest.Certificate{})) }),
	refusing("proxy wants a password", 407),
	refusing("proxy forbids", 403),
	unpushed("no upgrade", istratest.Fault{Match: "ws-service", Status: 404}),
	unpushed("upgrade hangs", istratest.Fault{Match: "ws-service", Hang: true}),
	unpushed("no listener", istratest.Fault{Match: "v1/service/EventListener", Status: 403}),
	spoiled("no mailbox", istratest.Fault{Match: "v1/logs/Voicemail", Status: 503}),
	spoiled("no call history", istratest.Fault{Match: "v1/logs/Phone", Body: istratest.BodyGarbage}),
	spoiled("no counters", istratest.Fault{Match: "v1/logs/Notifications", Status: 500}),
	lasting("notification daemon gone", func(s *soakRun) { s.ledger.daemon.Leave() },
		func(s *soakRun) { s.ledger.daemon.Return() }),
	lasting("notification daemon refuses",
		func(s *soakRun) { s.ledger.daemon.Answer(func() error { return errors.New("no") }) }, obliging),
	lasting("notification daemon is slow", slow, obliging),
	lasting("notification daemon hangs", hangs, obliging),
	{name: "tray restarted", begin: restarted("tray")},
	{name: "keyring restarted", begin: restarted("keyring")},
}

func lasting(name string, begin, end func(*soakRun)) trouble {
	return trouble{name, begin, end, time.Second, 20 * time.Second}
}

// long is long enough for an agent to notice that nothing comes.
func long(name string, begin, end func(*soakRun)) trouble {
	return trouble{name, begin, end, 5 * time.Second, 60 * time.Second}
}

func spoiled(name string, fault istratest.Fault) trouble {
	return lasting(name, func(s *soakRun) {
		s.platform.Faults().Add(fault)
		s.platform.DropSockets()
	}, cleared)
}

// unpushed is long enough for the agent to poll.
func unpushed(name string, fault istratest.Fault) trouble {
	t := spoiled(name, fault)
	t.least, t.most = 20*time.Second, 90*time.Second
	return t
}

func cleared(s *soakRun) { s.platform.Faults().Clear() }

func slow(s *soakRun) {
	s.ledger.daemon.Answer(func() error {
		select {
		case <-time.After(2 * time.Second):
		case <-s.Context().Done():
		}
		return nil
	})
}

// hangs ends as a daemon that is killed: what it was asked is not shown.
func hangs(s *soakRun) {
	s.hung = make(chan struct{})
	hung := s.hung
	s.ledger.daemon.Answer(func() error {
		select {
		case <-hung:
		case <-s.Context().Done():
		}
		return errors.New("killed")
	})
}

func obliging(s *soakRun) {
	s.ledger.daemon.Answer(nil)
	if s.hung != nil {
		close(s.hung)
		s.hung = nil
	}
}

func restarted(service string) func(*soakRun) {
	return func(s *soakRun) {
		s.desk.StopService(service)
		s.desk.StartService(service)
		s.tray = s.desk.WaitTray("istratray", patience)
	}
}

// deck deals each trouble once in every round, in an order that the seed decides. In the first round they are short:
// the agent is to have met all of them before it is looked at.
type deck struct {
	rand  *rand.Rand
	left  []int
	dealt int
}

func (d *deck) deal() *trouble {
	if len(d.left) == 0 {
		d.left = d.rand.Perm(len(troubles))
	}
	next := &troubles[d.left[0]]
	d.left = d.left[1:]
	d.dealt++
	return next
}

// round is which one the trouble that was dealt last belongs to: 0 is the first.
func (d *deck) round() int { return max(0, d.dealt-1) / len(troubles) }

// done reports whether so many rounds have been dealt to their end.
func (d *deck) done(rounds int) bool { return d.dealt >= rounds*len(troubles) }

// lasts is how long a trouble that was just dealt is to last.
func (d *deck) lasts(t *trouble) time.Duration {
	if d.round() == 0 {
		return t.least
	}
	return t.least + time.Duration(d.rand.Int64N(int64(t.most-t.least)))
}

// begin begins the next trouble.
func (s *soakRun) begin() {
	t := s.deck.deal()
	s.met[t.name]++
	t.begin(s)
	if t.end != nil {
		s.trouble, s.over = t, time.Now().Add(s.deck.lasts(t))
	}
}

// heal ends the one that lasts, if any.
func (s *soakRun) heal() {
	if s.trouble != nil {
		s.trouble.end(s)
		s.trouble = nil
	}
}

func (s *soakRun) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatalf("%v", err)
	}
}
