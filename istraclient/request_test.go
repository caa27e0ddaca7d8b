package istraclient

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"istratray/istraclient/istratest"
)

// inBubble runs a test on fake time, against a platform behind net.Pipe.
func inBubble(t *testing.T, opts istratest.Options, test func(t *testing.T, c *Client, p *istratest.Platform)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		pipe := istratest.NewPipe()
		opts.Listener = pipe
		p, err := istratest.Start(opts)
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		c, err := New(Options{Server: p.Host(), Login: p.Login(), Password: p.Password(), ExtraCAs: p.CAPEM(),
			DialContext: pipe.Dial})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if err := c.SignIn(t.Context()); err != nil {
			t.Fatal(err)
		}
		test(t, c, p)
	})
}

// Whatever breaks after a call was sent, it is neither repeated nor said to have failed.
func TestUnknownOutcomeIsNotRepeated(t *testing.T) {
	for name, fault := range map[string]istratest.Fault{
		"dropped, done":     {Drop: true, Effect: true},
		"dropped, not done": {Drop: true},
		"502":               {Status: 502, Body: istratest.BodyHTML},
		"504":               {Status: 504},
	} {
		t.Run(name, func(t *testing.T) {
			c, p := signedIn(t, istratest.Options{Voicemails: []istratest.Voicemail{{ID: "7"}}})
			fault.Times, fault.Method = 2, "POST"
			p.Faults().Add(fault)
			fault.Method = "DELETE"
			p.Faults().Add(fault)
			for op, err := range map[string]error{
				"placeCall": c.PlaceCall(t.Context(), p.Terminals()[0].ID, "200"),
				"Voicemail": c.DeleteVoicemail(t.Context(), Ref{ID: "7"}),
			} {
				if e := as[*OutcomeUnknownError](t, err); Retryable(err) || Explain(err) == "" {
					t.Errorf("%s: %+v", op, e)
				}
			}
			if calls, deletions := p.RequestsTo("POST", "v1/user"), p.RequestsTo("DELETE", ""); len(calls) != 1 ||
				len(deletions) != 1 {
				t.Errorf("sent %d and %d times", len(calls), len(deletions))
			}
		})
	}
}

func TestCancelledCallHasAnUnknownOutcome(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	p.Faults().Add(istratest.Fault{Match: "v1/user/Terminal", Hang: true})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- c.PlaceCall(ctx, "1", "200") }()
	if err := p.Await(t.Context(), func(s istratest.State) bool {
		return strings.HasSuffix(s.Requests[len(s.Requests)-1].Path, "placeCall")
	}); err != nil {
		t.Fatal(err)
	}
	cancel()
	err := await(t, done, "the call")
	as[*OutcomeUnknownError](t, err)
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// What certainly was not sent may be tried again.
func TestCallThatWasNotSentIsANetworkError(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	p.Stop()
	err := c.PlaceCall(t.Context(), "1", "200")
	var unknown *OutcomeUnknownError
	if as[*NetworkError](t, err); errors.As(err, &unknown) || !Retryable(err) {
		t.Error(err)
	}
}

