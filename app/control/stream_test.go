package control_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/app/control/controltest"
	"istratray/app/inbox"
)

// watcher is a client that follows the snapshots.
type watcher struct {
	snapshots chan inbox.Snapshot
	shows     chan control.Show
	ended     chan error
}

func watch(t *testing.T, c *control.Client, opts control.WatchOptions) *watcher {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	w := &watcher{make(chan inbox.Snapshot, 100), make(chan control.Show, 100), make(chan error, 1)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.ended <- c.Watch(ctx, opts,
			func(s inbox.Snapshot) { w.snapshots <- s },
			func(s control.Show) { w.shows <- s })
	}()
	t.Cleanup(func() { cancel(); <-done })
	return w
}

// until waits for a snapshot that is as wanted.
func (w *watcher) until(t *testing.T, what string, wanted func(inbox.Snapshot) bool) inbox.Snapshot {
	t.Helper()
	limit := time.After(time.Minute) // it is there at once, but perhaps not on a busy machine
	for {
		select {
		case s := <-w.snapshots:
			if wanted(s) {
				return s
			}
		case err := <-w.ended:
			t.Fatalf("Watch ended before %s: %v", what, err)
		case <-limit:
			t.Fatalf("no snapshot with %s within a minute", what)
		}
	}
}

func TestWatchFollowsEveryChange(t *testing.T) {
	b := controltest.New(many(3, voicemail), many(1234, call))
	c, _ := serve(t, b)
	w := watch(t, c, control.WatchOptions{})
	same := func(s inbox.Snapshot) bool {
		want := b.Current()
		return s.Seq == want.Seq && reflect.DeepEqual(s.Voicemails, want.Voicemails) &&
			reflect.DeepEqual(s.Calls, want.Calls)
	}
	w.until(t, "everything", same)
	for step, change := range []func(*inbox.Snapshot){
		func(s *inbox.Snapshot) { s.Voicemails = many(4, voicemail) },
		func(s *inbox.Snapshot) { s.Connection.State = inbox.Offline },
		func(s *inbox.Snapshot) { s.Calls = s.Calls[:1000] },
		func(s *inbox.Snapshot) { s.Calls = append(many(3, call), s.Calls[500:]...)[3:] },
		func(s *inbox.Snapshot) { s.Calls = many(1600, call) },
		func(s *inbox.Snapshot) {
			read := voicemail(1)
			read.Read = true
			s.Voicemails = []inbox.Voicemail{voicemail(3), voicemail(2), read, voicemail(0)}
		},
		func(s *inbox.Snapshot) { s.Voicemails, s.Calls = []inbox.Voicemail{}, []inbox.Call{} },
	} {
		b.Change(change)
		got := w.until(t, fmt.Sprint("step ", step), same)
		if got.Connection != b.Current().Connection {
			t.Errorf("step %d: connection %+v", step, got.Connection)
		}
	}
}

func TestTheNewestRowsComeFirst(t *testing.T) {
	b := controltest.New(nil, many(10_000, call))
	c, _ := serve(t, b)
	w := watch(t, c, control.WatchOptions{})
	first := w.until(t, "rows", func(inbox.Snapshot) bool { return true })
	if len(first.Calls) != 500 || first.Calls[0].ID != call(9999).ID {
		t.Errorf("the first snapshot has %d calls, beginning with %+v", len(first.Calls), first.Calls[0])
	}
	w.until(t, "all rows", func(s inbox.Snapshot) bool { return len(s.Calls) == 10_000 })
}

