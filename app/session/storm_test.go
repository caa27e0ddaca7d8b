package session_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient"
	"istratray/istraclient/istratest"
)

// trouble is one kind of outage, with what it may cost the platform.
type trouble struct {
	name     string
	begin    func(w *world)
	end      func(w *world) // nil: the faults are cleared
	requests [2]int         // at most, of one agent in 10 and in 60 minutes
	late     time.Duration  // how much longer than five minutes it may take to be over
}

func faults(list ...istratest.Fault) func(w *world) {
	return func(w *world) { w.platform.Faults().Add(list...) }
}

func everything(f istratest.Fault) func(w *world) {
	return func(w *world) {
		w.platform.DropSockets()
		w.platform.Faults().Add(f)
	}
}

// butLogin spoils everything but Login.
func butLogin(status int) func(w *world) {
	return func(w *world) {
		w.platform.DropSockets()
		for _, match := range []string{"v1/logs", "v1/user", "v1/service/EventListener", "ws-service"} {
			w.platform.Faults().Add(istratest.Fault{Match: match, Status: status})
		}
	}
}

// postFails is a Login whose trouble a GET doesn't show. It is looked at every 10 to 12 minutes.
func postFails(how string, f istratest.Fault) trouble {
	f.Match, f.Method = "v1/service/Login", "POST"
	return trouble{name: "sessions are lost, and a POST to Login " + how + " though a GET looks well",
		begin: func(w *world) {
			w.platform.ExpireSessions()
			w.platform.Faults().Add(f)
		}, requests: [2]int{60, 260}, late: 7 * time.Minute}
}

var errNoRoute = &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("no route to host")}

var troubles = []trouble{
	{name: "the server refuses connections", begin: func(w *world) { w.platform.Stop() },
		end: func(w *world) { _ = w.platform.Resume() }, requests: [2]int{50, 200}},
	{name: "the server has lost its sessions, then refuses connections", begin: func(w *world) {
		w.platform.ExpireSessions()
		w.platform.Stop()
	},
		end: func(w *world) { _ = w.platform.Resume() }, requests: [2]int{50, 200}},
	{name: "no network", begin: func(w *world) {
		w.platform.DropConnections()
		w.divert(func(context.Context, string, string) (net.Conn, error) { return nil, errNoRoute })
	}, end: func(w *world) { w.divert(nil) }, requests: [2]int{50, 200}},
	{name: "silence", begin: func(w *world) { w.platform.Faults().Blackhole() },
		end: func(w *world) { w.platform.Faults().Thaw() }, requests: [2]int{50, 200}},
	{name: "every request answers 500", begin: everything(istratest.Fault{Status: 500}), requests: [2]int{50, 200}},
	{name: "every request answers 502, a page", begin: everything(istratest.Fault{Status: 502,
		Body: istratest.BodyHTML}), requests: [2]int{50, 200}},
	{name: "503 with Retry-After: 120", begin: everything(istratest.Fault{Status: 503, RetryAfter: "120"}),
		requests: [2]int{20, 60}},
	{name: "429", begin: everything(istratest.Fault{Status: 429}), requests: [2]int{50, 200}},
	{name: "every request hangs", begin: everything(istratest.Fault{Hang: true}), requests: [2]int{50, 200}},
	{name: "a portal's page", begin: everything(istratest.Fault{Status: 200, Body: istratest.BodyPortal}),
		requests: [2]int{50, 200}},
	{name: "everything but Login answers 401", begin: butLogin(401), requests: [2]int{80, 350}},
	{name: "everything but Login answers 403", begin: butLogin(403), requests: [2]int{80, 350}},
	{name: "sessions are lost, and Login answers 500", begin: func(w *world) {
		w.platform.ExpireSessions()
		w.platform.Faults().Add(istratest.Fault{Match: "v1/service/Login", Status: 500})
	}, requests: [2]int{60, 260}},
	{name: "sessions are lost, and Login hangs", begin: func(w *world) {
		w.platform.ExpireSessions()
		w.platform.Faults().Add(istratest.Fault{Match: "v1/service/Login", Hang: true})
	}, requests: [2]int{60, 260}},
	{name: "sessions are lost, and Login answers a page", begin: func(w *world) {
		w.platform.ExpireSessions()
		w.platform.Faults().Add(istratest.Fault{Match: "v1/service/Login", Status: 403, Body: istratest.BodyHTML})
	}, requests: [2]int{60, 260}},
	postFails("answers 500", istratest.Fault{Status: 500}),
	postFails("answers 429", istratest.Fault{Status: 429}),
	postFails("answers a page", istratest.Fault{Status: 403, Body: istratest.BodyHTML}),
	postFails("hangs", istratest.Fault{Hang: true}),
	postFails("answers nothing", istratest.Fault{Drop: true}),
	{name: "sessions are lost, and Login answers 500 to a POST, now this and now that to a GET", begin: func(w *world) {
		w.platform.ExpireSessions()
		w.platform.Faults().Add(istratest.Fault{Match: "v1/service/Login", Method: "POST", Status: 500})
		for range 100 {
			w.platform.Faults().Add(istratest.Fault{Match: "v1/service/Login", Status: 503, Times: 1},
				istratest.Fault{Match: "v1/service/Login", Status: 405, Times: 2},
				istratest.Fault{Match: "v1/service/Login", Status: 404, Times: 1})
		}
	}, requests: [2]int{60, 260}, late: 7 * time.Minute},
	{name: "sessions are lost, and everything answers 503", begin: func(w *world) {
		w.platform.ExpireSessions()
		w.platform.Faults().Add(istratest.Fault{Status: 503})
	}, requests: [2]int{60, 250}},
	{name: "a rate limiter's 403 page, also at Login", begin: func(w *world) {
		w.platform.ExpireSessions()
		w.platform.Faults().Add(istratest.Fault{Status: 403, Body: istratest.BodyHTML})
	}, requests: [2]int{60, 250}},
	{name: "the mailbox answers 401", begin: faults(istratest.Fault{Match: "v1/logs/Voicemail", Status: 401}),
		requests: [2]int{40, 150}},
	{name: "the mailbox answers 503", begin: faults(istratest.Fault{Match: "v1/logs/Voicemail", Status: 503}),
		requests: [2]int{40, 150}},
	{name: "push is refused", begin: func(w *world) {
		w.platform.DropSockets()
		w.platform.Faults().Add(istratest.Fault{Match: "ws-service", Status: 404})
	}, requests: [2]int{50, 200}},
}

