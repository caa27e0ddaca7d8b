package istratest

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"io"
	"strings"
	"testing"
	"time"
)

func TestQuirksOfLists(t *testing.T) {
	at := time.Date(2016, 2, 19, 12, 0, 0, int(250*time.Millisecond), time.UTC)
	for name, c := range map[string]struct {
		quirks    Quirks
		path      string
		has, lack string
	}{
		"upper case":    {Quirks{UpperItems: true}, "v1/logs/Voicemail/bean", `"Items":[`, `"items"`},
		"milliseconds":  {Quirks{Milliseconds: true}, "v1/logs/Voicemail/bean", `"timestamp":"1455883200250"`, ""},
		"numeric":       {Quirks{NumericIDs: true}, "v1/logs/Phone/bean", `"callHistoryId":9007199254740993`, ""},
		"numeric time":  {Quirks{NumericIDs: true}, "v1/logs/Phone/bean", `"timestamp":1455883200`, ""},
		"terminal IDs":  {Quirks{NumericIDs: true}, "v1/user/Info", `"abstractTerminalID":8967300633232500101`, ""},
		"loose numbers": {Quirks{LooseTypes: true}, "v1/logs/Voicemail/bean", `"durationSecond":"7"`, ""},
		"loose true":    {Quirks{LooseTypes: true}, "v1/logs/Phone/bean", `"isMissed":"true"`, ""},
		"loose false":   {Quirks{LooseTypes: true}, "v1/logs/Voicemail/bean", `"read":0`, ""},
		"no URIs":       {Quirks{NoURIs: true}, "v1/logs/Phone/bean", `"count":1`, "restUri"},
		"short URIs": {Quirks{ShortURIs: true}, "v1/logs/Phone/bean",
			`"restUri":"v1/logs/Phone/9007199254740993"`, ""},
		"more numbers":  {Quirks{RemoteNumbers: true}, "v1/logs/Phone/bean", `"remoteNumber":"012"`, ""},
		"fewer numbers": {Quirks{NoCallback: true}, "v1/logs/Phone/bean", `"count":1`, "callbackNumber"},
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t, Options{
				Voicemails: []Voicemail{{ID: "144", Time: at, Duration: 7 * time.Second}},
				Calls:      []Call{{ID: "9007199254740993", Time: at, Missed: true, RemoteNumber: "012"}},
			})
			p.Faults().Set(c.quirks)
			r := signedIn(t, p).do("GET", c.path, "")
			if !strings.Contains(r.body, c.has) || c.lack != "" && strings.Contains(r.body, c.lack) {
				t.Errorf("%s\nlacks %s or has %s", r.body, c.has, c.lack)
			}
		})
	}
}

// TestShortURIsAreTheOnlyOnes catches clients that put addresses together instead of using restUri.
func TestShortURIsAreTheOnlyOnes(t *testing.T) {
	p := start(t, Options{Voicemails: []Voicemail{{ID: "1"}}, Calls: []Call{{ID: "2"}}})
	p.Faults().Set(Quirks{ShortURIs: true})
	u := signedIn(t, p)
	for _, c := range []struct {
		method, path string
		want         int
	}{
		{"GET", "v1/logs/Voicemail/bean/1", 404}, {"GET", "v1/logs/Voicemail/1", 200},
		{"GET", "v1/logs/Voicemail/bean/1.ogg", 200},
		{"DELETE", "v1/logs/Voicemail/bean/1", 404}, {"DELETE", "v1/logs/Voicemail/1", 200},
		{"GET", "v1/logs/Phone/bean/2", 404}, {"GET", "v1/logs/Phone/2", 200},
		{"DELETE", "v1/logs/Phone/bean/2", 404}, {"DELETE", "v1/logs/Phone/2", 200},
	} {
		if r := u.do(c.method, c.path, ""); r.status != c.want {
			t.Errorf("%s %s: %+v", c.method, c.path, r)
		}
	}
}

func TestEncodings(t *testing.T) {
	identity := func(r io.Reader) (io.Reader, error) { return r, nil }
	fromZlib := func(r io.Reader) (io.Reader, error) { return zlib.NewReader(r) }
	raw := func(r io.Reader) (io.Reader, error) { return flate.NewReader(r), nil }
	for name, c := range map[string]struct {
		accept, quirk, header string
		decode                func(io.Reader) (io.Reader, error)
	}{
		"none asked":      {"identity", "", "", identity},
		"none wanted":     {"gzip;q=0", "", "", identity},
		"deflate":         {"deflate", "", "deflate", fromZlib},
		"the first":       {"br, deflate;q=0.5, gzip", "", "deflate", fromZlib},
		"always raw":      {"gzip,deflate", "raw-deflate", "deflate", raw},
		"always identity": {"gzip,deflate", "identity", "", identity},
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t, Options{})
			p.Faults().Set(Quirks{Encoding: c.quirk})
			u := signedIn(t, p)
			req := u.request("GET", "v1/user/Info", "")
			req.Header.Set("Accept-Encoding", c.accept)
			r, err := u.send(req)
			if err != nil || r.header.Get("Content-Encoding") != c.header {
				t.Fatalf("%+v %v", r, err)
			}
			z, err := c.decode(bytes.NewReader([]byte(r.body)))
			if err != nil {
				t.Fatal(err)
			}
			if body, err := io.ReadAll(z); err != nil || !bytes.Contains(body, []byte(`"istraVersion":"9.1"`)) {
				t.Errorf("%s %v", body, err)
			}
		})
	}
}

func TestGzip(t *testing.T) {
	p := start(t, Options{})
	u := signedIn(t, p)
	req := u.request("GET", "v1/user/Info", "")
	req.Header.Set("Accept-Encoding", "gzip,deflate")
	r, err := u.send(req)
	if err != nil || r.header.Get("Content-Encoding") != "gzip" ||
		!strings.Contains(gunzip(t, r.body), `"istraVersion":"9.1"`) {
		t.Errorf("%+v %v", r, err)
	}
}

func TestErrorShapesOfThePlatform(t *testing.T) {
	p := start(t, Options{})
	u := signedIn(t, p)
	for _, body := range []Body{BodyJSON, BodyCodeOnly, BodyException, BodyHTML} {
		p.Faults().Update(func(q *Quirks) { q.ErrorBody = body })
		if r := u.do("GET", "v1/logs/Voicemail/bean/9", ""); r.status != 404 ||
			!strings.Contains(r.body, "There is no voicemail 9") {
			t.Errorf("%s: %+v", body, r)
		}
	}
}
