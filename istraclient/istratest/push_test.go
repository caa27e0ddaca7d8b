package istratest

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
)

func TestListenersNeedAWebsocket(t *testing.T) {
	p := start(t, Options{})
	u := signedIn(t, p)
	if r := u.do("POST", "v1/service/EventListener/bean", `{"name":"L"}`); r.status != 412 {
		t.Errorf("%+v", r)
	}
	u.open()
	if r := u.do("POST", "v1/service/EventListener/bean", `{}`); r.status != 400 {
		t.Errorf("without a name: %+v", r)
	}
	r := u.do("POST", "v1/service/EventListener/bean", `{"name":"L"}`)
	if r.body != `{"name":"L","restUri":"v1/service/EventListener/bean/L"}` {
		t.Errorf("%+v", r)
	}
	if r := u.do("GET", "v1/logs/Notifications/bean?listenerName=Other", ""); r.status != 404 {
		t.Errorf("another listener: %+v", r)
	}
	for _, want := range []int{200, 404} {
		if r := u.do("DELETE", "v1/service/EventListener/bean/L", ""); r.status != want {
			t.Errorf("deleting: %+v, want %d", r, want)
		}
	}
}

func TestSnapshot(t *testing.T) {
	p := start(t, Options{Voicemails: []Voicemail{{}, {}}, Calls: []Call{{Missed: true}}})
	u := signedIn(t, p)
	want := `{"model":"v1/data/RestletApiSessionCounters","unreadMissedCalls":1,"unreadTextMessages":0,"unreadVoiceMails":2}`
	if r := u.do("GET", "v1/logs/Notifications/bean", ""); r.body != want {
		t.Errorf("%s", r.body)
	}
	if s := p.State(); s.Subscribed != 0 {
		t.Error("a plain snapshot subscribes")
	}
}

