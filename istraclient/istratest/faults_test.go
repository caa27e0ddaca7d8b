package istratest

import (
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
)

func TestFaultBodies(t *testing.T) {
	p := start(t, Options{})
	u := signedIn(t, p)
	for body, want := range map[Body]string{
		BodyJSON:      `{"code":"ERR_SIMULATED","message":"\"no\""}`,
		BodyCodeOnly:  `{"code":"\"no\""}`,
		BodyException: `{"cause":null,"exceptionId":4711,"firstMessage":"\"no\"","message":"\"no\""}`,
		BodyEmpty:     "",
		BodyHTML: "<html><head><title>502 Bad " +
			"Gateway</title></head><body><h1>&#34;no&#34;</h1><hr>proxy</body></html>",
		BodyPortal:    portalPage,
		BodyCutJSON:   `{"count":3,"items":[{"id":"144","remoteLabel":"Anna`,
		BodyWrongJSON: `[[1,2],["a"],null]`,
		BodyRaw:       `"no"`,
	} {
		p.Faults().Add(Fault{Status: 502, Body: body, Text: `"no"`, Times: 1})
		if r := u.do("GET", "v1/user/Info", ""); r.status != 502 || r.body != want {
			t.Errorf("%s: %+v, want %s", body, r, want)
		}
	}
	for _, body := range []Body{BodyGarbage, BodyNotGzip, ""} {
		p.Faults().Add(Fault{Status: 200, Body: body, Times: 1})
		r, err := u.send(u.request("GET", "v1/user/Info", ""))
		if (err != nil) != (body == BodyNotGzip) || err == nil && r.status != 200 {
			t.Errorf("%q: %d %v", body, r.status, err)
		}
	}
	if active := p.Faults().Active(); len(active) != 0 {
		t.Errorf("left: %+v", active)
	}
}

func TestGzipBomb(t *testing.T) {
	p := start(t, Options{})
	u := signedIn(t, p)
	p.Faults().Add(Fault{Body: BodyGzipBomb})
	req := u.request("GET", "v1/logs/Phone/bean", "")
	req.Header.Set("Accept-Encoding", "gzip")
	r, err := u.send(req)
	if err != nil || len(r.body) > 100_000 {
		t.Errorf("%d bytes, %v", len(r.body), err)
	}
	z, err := gzip.NewReader(strings.NewReader(r.body))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.CopyN(io.Discard, z, 10<<20); err != nil {
		t.Errorf("unpacks to %d bytes only: %v", n, err)
	}
}

func TestFaultsMatch(t *testing.T) {
	p := start(t, Options{Voicemails: []Voicemail{{ID: "1"}}})
	u := signedIn(t, p)
	p.Faults().Add(
		Fault{Match: "v1/logs/Voicemail", Method: "PUT", Status: 500},
		Fault{Match: "v1/logs", Times: 2, Status: 503, RetryAfter: "7"},
		Fault{Match: "v1/user", Location: "https://elsewhere.example/x"},
	)
	for _, c := range []struct {
		method, path string
		want         int
	}{
		{"GET", "v1/logs/Voicemail/bean", 503},
		{"PUT", "v1/logs/Voicemail/bean/1", 500},
		{"GET", "v1/user/Info", 302},
		{"GET", "v1/logs/Phone/bean", 503},
		{"GET", "v1/logs/Voicemail/bean", 200},
		{"PUT", "v1/logs/Voicemail/bean/1", 500},
	} {
		r := u.do(c.method, c.path, `{"read":true}`)
		if r.status != c.want || (r.status == 503) != (r.header.Get("Retry-After") == "7") {
			t.Errorf("%s %s: %+v, want %d", c.method, c.path, r, c.want)
		}
	}
	p.Faults().Clear()
	if r := u.do("GET", "v1/user/Info", ""); r.status != 200 {
		t.Errorf("%+v", r)
	}
}

