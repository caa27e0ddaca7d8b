package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"istratray/istraclient/istratest"
)

// newPage starts a platform and its control page.
func newPage(t *testing.T, opts istratest.Options) (*istratest.Platform, *httptest.Server) {
	t.Helper()
	opts.NoTLS = true
	p, err := istratest.Start(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	server := httptest.NewServer(newControl(p))
	t.Cleanup(server.Close)
	return p, server
}

func send(t *testing.T, req *http.Request) (int, string) {
	t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, strings.TrimSpace(string(body))
}

// form is a POST with the fields of a query.
func form(t *testing.T, address, fields string) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "POST", address, strings.NewReader(fields))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return req
}

func TestCommands(t *testing.T) {
	p, page := newPage(t, istratest.Options{Voicemails: []istratest.Voicemail{{ID: "143",
		Time: time.Now().Add(-time.Hour)}}})
	for _, c := range []struct {
		path, fields string
		status       int
		says         string
	}{
		{"/voicemail", "label=Jane&number=+3312&urgent=true&duration=4s", 200, "144"},
		{"/call", "label=Joe&number=12&missed=true&ring=9s", 200, p.Terminals()[0].ID[:9]},
		{"/read", "", 200, "144"},
		{"/read", "id=143&read=true", 200, "143"},
		{"/read", "id=1", 400, "there is no such voicemail"},
		{"/delete", "id=143", 200, "143"},
		{"/delete", "id=143", 400, "there is no such item"},
		{"/fault", "match=v1/logs&status=503&times=2&delay=1s&body=html&hang=false", 200, "done"},
		{"/fault", "nothing=1", 400, `there is no field "nothing"`},
		{"/fault", "status=x", 400, "status: "},
		{"/voicemail", "sounds=x", 400, "sounds: "},
		{"/voicemail", "time=x", 400, "time: "},
		{"/call", "time=x", 400, "time: "},
		{"/quirks", "oldestFirst=true&pingFrames=10s&twoStep=&pageCap=7&times=rfc3339", 200, "done"},
		{"/quirks", "pingFrames=often", 400, "pingFrames: "},
		{"/texts", "n=0", 200, "done"},
		{"/texts", "n=some", 400, "n: how many"},
		{"/fault", "%zz", 400, "invalid"},
		{"/nothing", "", 404, ""},
	} {
		status, said := send(t, form(t, page.URL+c.path, c.fields))
		if status != c.status || !strings.HasPrefix(said, c.says) {
			t.Errorf("%s %s: %d %s", c.path, c.fields, status, said)
		}
	}
	s := p.State()
	if len(s.Voicemails) != 1 || len(s.Calls) != 1 || s.Counters != (istratest.Counters{MissedCalls: 1}) {
		t.Errorf("%v", s)
	}
	if v := s.Voicemails[0]; v.RemoteLabel != "Jane" || v.RemoteNumber != "+3312" || !v.Urgent ||
		v.Duration != 4*time.Second {
		t.Errorf("%+v", v)
	}
	want := istratest.Fault{Match: "v1/logs", Status: 503, Times: 2, Delay: time.Second, Body: istratest.BodyHTML}
	if active := p.Faults().Active(); len(active) != 1 || active[0] != want {
		t.Errorf("%+v", active)
	}
	if q := p.Faults().Quirks(); q != (istratest.Quirks{Dialect: istratest.Dialect{PageCap: 7,
		Times: istratest.TimesRFC3339}, OldestFirst: true, PingFrames: 10 * time.Second}) {
		t.Errorf("%+v", q)
	}
}

func TestEverySwitchWorks(t *testing.T) {
	p, page := newPage(t, istratest.Options{Calls: []istratest.Call{{Missed: true}}})
	for path := range (control{p}).switches() {
		if status, said := send(t, form(t, page.URL+path, "")); status != 200 || said != "done" {
			t.Errorf("%s: %d %s", path, status, said)
		}
	}
	if got := p.Counters(); got != (istratest.Counters{}) {
		t.Errorf("%+v", got)
	}
}

func TestPageShowsAndBrowsersComeBack(t *testing.T) {
	_, page := newPage(t, istratest.Options{Voicemails: []istratest.Voicemail{{RemoteLabel: "<b>Jane</b>"}}})
	get := func(path string) (int, string) {
		req, err := http.NewRequestWithContext(t.Context(), "GET", page.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		return send(t, req)
	}
	status, text := get("/")
	for _, want := range []string{"&lt;b&gt;Jane&lt;/b&gt;", "/sockets/drop", "gzip-bomb", "oldestFirst: off",
		"<option>lunch", "<code>retryAfter</code>"} {
		if status != 200 || !strings.Contains(text, want) {
			t.Errorf("%d, and the page lacks %s", status, want)
		}
	}
	if !strings.HasSuffix(text, "</html>") {
		t.Error("the page breaks off")
	}
	if status, text := get("/state"); status != 200 || !strings.Contains(text, `"RemoteLabel"`) ||
		strings.Contains(text, "Header") {
		t.Errorf("%d %s", status, text)
	}
	req := form(t, page.URL+"/thaw", "")
	req.Header.Set("Accept", "text/html,*/*")
	if status, _ := send(t, req); status != http.StatusSeeOther {
		t.Errorf("a browser gets %d", status)
	}
	req = form(t, page.URL+"/thaw", "")
	req.Header.Set("Sec-Fetch-Site", "cross-site")
	if status, _ := send(t, req); status != http.StatusForbidden {
		t.Errorf("another site gets %d", status)
	}
}

func TestFieldNames(t *testing.T) {
	for field, want := range map[string]string{"Match": "match", "NoURIs": "noURIs", "ID": "id", "OldTLS": "oldTLS"} {
		if got := fieldName(field); got != want {
			t.Errorf("%s is called %s, want %s", field, got, want)
		}
	}
	if got := number(url.Values{"number": {"12"}}); got != "12" {
		t.Error(got)
	}
}
