package istraclient

import (
	"testing"
	"testing/synctest"
	"time"

	"istratray/istraclient/istratest"
)

// within checks a time on the fake clock.
func within(t *testing.T, took, least, most time.Duration) {
	t.Helper()
	if took < least || took > most {
		t.Errorf("took %v, want %v to %v", took, least, most)
	}
}

// ended waits for the end of a stream on fake time and checks that it is a time-out.
func ended(t *testing.T, l *listening) {
	t.Helper()
	err := <-l.done
	if e := as[*NetworkError](t, err); !e.Timeout() || !Retryable(err) {
		t.Errorf("%v", err)
	}
}

// listenFor stays connected for a while.
func listenFor(t *testing.T, c *Client, d time.Duration) *listening {
	t.Helper()
	l, _ := listen(t, c)
	time.Sleep(d)
	synctest.Wait()
	return l
}

func TestKeepAliveRhythm(t *testing.T) {
	for timeout, every := range map[time.Duration]time.Duration{
		0: 30 * time.Second, 5 * time.Minute: 30 * time.Second, 90 * time.Second: 30 * time.Second,
		time.Minute:     20 * time.Second,
		6 * time.Second: 2 * time.Second, time.Second: time.Second / 3,
	} {
		inBubble(t, istratest.Options{}, func(t *testing.T, c *Client, p *istratest.Platform) {
			p.Faults().Update(func(q *istratest.Quirks) { q.TimeoutFrame = timeout })
			l := listenFor(t, c, 10*time.Minute+time.Millisecond)
			s := p.State()
			want := int(10 * time.Minute / every)
			if s.KeepAlives != want || s.Pings != want+1 {
				t.Errorf("with %v: %d keep-alives and %d pings, want %d", timeout, s.KeepAlives, s.Pings, want)
			}
			l.end(t)
		})
	}
}

// Keep-alives hold the session: a day without any other traffic, and one sign-in.
func TestStreamLastsForADay(t *testing.T) {
	inBubble(t, istratest.Options{}, func(t *testing.T, c *Client, p *istratest.Platform) {
		l := listenFor(t, c, 24*time.Hour)
		p.SetTextMessages(1)
		if got := <-l.events; got != (CountersChanged{Counters{TextMessages: 1, Model: model}}) {
			t.Errorf("%+v", got)
		}
		if p.Logins() != 1 {
			t.Errorf("%d sign-ins", p.Logins())
		}
		l.end(t)
	})
}

func TestHalfOpenLinkIsNoticedIn45Seconds(t *testing.T) {
	for _, quirks := range []istratest.Quirks{{}, {PingFrames: 20 * time.Second},
		{PingFrames: 20 * time.Second, IgnorePings: true}} {
		inBubble(t, istratest.Options{}, func(t *testing.T, c *Client, p *istratest.Platform) {
			p.Faults().Set(quirks)
			l := listenFor(t, c, 3*time.Minute)
			p.Faults().Silence()
			start := time.Now()
			ended(t, l)
			within(t, time.Since(start), 10*time.Second, 46*time.Second)
		})
	}
}

// A server that answers no pings and has nothing to say is not dropped for it.
func TestSilentServerIsNotDropped(t *testing.T) {
	for _, quirks := range []istratest.Quirks{
		{IgnorePings: true}, {IgnorePings: true, PingFrames: time.Minute},
		{IgnorePings: true, TimeoutFrame: 5 * time.Minute},
	} {
		inBubble(t, istratest.Options{}, func(t *testing.T, c *Client, p *istratest.Platform) {
			p.Faults().Set(quirks)
			l := listenFor(t, c, 3*time.Hour)
			p.SetTextMessages(1)
			<-l.events
			l.end(t)
		})
	}
}

// Such a server's own rhythm, once known, tells when it is gone.
func TestServersRhythmCounts(t *testing.T) {
	inBubble(t, istratest.Options{}, func(t *testing.T, c *Client, p *istratest.Platform) {
		p.Faults().Set(istratest.Quirks{IgnorePings: true, PingFrames: time.Minute})
		l := listenFor(t, c, 5*time.Minute)
		p.Faults().Silence()
		start := time.Now()
		ended(t, l)
		within(t, time.Since(start), writeTime, 126*time.Second) // a write may notice it first
	})
}

// What one link learned about the server holds for the next, until that is disproved.
func TestWhetherPingsAreAnsweredIsLearned(t *testing.T) {
	inBubble(t, istratest.Options{}, func(t *testing.T, c *Client, p *istratest.Platform) {
		listenFor(t, c, time.Second).end(t)
		p.Faults().Set(istratest.Quirks{IgnorePings: true})
		start := time.Now()
		l, _ := listen(t, c)
		ended(t, l) // taken for dead, since it used to answer
		within(t, time.Since(start), silenceLimit, silenceLimit+time.Second)
		listenFor(t, c, time.Hour).end(t)
	})
}

func TestProbe(t *testing.T) {
	inBubble(t, istratest.Options{}, func(t *testing.T, c *Client, p *istratest.Platform) {
		c.Probe() // before anybody listens
		l, _ := listen(t, c)
		for range 3 {
			c.Probe()
			c.Probe()
			time.Sleep(time.Minute + time.Second)
		}
		p.Faults().Silence()
		start := time.Now()
		c.Probe()
		ended(t, l)
		within(t, time.Since(start), probeTime, 2*probeTime)
	})
}

// A handler that takes its time loses nothing.
func TestSlowHandlerGetsEveryEvent(t *testing.T) {
	const frames = 500
	inBubble(t, istratest.Options{}, func(t *testing.T, c *Client, p *istratest.Platform) {
		seen := 0
		done := make(chan struct{})
		go func() {
			defer close(done)
			_ = c.Listen(t.Context(), func(e Event) { // ends with the platform
				if change, ok := e.(CountersChanged); ok {
					if seen++; change.TextMessages != seen {
						t.Errorf("event %d is %+v", seen, change)
					}
				}
				time.Sleep(100 * time.Millisecond)
			})
		}()
		synctest.Wait()
		time.Sleep(time.Second)
		for i := range frames {
			p.SetTextMessages(i + 1)
		}
		time.Sleep(2 * time.Minute)
		p.CloseSockets()
		<-done
		if seen != frames {
			t.Errorf("%d of %d events", seen, frames)
		}
	})
}