func TestLinesAreSmallAndCarryOnlyWhatChanged(t *testing.T) {
	b := controltest.New(nil, many(1200, call))
	_, agent := serve(t, b)
	conn, err := net.Dial("unix", agent.Socket)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, "GET /v1/snapshots HTTP/1.0\r\n\r\n") // 1.0: no chunk marks between the lines
	lines := bufio.NewScanner(conn)
	lines.Buffer(nil, 1<<20)
	next := func() (u control.Update) {
		t.Helper()
		for lines.Scan() {
			if text := lines.Bytes(); len(text) > 0 && text[0] == '{' {
				if err := json.Unmarshal(text, &u); err != nil {
					t.Fatal(err)
				}
				return u
			}
		}
		t.Fatal(lines.Err())
		return u
	}
	u := next()
	if u.Snapshot == nil || !u.Calls.Reset || !u.Voicemails.Reset || len(u.Calls.Put) != 500 || !u.Calls.More {
		t.Errorf("first line: %+v", u)
	}
	if u = next(); u.Snapshot != nil || u.Calls.Reset || len(u.Calls.Put) != 500 || !u.Calls.More {
		t.Errorf("second line: %d puts, %+v", len(u.Calls.Put), u)
	}
	if u = next(); len(u.Calls.Put) != 200 || u.Calls.More {
		t.Errorf("third line: %d puts, %+v", len(u.Calls.Put), u)
	}
	b.Change(func(s *inbox.Snapshot) { s.Calls = append([]inbox.Call{call(1200)}, s.Calls[:1199]...) })
	u = next()
	if u.Voicemails != nil || len(u.Calls.Put) != 1 || len(u.Calls.Removed) != 1 ||
		u.Calls.Removed[0] != call(0).ID || u.Calls.More {
		t.Errorf("after one arrival and one removal: %+v", u.Calls)
	}
}

func TestASlowClientHoldsNobodyUp(t *testing.T) {
	b := controltest.New(nil, many(20_000, call))
	c, agent := serve(t, b)
	w := watch(t, c, control.WatchOptions{})
	w.until(t, "all rows", func(s inbox.Snapshot) bool { return len(s.Calls) == 20_000 })
	changes := func() time.Duration {
		start := time.Now()
		for n := range 200 {
			b.Change(func(s *inbox.Snapshot) { s.Counts.MissedCalls = n + 1 })
		}
		w.until(t, "the last count", func(s inbox.Snapshot) bool { return s.Counts.MissedCalls == 200 })
		b.Change(func(s *inbox.Snapshot) { s.Counts.MissedCalls = 0 })
		w.until(t, "no count", func(s inbox.Snapshot) bool { return s.Counts.MissedCalls == 0 })
		return time.Since(start)
	}
	alone := changes()
	slow, err := net.Dial("unix", agent.Socket)
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	fmt.Fprint(slow, "GET /v1/snapshots HTTP/1.1\r\nHost: x\r\n\r\n") // and never reads
	beside := changes()
	if beside > 4*alone+5*time.Second { // who waits for the client waits for the 10 s that it has
		t.Errorf("200 changes took %v beside a client that reads nothing, and %v without", beside, alone)
	}
	t.Logf("200 changes: %v, and %v beside a client that reads nothing", alone, beside)
}

func TestShowReachesWindowsOnly(t *testing.T) {
	b := controltest.New(nil, nil)
	c, agent := serve(t, b)
	any := func(inbox.Snapshot) bool { return true }
	other := watch(t, c, control.WatchOptions{})
	other.until(t, "anything", any)
	early := control.Show{Page: "calls"}
	if agent.Server.ShowInWindow(early) {
		t.Error("ShowInWindow = true without a window")
	}
	window := watch(t, c, control.WatchOptions{Window: true})
	window.until(t, "anything", any)
	if got := <-window.shows; got != early {
		t.Errorf("a window that opens got %+v, want what was asked for before", got)
	}
	want := control.Show{Page: "voicemails", Item: "12", Play: true}
	if !agent.Server.ShowInWindow(want) {
		t.Error("ShowInWindow = false with a window")
	}
	if got := <-window.shows; got != want {
		t.Errorf("the window got %+v", got)
	}
	agent.Stop()
	if err := <-window.ended; err != nil {
		t.Errorf("Watch = %v, want nil after Bye", err)
	}
	if len(other.shows) != 0 {
		t.Error("a client that is no window was asked to show")
	}
	if agent.Server.ShowInWindow(want) {
		t.Error("ShowInWindow = true after the window has gone")
	}
}

// Who clicks while the window is closing wants the next one.
func TestAShowThatAClosingWindowMissesIsAskedForAgain(t *testing.T) {
	b := controltest.New(nil, nil)
	_, agent := serve(t, b)
	want := control.Show{Page: "calls"}
	for range 20 {
		conn, err := net.Dial("unix", agent.Socket)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(conn, "GET /v1/snapshots?window=true HTTP/1.1\r\nHost: agent\r\n\r\n")
		if _, err := bufio.NewReader(conn).ReadString('{'); err != nil { // the first snapshot
			t.Fatal(err)
		}
		before := len(b.Asked())
		conn.Close()
		if !agent.Server.ShowInWindow(want) {
			continue // that it has gone was noticed: the request waits for the next one
		}
		soon(t, "somebody is asked again", func() bool { return len(b.Asked()) > before })
	}
}