// A pooled connection that the server has closed in the meantime must not make an outcome unknown.
func TestEffectsDoNotMeetClosingConnections(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	for range 20 {
		if _, err := c.GetCounters(t.Context()); err != nil {
			t.Fatal(err)
		}
		p.DropConnections()
		if err := c.PlaceCall(t.Context(), p.Terminals()[0].ID, "200"); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(p.PlacedCalls()); n != 20 {
		t.Errorf("%d calls", n)
	}
}

func TestDialErrorOfTheCallersDialer(t *testing.T) {
	c, err := New(Options{Server: "example.com:1", Login: "a", Password: "1234",
		DialContext: func(context.Context, string, string) (net.Conn, error) {
			return nil, errors.New("no route")
		}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_, err = c.GetCounters(t.Context())
	as[*NetworkError](t, err)
}

func TestCancellationWins(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	p.Faults().Add(istratest.Fault{Hang: true})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := c.GetCounters(ctx)
	var network *NetworkError
	if !errors.Is(err, context.DeadlineExceeded) || errors.As(err, &network) || !Retryable(err) {
		t.Error(err)
	}
}

func TestTimeLimitsPhaseByPhase(t *testing.T) {
	for name, test := range map[string]struct {
		fault func(*istratest.Platform)
		limit time.Duration
	}{
		"headers": {func(p *istratest.Platform) { p.Faults().Add(istratest.Fault{Hang: true}) }, headerTime},
		"whole, trickled": {func(p *istratest.Platform) { p.Faults().Add(istratest.Fault{BytesPerSecond: 1}) },
			wholeJSONTime},
		"handshake": {func(p *istratest.Platform) { p.Faults().Blackhole() }, handshakeTime},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, istratest.Options{Voicemails: make([]istratest.Voicemail, 20)},
				func(t *testing.T, c *Client, p *istratest.Platform) {
					c.transport.CloseIdleConnections()
					synctest.Wait()
					test.fault(p)
					start := time.Now()
					_, err := c.ListVoicemails(t.Context(), ListOptions{})
					if took := time.Since(start); took < test.limit-time.Second || took > test.limit+time.Second {
						t.Errorf("took %v, want %v", took, test.limit)
					}
					if e := as[*NetworkError](t, err); !e.Timeout() || errors.Is(err, context.DeadlineExceeded) ||
						!strings.Contains(Explain(err), "in time") {
						t.Errorf("%v", err)
					}
				})
		})
	}
}

// A body that stops coming is given up; one that nobody reads is not.
func TestSilentBody(t *testing.T) {
	inBubble(t, istratest.Options{Voicemails: []istratest.Voicemail{{ID: "7"}}},
		func(t *testing.T, c *Client, p *istratest.Platform) {
			sound, err := c.VoicemailAudio(t.Context(), Ref{ID: "7"}, Ogg)
			if err != nil {
				t.Fatal(err)
			}
			defer sound.Body.Close()
			time.Sleep(time.Hour)
			if _, err := io.ReadFull(sound.Body, make([]byte, 5000)); err != nil {
				t.Fatal(err)
			}
			p.Faults().Silence()
			start := time.Now()
			_, err = io.Copy(io.Discard, sound.Body)
			// On a pipe that nobody reads, TLS takes leave for another five seconds.
			if took := time.Since(start); took < idleBodyTime || took > idleBodyTime+6*time.Second {
				t.Errorf("took %v", took)
			}
			if e := as[*NetworkError](t, err); !e.Timeout() {
				t.Error(err)
			}
		})
}

func TestDialTakesTooLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, err := New(Options{Server: "example.com:1", Login: "a", Password: "1234",
			DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
				<-ctx.Done()
				return nil, ctx.Err()
			}})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		start := time.Now()
		err = c.SignIn(t.Context())
		if e := as[*NetworkError](t, err); !e.Timeout() || time.Since(start) != dialTime ||
			errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

func TestRedirectIsNotFollowed(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		c, p := signedIn(t, istratest.Options{})
		p.Faults().Add(istratest.Fault{Status: status, Location: "http://" + p.Host() + "/elsewhere?x=1"})
		before := p.State().RequestCount
		_, err := c.GetCounters(t.Context())
		if e := as[*RedirectError](t, err); e.Status != status || e.Location != "http://"+p.Host()+"/elsewhere" ||
			Explain(err) == "" {
			t.Errorf("%+v", e)
		}
		if n := p.State().RequestCount - before; n != 1 {
			t.Errorf("%d requests", n)
		}
	}
}

func TestCloseEndsRequests(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	p.Faults().Add(istratest.Fault{Match: "v1/logs", Hang: true})
	done := make(chan error, 1)
	go func() {
		_, err := c.GetCounters(t.Context())
		done <- err
	}()
	if err := p.Await(t.Context(), func(s istratest.State) bool { return len(s.Requests) == 4 }); err != nil {
		t.Fatal(err)
	}
	c.Close()
	as[*ClosedError](t, await(t, done, "the request"))
}

func TestHandlerWithoutAnyAnswer(t *testing.T) {
	s := newScript(t, map[string]http.HandlerFunc{"GET v1/user/Info": func(http.ResponseWriter,
		*http.Request) {
		panic(http.ErrAbortHandler)
	}})
	_, err := s.client(t).GetUserInfo(t.Context())
	if as[*NetworkError](t, err); !Retryable(err) || Explain(err) == "" {
		t.Error(err)
	}
}
