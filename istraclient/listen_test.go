package istraclient

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"istratray/istraclient/istratest"
)

// listening is a Listen under way.
type listening struct {
	events chan Event
	done   chan error
	stop   context.CancelFunc
}

// listen starts c's push stream and waits until it is subscribed.
func listen(t testing.TB, c *Client) (*listening, Counters) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	l := &listening{events: make(chan Event, 100), done: make(chan error, 1), stop: cancel}
	go func() { l.done <- c.Listen(ctx, func(e Event) { l.events <- e }) }()
	t.Cleanup(cancel)
	select {
	case e := <-l.events:
		return l, e.(Subscribed).Counters
	case err := <-l.done:
		t.Fatal(err)
		panic("unreachable")
	}
}

// end stops the stream and waits for its end.
func (l *listening) end(t testing.TB) {
	t.Helper()
	l.stop()
	if err := await(t, l.done, "the end of Listen"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestListen(t *testing.T) {
	for name, quirks := range map[string]istratest.Quirks{
		"as described": {}, "arrays": {FrameArrays: true}, "binary": {BinaryFrames: true},
		"foreign listeners":      {ForeignFrames: true},
		"malformed ones between": {MalformedFrames: true}, "timeout first": {TimeoutFrame: 5 * time.Minute},
		"loose": {LooseTypes: true},
		"all": {FrameArrays: true, BinaryFrames: true, ForeignFrames: true, MalformedFrames: true,
			TimeoutFrame: time.Minute, LooseTypes: true, NoContent: true},
	} {
		t.Run(name, func(t *testing.T) {
			p := startPlatform(t, istratest.Options{Voicemails: []istratest.Voicemail{{ID: "7"}}})
			p.Faults().Set(quirks)
			l, counters := listen(t, newClient(t, p))
			if counters != (Counters{Voicemails: 1, Model: model}) {
				t.Errorf("snapshot %+v", counters)
			}
			p.AddCall(istratest.Call{RemoteLabel: "Tom", Missed: true})
			p.SetRead("7", true)
			p.SetTextMessages(3)
			for _, want := range []Counters{{1, 0, 1, model}, {1, 0, 0, model}, {1, 3, 0, model}} {
				if got := await(t, l.events, "a change"); got != (CountersChanged{want}) {
					t.Errorf("%+v, want %+v", got, want)
				}
			}
			l.end(t)
		})
	}
}

// The order on the wire is the documented one, and a listener is the documented name.
func TestListenSpeaksInOrder(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	l, _ := listen(t, c)
	l.end(t)
	if err := c.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	var steps []string
	for _, r := range p.Requests()[2:] {
		steps = append(steps, strings.TrimSpace(r.Method+" "+r.Path+" "+r.Query+r.Body))
	}
	want := []string{
		"POST v1/service/Login", "GET ws-service/myIstra", `POST v1/service/EventListener/bean {"name":"MixedLogsL"}`,
		"GET v1/logs/Notifications/bean listenerName=MixedLogsL", "DELETE v1/service/EventListener/bean/MixedLogsL",
		"GET v1/service/Logout",
	}
	if !slices.Equal(steps, want) {
		t.Errorf("\n got %q\nwant %q", steps, want)
	}
	if err := p.Await(t.Context(), func(s istratest.State) bool {
		return s.Sockets == 0 &&
			s.Sessions == 0
	}); err != nil {
		t.Error(err)
	}
}

func TestListenSignsInByItselfAndAgain(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	c := newClient(t, p)
	l, _ := listen(t, c)
	l.end(t)
	p.ExpireSessions()
	l, _ = listen(t, c)
	l.end(t)
	if p.Logins() != 2 {
		t.Errorf("%d sign-ins", p.Logins())
	}
}

func TestOversizeFramesArePassedOver(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	l, _ := listen(t, c)
	p.PushFrame([]byte(`{"listenerName":"MixedLogsL","item":{"unreadMissedCalls":9,"x":"` +
		strings.Repeat("x", maxFrame) + `"}}`))
	p.PushFrame([]byte(`ping`))
	p.PushFrame(nil)
	p.SetTextMessages(1)
	if got := await(t, l.events, "the next frame"); got != (CountersChanged{Counters{TextMessages: 1, Model: model}}) {
		t.Errorf("%+v", got)
	}
	l.end(t)
}

func TestListenEndsWithItsLink(t *testing.T) {
	for name, end := range map[string]func(*istratest.Platform){
		"dropped": (*istratest.Platform).DropSockets, "closed": (*istratest.Platform).CloseSockets,
		"expired": (*istratest.Platform).ExpireSessions, "stopped": (*istratest.Platform).Stop,
	} {
		t.Run(name, func(t *testing.T) {
			c, p := signedIn(t, istratest.Options{})
			l, _ := listen(t, c)
			end(p)
			err := await(t, l.done, "the end of Listen")
			if as[*NetworkError](t, err); !Retryable(err) || Explain(err) == "" {
				t.Error(err)
			}
		})
	}
}

func TestListenRefusedOnTheWay(t *testing.T) {
	for _, path := range []string{"ws-service", "v1/service/EventListener", "v1/logs/Notifications"} {
		for _, fault := range []istratest.Fault{
			{Status: 500}, {Status: 404, Body: istratest.BodyHTML}, {Status: 429, RetryAfter: "9"},
			{Status: 302, Location: "/login"}, {Drop: true},
			{Status: 200, Body: istratest.BodyPortal}, {Status: 403},
		} {
			c, p := signedIn(t, istratest.Options{})
			fault.Match = path
			p.Faults().Add(fault)
			err := c.Listen(t.Context(), func(Event) { t.Error("an event came") })
			switch {
			case fault.RetryAfter != "":
				as[*RateLimitError](t, err)
			case fault.Location != "":
				as[*RedirectError](t, err)
			case fault.Drop:
				as[*NetworkError](t, err)
			case fault.Status == 200:
				if e := as[*NotAPIError](t, err); e.What != "a sign-in page for browsers" {
					t.Errorf("%s: it is called %s", path, e.What)
				}
			default:
				if e := as[*APIError](t, err); e.Status != fault.Status {
					t.Errorf("%s: %v", path, err)
				}
			}
			if p.Logins() != 1 {
				t.Errorf("%s, %+v: %d sign-ins", path, fault, p.Logins())
			}
		}
	}
}

// A listener that an earlier connection left behind is replaced.
func TestListenerIsReplaced(t *testing.T) {
	for _, status := range []int{400, 409, 500} {
		c, p := signedIn(t, istratest.Options{})
		p.Faults().Update(func(q *istratest.Quirks) { q.KeepListeners = true })
		l, _ := listen(t, c)
		p.DropSockets()
		await(t, l.done, "the end of Listen")
		p.Faults().Add(istratest.Fault{Match: "v1/service/EventListener", Method: "POST", Status: status, Times: 1})
		l, _ = listen(t, c)
		p.SetTextMessages(1)
		await(t, l.events, "a frame")
		l.end(t)
	}
}

// The address of a listener is the platform's to choose, also when it comes to replacing one.
func TestListenerWithAnAddressOfItsOwn(t *testing.T) {
	var exists atomic.Bool
	s := newScript(t, map[string]http.HandlerFunc{
		"POST v1/service/EventListener/bean": func(w http.ResponseWriter, r *http.Request) {
			if exists.Swap(true) {
				says(409, `{"code":"ERR_EXISTS"}`)(w, r)
				return
			}
			says(201, `{"name":"MixedLogsL","restUri":"v1/service/EventListener/bean/17"}`)(w, r)
		},
		"DELETE v1/service/EventListener/bean/17": func(w http.ResponseWriter, r *http.Request) { exists.Store(false) },
	})
	c := s.client(t)
	for range 3 {
		if uri, err := c.createListener(t.Context()); err != nil || uri != "v1/service/EventListener/bean/17" {
			t.Errorf("%q, %v", uri, err)
		}
	}
}

func TestListenerAnsweredWithoutContent(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	p.Faults().Add(istratest.Fault{Match: "v1/service/EventListener", Method: "POST", Status: 204,
		Effect: true, Times: 1})
	l, _ := listen(t, c)
	p.SetTextMessages(1)
	await(t, l.events, "a frame")
	l.end(t)
	if n := len(p.RequestsTo("DELETE", "v1/service/EventListener/bean/MixedLogsL")); n != 1 {
		t.Errorf("%d deletions", n)
	}
}

// The session ends between the websocket and its listener: a websocket of the dead session would stay
// silent forever.
func TestListenStartsAnewWithANewSession(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	// the listener, and both who are asked about it
	p.Faults().Add(istratest.Fault{Match: "v1/", Status: 401, Times: 3})
	l, _ := listen(t, c)
	p.SetTextMessages(1)
	await(t, l.events, "a frame")
	l.end(t)
	if n := len(p.RequestsTo("GET", "ws-service")); n != 2 || p.Logins() != 2 {
		t.Errorf("%d websockets, %d sign-ins", n, p.Logins())
	}
}

// One new sign-in is followed; if they come thick and fast, someone else has to judge.
func TestListenFollowsANewSession(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	l, _ := listen(t, c)
	if err := c.SignIn(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := await(t, l.events, "another subscription"); got != (Subscribed{Counters{Model: model}}) {
		t.Errorf("%#v", got)
	}
	p.SetTextMessages(1)
	await(t, l.events, "a frame")
	if err := c.SignIn(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := await(t, l.done, "the end of Listen"); !errors.Is(err, errSessionReplaced) || !Retryable(err) {
		t.Error(err)
	}
}

func TestUpgradeIsRepeatedWithAFreshToken(t *testing.T) {
	var asked int
	s := newScript(t, map[string]http.HandlerFunc{"GET ws-service/myIstra": func(w http.ResponseWriter,
		r *http.Request) {
		if asked++; asked == 1 {
			w.Header().Set("X-Application", "myIstra;fresh")
		}
		says(403, `{"code":"ERR_CSRF"}`)(w, r)
	}})
	as[*APIError](t, s.client(t).Listen(t.Context(), func(Event) {}))
	got := s.requests("myIstra")
	if len(got) != 2 || got[1].Header.Get("X-Application") != "myIstra;fresh" || got[1].Header.Get("Cookie") == "" {
		t.Errorf("%d upgrades", len(got))
	}
}

func TestCloseEndsListen(t *testing.T) {
	c, _ := signedIn(t, istratest.Options{})
	l, _ := listen(t, c)
	c.Close()
	as[*ClosedError](t, await(t, l.done, "the end of Listen"))
}

// Whatever hangs, a program that wants to quit is not kept for two seconds.
func TestListenLeavesQuickly(t *testing.T) {
	for name, hang := range map[string]func(*istratest.Platform){
		"platform that hangs": func(p *istratest.Platform) { p.Faults().Add(istratest.Fault{Hang: true}) },
		"dead network":        func(p *istratest.Platform) { p.Faults().Blackhole() },
		"nothing":             func(*istratest.Platform) {},
	} {
		t.Run(name, func(t *testing.T) {
			c, p := signedIn(t, istratest.Options{})
			l, _ := listen(t, c)
			hang(p)
			start := time.Now()
			l.end(t)
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// Leaving while still on the way in: the upgrade, the listener or the subscription hangs.
func TestListenLeavesFromAnywhere(t *testing.T) {
	for _, path := range []string{"ws-service", "v1/service/EventListener", "v1/logs/Notifications"} {
		c, p := signedIn(t, istratest.Options{})
		p.Faults().Add(istratest.Fault{Match: path, Hang: true})
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- c.Listen(ctx, func(Event) {}) }()
		if err := p.Await(t.Context(), func(s istratest.State) bool {
			return strings.HasPrefix(s.Requests[len(s.Requests)-1].Path, path)
		}); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		cancel()
		if err := await(t, done, "the end of Listen"); !errors.Is(err, context.Canceled) ||
			time.Since(start) > 2*time.Second {
			t.Errorf("%s: %v after %v", path, err, time.Since(start))
		}
	}
}

// Where the subscription is taken without a word, the counters are asked for.
func TestSubscriptionWithoutContent(t *testing.T) {
	c, p := signedIn(t, istratest.Options{Voicemails: []istratest.Voicemail{{ID: "7"}}})
	p.Faults().Add(istratest.Fault{Match: "v1/logs/Notifications", Status: 204, Effect: true, Times: 1})
	l, counters := listen(t, c)
	if counters.Voicemails != 1 {
		t.Errorf("%+v", counters)
	}
	p.SetTextMessages(1)
	await(t, l.events, "a frame")
	l.end(t)
}