func TestCountersArePushed(t *testing.T) {
	p := start(t, Options{})
	u := signedIn(t, p)
	conn := u.subscribe("L")
	id := p.AddVoicemail(Voicemail{})
	p.AddCall(Call{Missed: true})
	p.AddCall(Call{Incoming: true}) // moves nothing
	p.SetRead(id, true)
	u.do("PUT", "v1/logs/Voicemail/bean/"+id, `{"read":false}`)
	p.ResetMissed()
	for _, want := range []string{
		frameOf("0", "0", "1"), frameOf("1", "0", "1"), frameOf("1", "0", "0"), frameOf("1", "0", "1"),
		frameOf("0", "0", "1"),
	} {
		if got := readFrame(t, conn); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestOneReadPlusOneNew(t *testing.T) {
	p := start(t, Options{Voicemails: []Voicemail{{ID: "1"}}})
	conn := signedIn(t, p).subscribe("L")
	swap := func(old string) (id string) {
		p.Together(func() {
			p.SetRead(old, true)
			id = p.AddVoicemail(Voicemail{})
		})
		return id
	}
	second := swap("1") // no frame: the counter is where it was
	p.Faults().Set(Quirks{ChattyFrames: true})
	swap(second)
	p.SetTextMessages(1)
	for _, want := range []string{frameOf("0", "0", "1"), frameOf("0", "1", "1")} {
		if got := readFrame(t, conn); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestFrameQuirks(t *testing.T) {
	const ours = `{"item":{"model":"v1/data/RestletApiSessionCounters","unreadMissedCalls":0,"unreadTextMessages":0,"unreadVoiceMails":1},"listenerName":"L"}`
	for name, c := range map[string]struct {
		quirks Quirks
		want   []string // prefixes
	}{
		"as described": {Quirks{}, []string{ours}},
		"arrays":       {Quirks{FrameArrays: true}, []string{`{"item":[{"model"`}},
		"strings": {Quirks{LooseTypes: true},
			[]string{`{"item":{"model":"v1/data/RestletApiSessionCounters","unreadMissedCalls":"0"`}},
		"foreign": {Quirks{ForeignFrames: true},
			[]string{`{"item":{"model":"v1/data/RestletApiSessionCounters","unreadMissedCalls":77`, ours}},
		"malformed": {Quirks{MalformedFrames: true}, []string{`{"listenerName":"L","item":{"unreadMissedCalls":`,
			ours}},
		"time-out": {Quirks{TimeoutFrame: 5 * time.Minute}, []string{`{"timeout_milliseconds":300000}`, ours}},
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t, Options{})
			p.Faults().Set(c.quirks)
			conn := signedIn(t, p).subscribe("L")
			p.AddVoicemail(Voicemail{})
			for _, want := range c.want {
				if got := readFrame(t, conn); !strings.HasPrefix(got, want) {
					t.Errorf("got %s, want %s…", got, want)
				}
			}
		})
	}
}

func TestBinaryAndArbitraryFrames(t *testing.T) {
	p := start(t, Options{})
	conn := signedIn(t, p).open()
	p.Faults().Set(Quirks{BinaryFrames: true})
	p.PushFrame([]byte("whatever"))
	kind, data, err := conn.ReadMessage()
	if err != nil || kind != websocket.BinaryMessage || string(data) != "whatever" {
		t.Errorf("%d %q %v", kind, data, err)
	}
}

func TestLostFrames(t *testing.T) {
	p := start(t, Options{})
	conn := signedIn(t, p).subscribe("L")
	p.Faults().Set(Quirks{LostFrames: true})
	p.AddVoicemail(Voicemail{})
	p.Faults().Set(Quirks{})
	p.AddVoicemail(Voicemail{})
	if got := readFrame(t, conn); got != frameOf("0", "0", "2") {
		t.Error(got)
	}
}

// TestListenersGoWithTheirWebsocket catches clients that reconnect without subscribing again.
func TestListenersGoWithTheirWebsocket(t *testing.T) {
	for name, keep := range map[string]bool{"gone": false, "kept": true} {
		t.Run(name, func(t *testing.T) {
			p := start(t, Options{})
			p.Faults().Set(Quirks{KeepListeners: keep})
			u := signedIn(t, p)
			u.subscribe("L")
			p.DropSockets()
			if err := p.Await(t.Context(), func(s State) bool { return s.Sockets == 0 }); err != nil {
				t.Fatal(err)
			}
			conn := u.open()
			p.AddVoicemail(Voicemail{})
			p.PushFrame([]byte("end"))
			if got := readFrame(t, conn); (got != "end") != keep {
				t.Errorf("kept listeners %v: %s", keep, got)
			}
		})
	}
}

func TestWebsocketNeedsASession(t *testing.T) {
	p := start(t, Options{})
	u := signedIn(t, p)
	for header, want := range map[string]int{"Cookie": 401, "X-Application": 403} {
		req := u.request("GET", "ws-service/myIstra", "")
		req.Header.Del(header)
		if r, err := u.send(req); err != nil || r.status != want {
			t.Errorf("without %s: %+v %v", header, r, err)
		}
	}
	if r := u.do("GET", "ws-service/myIstra", ""); r.status != 400 {
		t.Errorf("without an upgrade: %+v", r)
	}
	u.token = "myIstra" // no token is needed
	u.open()
}

func TestWebsocketsEndWithTheirSession(t *testing.T) {
	p := start(t, Options{})
	for name, end := range map[string]func(*user){
		"logging out": func(u *user) { u.do("GET", "v1/service/Logout", "") },
		"expiry":      func(*user) { p.ExpireSessions() },
		"closing":     func(*user) { p.CloseSockets() },
	} {
		t.Run(name, func(t *testing.T) {
			u := signedIn(t, p)
			conn := u.subscribe("L")
			end(u)
			if _, _, err := conn.ReadMessage(); !websocket.IsCloseError(err, websocket.CloseGoingAway) {
				t.Error(err)
			}
		})
	}
}

// TestKeepAlive shows with the bubble's clock that keep-alives keep a session, and that pings don't.
func TestKeepAlive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := start(t, Options{Listener: NewPipe()})
		u := signedIn(t, p)
		conn := u.subscribe("L")
		go drain(conn)
		for range 70 {
			time.Sleep(30 * time.Second)
			if err := conn.WriteMessage(websocket.TextMessage, []byte(`{"keepalive":"true"}`)); err != nil {
				t.Fatal(err)
			}
		}
		synctest.Wait()
		if s := p.State(); s.Sessions != 1 || s.KeepAlives != 70 {
			t.Errorf("%v with %d keep-alives", s, s.KeepAlives)
		}
		for range 31 {
			if err := conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(time.Second)); err != nil {
				break
			}
			time.Sleep(time.Minute)
		}
		if s := p.State(); s.Sessions != 0 || s.Pings < 29 {
			t.Errorf("%v with %d pings", s, s.Pings)
		}
	})
}

// drain reads until the connection ends: on a pipe nothing can be written to who does not read.
func drain(conn *websocket.Conn) {
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			return
		}
	}
}

func TestAnnouncedTimeoutIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := start(t, Options{Listener: NewPipe()})
		p.Faults().Set(Quirks{TimeoutFrame: time.Minute})
		conn := signedIn(t, p).open()
		readFrame(t, conn)
		_ = conn.SetReadDeadline(time.Time{})
		before := time.Now()
		if _, _, err := conn.ReadMessage(); err == nil || time.Since(before) > time.Minute+time.Second {
			t.Errorf("after %v: %v", time.Since(before), err)
		}
	})
}

func TestPings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := start(t, Options{Listener: NewPipe()})
		p.Faults().Set(Quirks{PingFrames: 10 * time.Second, IgnorePings: true})
		conn := signedIn(t, p).open()
		conn.SetPongHandler(func(string) error {
			t.Error("a ping was answered")
			return nil
		})
		if err := conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(time.Second)); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			_ = conn.SetReadDeadline(time.Now().Add(11 * time.Second))
			if _, data, err := conn.ReadMessage(); err != nil || string(data) != "ping" {
				t.Errorf("%q %v", data, err)
			}
		}
	})
}