func TestFaultOnWebsocket(t *testing.T) {
	p := start(t, Options{})
	u := signedIn(t, p)
	p.Faults().Add(Fault{Match: "ws-service", Status: 503, Times: 1},
		Fault{Match: "ws-service", BytesPerSecond: 1, Times: 1})
	address := strings.Replace(p.URL(), "http", "ws", 1) + "/ws-service/myIstra"
	dialer := websocket.Dialer{TLSClientConfig: u.http.Transport.(*http.Transport).TLSClientConfig}
	_, resp, err := dialer.DialContext(t.Context(), address, http.Header{"Cookie": {u.jar}, "X-Application": {u.token}})
	if err == nil || resp.StatusCode != 503 {
		t.Errorf("%v %v", resp, err)
	}
	u.open()
}

func TestLostAnswers(t *testing.T) {
	p := start(t, Options{Voicemails: []Voicemail{{ID: "1"}}})
	u := signedIn(t, p)
	place := func() error {
		_, err := u.send(u.request("POST", "v1/user/Terminal/"+p.Terminals()[0].ID+"/placeCall",
			`{"destination":"200"}`))
		return err
	}
	p.Faults().Add(Fault{Match: "v1/user/Terminal", Drop: true, Times: 1})
	if err := place(); err == nil || len(p.PlacedCalls()) != 0 {
		t.Errorf("dropped before: %v, %v", err, p.PlacedCalls())
	}
	p.Faults().Add(Fault{Match: "v1/user/Terminal", Drop: true, Effect: true, Times: 1})
	if err := place(); err == nil || len(p.PlacedCalls()) != 1 {
		t.Errorf("dropped after: %v, %v", err, p.PlacedCalls())
	}
	p.Faults().Add(Fault{Method: "DELETE", Status: 504, Effect: true})
	if r := u.do("DELETE", "v1/logs/Voicemail/bean/1", ""); r.status != 504 || len(p.State().Voicemails) != 0 {
		t.Errorf("%+v, %v", r, p.State())
	}
}

func TestCutBodies(t *testing.T) {
	p := start(t, Options{Voicemails: []Voicemail{{ID: "1", Speech: "lunch"}}})
	for name, path := range map[string]string{"JSON": "v1/user/Info", "sound": "v1/logs/Voicemail/bean/1.ogg"} {
		t.Run(name, func(t *testing.T) {
			u := signedIn(t, p)
			p.Faults().Add(Fault{CutAfter: 100, Times: 1})
			req := u.request("GET", path, "")
			req.Header.Set("Accept-Encoding", "identity")
			r, err := u.send(req)
			if !errors.Is(err, io.ErrUnexpectedEOF) || len(r.body) != 100 {
				t.Errorf("%d bytes, %v", len(r.body), err)
			}
		})
	}
}

func TestSlownessAndDelays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := start(t, Options{Listener: NewPipe(), Voicemails: []Voicemail{{ID: "1",
			Sounds: map[string][]byte{"ogg": make([]byte, 64_000)}}}})
		u := signedIn(t, p)
		for name, c := range map[string]struct {
			fault Fault
			want  time.Duration
		}{
			"slow":    {Fault{BytesPerSecond: 8000, Times: 1}, 8 * time.Second},
			"delayed": {Fault{Delay: time.Minute, Times: 1}, time.Minute},
			"both":    {Fault{BytesPerSecond: 64_000, Delay: time.Second, Times: 1}, 2 * time.Second},
		} {
			p.Faults().Add(c.fault)
			before := time.Now()
			r := u.do("GET", "v1/logs/Voicemail/bean/1.ogg", "")
			if took := time.Since(before); (took-c.want).Abs() > 200*time.Millisecond || len(r.body) != 64_000 {
				t.Errorf("%s: %d bytes in %v, want %v", name, len(r.body), took, c.want)
			}
		}
	})
}

func TestHangingEndsWithThePlatform(t *testing.T) {
	p := start(t, Options{})
	u := signedIn(t, p)
	p.Faults().Add(Fault{Hang: true})
	failed := make(chan error, 1)
	go func() {
		_, err := u.send(u.request("GET", "v1/user/Info", ""))
		failed <- err
	}()
	if err := p.Await(t.Context(), func(s State) bool { return s.RequestCount == 2 }); err != nil {
		t.Fatal(err)
	}
	p.Close()
	if err := <-failed; err == nil {
		t.Error("a hanging request was answered")
	}
}