func TestThePlaceIsFreeOnBye(t *testing.T) {
	for range 20 {
		c, agent := serve(t, controltest.New(nil, nil))
		w := watch(t, c, control.WatchOptions{})
		w.until(t, "anything", func(inbox.Snapshot) bool { return true })
		go agent.Stop()
		if err := <-w.ended; err != nil {
			t.Fatalf("Watch = %v, want nil after Bye", err)
		}
		if _, err := c.Status(t.Context()); control.CodeOf(err) != control.NotRunning {
			t.Fatalf("Status after Bye = %v", err)
		}
	}
}

func TestAWatcherThatLeavesIsForgotten(t *testing.T) {
	b := controltest.New(nil, nil)
	c, agent := serve(t, b)
	ctx, cancel := context.WithCancel(t.Context())
	err := c.Watch(ctx, control.WatchOptions{Window: true}, func(inbox.Snapshot) { cancel() }, nil)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("Watch = %v, want canceled", err)
	}
	soon(t, "its stream is not subscribed any more", func() bool {
		return b.Watching() == 0 && !agent.Server.ShowInWindow(control.Show{})
	})
}

// A window that goes without having taken a request hands it back, and the agent is asked to show another.
// What it was opened for is not asked again: a window that can't live would open forever.
func TestWhatAWindowDidNotHearIsAskedAgain(t *testing.T) {
	b := controltest.New(nil, many(20_000, call))
	_, agent := serve(t, b)
	opened, later := control.Show{Page: "dial"}, control.Show{Page: "calls"}
	if agent.Server.ShowInWindow(opened) || !agent.Server.WindowWanted() {
		t.Error("no window is waited for")
	}
	window := deafWindow(t, agent.Socket)
	soon(t, "the window is connected", func() bool { return b.Watching() == 1 })
	window.Close()
	soon(t, "the window is gone", func() bool { return b.Watching() == 0 })
	if agent.Server.WindowWanted() {
		t.Error("another window is waited for")
	}

	window = deafWindow(t, agent.Socket)
	soon(t, "another one is connected", func() bool { return b.Watching() == 1 && agent.Server.ShowInWindow(later) })
	window.Close()
	soon(t, "its request comes back", func() bool { return len(b.Asked()) > 0 })
	soon(t, "it is gone", func() bool { return b.Watching() == 0 })
	if got := b.Asked(); !slices.Equal(got, []string{asked(later)}) {
		t.Errorf("asked: %q", got)
	}
}

// asked is how the backend notes a request for the window.
func asked(s control.Show) string {
	return fmt.Sprintf("show {Page:%s Item:%s Play:%v Dial:%s}", s.Page, s.Item, s.Play, s.Dial)
}

// What was written to a window that has just stopped reading was told without success, too.
func TestWhatAClosingWindowWasToldIsAskedAgain(t *testing.T) {
	b := controltest.New(nil, many(3, call))
	_, agent := serve(t, b)
	window := deafWindow(t, agent.Socket)
	want := control.Show{Page: "calls"}
	soon(t, "the window is connected", func() bool { return b.Watching() == 1 })
	if !agent.Server.ShowInWindow(want) {
		t.Fatal("no window is connected")
	}
	// and closes before it acts
	for lines := bufio.NewScanner(window); lines.Scan() && !strings.Contains(lines.Text(), `"show":`); {
	}
	window.Close()
	soon(t, "its request comes back", func() bool { return slices.Contains(b.Asked(), asked(want)) })
}

// deafWindow connects as a window that reads nothing.
func deafWindow(t *testing.T, socket string) net.Conn {
	t.Helper()
	window, err := net.Dial("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { window.Close() })
	fmt.Fprint(window, "GET /v1/snapshots?window=true HTTP/1.1\r\nHost: x\r\n\r\n")
	return window
}

func soon(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !ok(); <-time.After(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not within 30 s: %s", what)
		}
	}
}