// TestNoOutageIsAStorm measures what one agent costs the platform in an outage. The table in docs/reliability.md
// has its numbers: go test -run TestNoOutageIsAStorm -v.
func TestNoOutageIsAStorm(t *testing.T) {
	for _, trouble := range troubles {
		for i, length := range []time.Duration{10 * time.Minute, time.Hour} {
			if length == time.Hour && !longOutages {
				continue
			}
			t.Run(fmt.Sprintf("%s/%v", trouble.name, length), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { live(t, trouble, length, trouble.requests[i]) })
			})
		}
	}
}

// passwordsSent counts the sign-ins that reached the platform, whatever became of them.
func (w *world) passwordsSent() (n int) {
	for _, r := range w.platform.RequestsTo("POST", "v1/service/Login") {
		if r.Header.Get("Authorization") != "" {
			n++
		}
	}
	return n
}

func live(t *testing.T, trouble trouble, length time.Duration, most int) {
	w := newWorld(t, istratest.Options{KeepRequests: 100_000})
	w.begin()
	w.resume()
	w.wantPush(true)
	time.Sleep(time.Minute)
	logins, requests, dials := w.passwordsSent(), len(w.platform.Requests()), w.dials.Load()
	trouble.begin(w)
	time.Sleep(length)
	logins = w.passwordsSent() - logins
	requests = len(w.platform.Requests()) - requests
	asked := max(requests, int(w.dials.Load()-dials))
	t.Logf("%d sign-ins, %d requests", logins, asked)
	if logins > 2 || asked > most {
		t.Errorf("%d sign-ins and %d requests, want at most 2 and %d", logins, asked, most)
	}
	if slices.Contains(w.passed(), inbox.NeedsSignIn) {
		t.Errorf("states %v", w.passed())
	}
	if trouble.end == nil {
		trouble.end = func(w *world) { w.platform.Faults().Clear() }
	}
	trouble.end(w)
	id := w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna"})
	within := 5*time.Minute + trouble.late
	w.wait(within, "announcement", func() error {
		if got := w.announced(); !slices.Equal(got, []string{"voicemail:" + id}) {
			return fmt.Errorf("announced %v, %+v", got, w.snapshot().Connection)
		}
		return nil
	})
	w.wantState(inbox.Online)
	time.Sleep(time.Minute)
	if n := w.platform.State().Sessions; n != 1 {
		t.Errorf("%d sessions on the platform", n)
	}
	w.stop()
	w.platform.Close()
}

