package istratest

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRoots(t *testing.T) {
	for name, c := range map[string]struct {
		opts           Options
		api, portal    string
		url            string
		missing, other string
	}{
		"under restletrouter": {Options{}, "/restletrouter/v1/user/Info", "/", "/restletrouter",
			"/v1/user/Info", "/restletrouter"},
		"at the root": {Options{AtRoot: true}, "/v1/user/Info", "/", "", "/restletrouter/v1/user/Info", "/"},
	} {
		t.Run(name, func(t *testing.T) {
			c.opts.NoTLS = true
			p := start(t, c.opts)
			if want := "http://" + p.Host() + c.url; p.URL() != want {
				t.Errorf("URL %s, want %s", p.URL(), want)
			}
			for path, want := range map[string]string{
				c.api: "403 application/json;charset=UTF-8", c.portal: "200 text/html; charset=utf-8",
				c.other: "200 text/html; charset=utf-8",
			} {
				resp, err := http.Get("http://" + p.Host() + path)
				if err != nil {
					t.Fatal(err)
				}
				resp.Body.Close()
				if got := resp.Status[:4] + resp.Header.Get("Content-Type"); got != want {
					t.Errorf("%s: %s, want %s", path, got, want)
				}
			}
			resp, err := http.Get("http://" + p.Host() + c.missing)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			http.DefaultClient.CloseIdleConnections()
			if isAPI := strings.HasPrefix(resp.Header.Get("Content-Type"), "application/json"); isAPI != c.opts.AtRoot {
				t.Errorf("%s: %s %v", c.missing, resp.Status, resp.Header)
			}
		})
	}
}

func TestHost(t *testing.T) {
	p := start(t, Options{Host: "istra.example"})
	if !strings.HasPrefix(p.Host(), "istra.example:") {
		t.Error(p.Host())
	}
	if p := start(t, Options{Listener: NewPipe()}); p.URL() != "https://istra.example/restletrouter" {
		t.Error(p.URL())
	}
	if _, err := Start(Options{Addr: "no address"}); err == nil {
		t.Error("started at no address")
	}
}

func TestRequestsAreRecorded(t *testing.T) {
	p := start(t, Options{KeepRequests: 3})
	u := signedIn(t, p)
	early := p.State()
	for range 9 {
		u.do("PUT", "v1/logs/Voicemail/bean/1?x=y", `{"read":true}`)
	}
	if n := len(p.Requests()); n < 3 || n > 6 {
		t.Errorf("%d requests are kept", n)
	}
	if s := p.State(); s.RequestCount != 10 {
		t.Errorf("%d requests are counted", s.RequestCount)
	}
	last := p.RequestsTo("PUT", "v1/logs")[0]
	if last.Path != "v1/logs/Voicemail/bean/1" || last.Query != "x=y" || last.Body != `{"read":true}` ||
		last.Header.Get("Cookie") != u.jar {
		t.Errorf("%+v", last)
	}
	if len(p.RequestsTo("GET", "")) != 0 || early.Requests[0].Path != "v1/service/Login" {
		t.Errorf("%+v", early.Requests)
	}
}

func TestAwait(t *testing.T) {
	p := start(t, Options{})
	go p.AddVoicemail(Voicemail{})
	if err := p.Await(t.Context(), func(s State) bool { return len(s.Voicemails) == 1 }); err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	err := p.Await(ctx, func(State) bool { return false })
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "1 voicemails") {
		t.Error(err)
	}
}

func TestIDsAndOrder(t *testing.T) {
	p := start(t, Options{Voicemails: []Voicemail{{Time: noon}, {Time: noon.Add(time.Hour)},
		{Time: noon.Add(-time.Hour)}}})
	if id := p.AddVoicemail(Voicemail{Time: noon}); id != "147" {
		t.Errorf("ID %s", id)
	}
	var ids []string
	for _, v := range p.State().Voicemails {
		ids = append(ids, v.ID)
	}
	if got := strings.Join(ids, " "); got != "145 147 144 146" {
		t.Errorf("order %s", got)
	}
}

func TestSlowReadersAreDropped(t *testing.T) {
	_, theirs := net.Pipe()
	s := &socket{wire: &gateConn{Conn: theirs, gate: new(gate), closed: make(chan struct{})},
		frames: make(chan frame, 1)}
	s.queue(frame{})
	s.queue(frame{})
	select {
	case <-s.wire.closed:
	default:
		t.Error("a full queue keeps its client")
	}
}

func TestNowhere(t *testing.T) {
	var w http.ResponseWriter = nowhere{}
	w.WriteHeader(200)
	if n, err := io.WriteString(w, "text"); n != 4 || err != nil || len(w.Header()) != 0 {
		t.Errorf("%d %v", n, err)
	}
}