func TestLinkChangesCostNoSignIn(t *testing.T) {
	inWorld(t, istratest.Options{KeepRequests: 10_000}, func(w *world) {
		requests := len(w.platform.Requests())
		for i := range 49 {
			if i%7 == 0 {
				w.platform.DropConnections()
			}
			w.network <- struct{}{}
			time.Sleep(600 * time.Millisecond)
		}
		w.wantPush(true)
		if n := w.platform.Logins(); n > 2 {
			t.Errorf("%d sign-ins", n)
		}
		if n := len(w.platform.Requests()) - requests; n > 150 {
			t.Errorf("%d requests", n)
		}
	})
}

// The network changes every 2 s, and each answer takes 3 s.
func TestASlowLineThatChangesGetsOnline(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.stop()
		w.platform.Faults().Add(istratest.Fault{Delay: 3 * time.Second})
		w.begin()
		w.resume()
		changing := make(chan struct{})
		done := make(chan struct{})
		go func() {
			defer close(done)
			for {
				select {
				case <-changing:
					return
				case <-time.After(2 * time.Second):
					w.network <- struct{}{}
				}
			}
		}()
		began := time.Now()
		w.wantState(inbox.Online)
		if took := time.Since(began); took > 30*time.Second {
			t.Errorf("online after %v", took)
		}
		time.Sleep(time.Minute)
		if c := w.snapshot().Connection; c.State != inbox.Online {
			t.Errorf("after a minute: %+v", c)
		}
		close(changing)
		<-done
	})
}

// An account with a second password is asked for a code when its session has ended, not when a server is ill.
func TestNoCodeIsAskedForInAnOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, istratest.Options{SecondPassword: "4711"})
		w.platform.Faults().Set(istratest.Quirks{TwoStep: "authBySMS"})
		w.begin()
		if err := w.session.SignIn(t.Context(), w.credentials()); !errors.As(err, new(*istraclient.SecondFactorError)) {
			t.Fatalf("signing in: %v", err)
		}
		if err := w.session.SecondFactor(t.Context(), "4711"); err != nil {
			t.Fatal(err)
		}
		w.wantPush(true)
		before := len(w.passed())
		for _, status := range []int{500, 502, 503, 429, 404} {
			w.platform.DropSockets()
			w.platform.Faults().Add(istratest.Fault{Status: status})
			time.Sleep(20 * time.Minute)
			w.platform.Faults().Clear()
			w.wantPush(true)
		}
		if states := w.passed()[before:]; slices.Contains(states, inbox.NeedsSignIn) || w.platform.Logins() != 2 {
			t.Errorf("states %v, %d sign-ins", states, w.platform.Logins())
		}
		w.platform.ExpireSessions()
		w.wantState(inbox.NeedsSignIn)
		if c := w.snapshot().Connection; c.Problem.Code != inbox.SecondFactor {
			t.Errorf("asked for %+v", c.Problem)
		}
		w.stop()
		w.platform.Close()
	})
}

// Retry-After outlives the program.
func TestRetryAfterOutlivesTheProgram(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.platform.DropSockets()
		w.platform.Faults().Add(istratest.Fault{Status: http.StatusServiceUnavailable, RetryAfter: "600"})
		w.wantState(inbox.Offline)
		w.stop()
		w.platform.Faults().Clear()
		requests := len(w.platform.Requests())
		began := time.Now()
		w.begin()
		w.resume()
		time.Sleep(9 * time.Minute)
		if n := len(w.platform.Requests()) - requests; n != 0 {
			t.Errorf("%d requests while the platform wanted none", n)
		}
		w.wantState(inbox.Online)
		if took := time.Since(began); took > 12*time.Minute {
			t.Errorf("online after %v", took)
		}
	})
}
