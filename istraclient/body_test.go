package istraclient

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"istratray/istraclient/istratest"
)

// packed is text in a content encoding.
func packed(t testing.TB, encoding, text string) string {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch encoding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "zlib":
		w = zlib.NewWriter(&b)
	case "raw":
		w, _ = flate.NewWriter(&b, flate.BestSpeed) // a valid level is no error
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestContentEncodings(t *testing.T) {
	const answer = `{"userName":"alex","padding":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}`
	gz := packed(t, "gzip", answer)
	for name, test := range map[string]struct{ encoding, body string }{
		"none":                {"", answer},
		"identity":            {"identity", answer},
		"gzip":                {"gzip", gz},
		"gzip, capitals":      {"GZIP", gz},
		"x-gzip":              {"x-gzip", gz},
		"deflate with zlib":   {"deflate", packed(t, "zlib", answer)},
		"deflate, raw":        {"deflate", packed(t, "raw", answer)},
		"byte order mark":     {"", "\xef\xbb\xbf" + answer},
		"two gzip members":    {"gzip", packed(t, "gzip", answer[:10]) + packed(t, "gzip", answer[10:])},
		"gzip with a trailer": {"gzip, identity", gz},
	} {
		c := respondingWith(t, test.encoding, test.body)
		if info, err := c.GetUserInfo(t.Context()); err != nil || info.Name != "alex" {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
}

// respondingWith is a client of a server that answers for the user with an encoding and bytes.
func respondingWith(t testing.TB, encoding, body string) *Client {
	t.Helper()
	return newScript(t, map[string]http.HandlerFunc{"GET v1/user/Info": func(w http.ResponseWriter, _ *http.Request) {
		if encoding != "" {
			w.Header().Set("Content-Encoding", encoding)
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, body)
	}}).client(t)
}

func TestBrokenBodies(t *testing.T) {
	const answer = `{"userName":"alex","padding":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}`
	gz := packed(t, "gzip", answer)
	for name, test := range map[string]struct {
		encoding, body string
		want           BodyProblem
	}{
		"empty":            {"", "", EmptyBody},
		"blank":            {"", " \n", EmptyBody},
		"empty gzip":       {"gzip", "", EmptyBody},
		"cut JSON":         {"", answer[:30], CutBody},
		"cut gzip":         {"gzip", gz[:len(gz)-9], CutBody},
		"cut gzip header":  {"gzip", gz[:5], CutBody},
		"cut deflate":      {"deflate", packed(t, "raw", answer)[:10], CutBody},
		"no gzip":          {"gzip", answer, GarbageBody},
		"gzip checksum":    {"gzip", gz[:len(gz)-8] + "12345678", GarbageBody},
		"no deflate":       {"deflate", "\xff\xff\xff\xff", GarbageBody},
		"unknown encoding": {"br", answer, GarbageBody},
		"encoded twice":    {"gzip,gzip", packed(t, "gzip", gz), GarbageBody},
		"empty members":    {"gzip", strings.Repeat(packed(t, "gzip", ""), maxMembers) + gz, TooLargeBody},
		"bytes":            {"", "\x00\x01\xfe\xff", GarbageBody},
		"text":             {"", "hello", GarbageBody},
		"two values":       {"", answer + answer, GarbageBody},
		"wrong kind":       {"", `[[1,2],["a"],null]`, GarbageBody},
		"too large":        {"", `{"userName":"` + strings.Repeat("a", maxJSON) + `"}`, TooLargeBody},
		"gzip bomb":        {"gzip", packed(t, "gzip", strings.Repeat(" ", maxJSON+1)+answer), TooLargeBody},
		"nothing":          {"", "null", EmptyBody},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := respondingWith(t, test.encoding, test.body).GetUserInfo(t.Context())
			e := as[*BodyError](t, err)
			if e.Problem != test.want || e.Status != 200 || e.ContentType != "application/json" {
				t.Errorf("%+v", e)
			}
			if Retryable(err) != (test.want != TooLargeBody) || Explain(err) == "" ||
				strings.Contains(e.Error(), "alex") {
				t.Errorf("%v", err)
			}
		})
	}
}

// The limit counts what comes out of the decoder, and holds for a length that was not announced.
func TestBodiesAreLimited(t *testing.T) {
	if json, sound := (request{}).limit(), (request{audio: true}).limit(); json != 8<<20 || sound != 100<<20 {
		t.Errorf("the limits are %d and %d", json, sound)
	}
	const limit = 1000
	for name, test := range map[string]struct {
		encoding, body string
		fits           bool
	}{
		"as long as allowed": {"", strings.Repeat("x", limit), true},
		"a byte more":        {"", strings.Repeat("x", limit+1), false},
		"much more":          {"", strings.Repeat("x", 50*limit), false},
		"gzip":               {"gzip", packed(t, "gzip", strings.Repeat("x", limit+1)), false},
		"deflate":            {"deflate", packed(t, "raw", strings.Repeat("x", 50*limit)), false},
		"endless members":    {"gzip", strings.Repeat(packed(t, "gzip", ""), limit), false},
	} {
		c := newScript(t, nil).client(t)
		resp := &http.Response{
			Body: io.NopCloser(strings.NewReader(test.body)), Header: http.Header{"Content-Encoding": {test.encoding}},
			Request: httptest.NewRequest("GET", "/", nil),
		}
		b := newBody(resp, c.newWatch(t.Context(), request{}, 0), limit)
		n, err := io.Copy(io.Discard, b)
		if e := (*BodyError)(nil); test.fits != (err == nil) || !test.fits &&
			(!errors.As(err, &e) || e.Problem != TooLargeBody) || n > limit {
			t.Errorf("%s: %v after %d bytes", name, err, n)
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestBodyCutByTheConnection(t *testing.T) {
	c, p := signedIn(t, istratest.Options{Voicemails: make([]istratest.Voicemail, 5)})
	for _, encoding := range []string{"identity", "gzip", "deflate", "raw-deflate"} {
		p.Faults().Update(func(q *istratest.Quirks) { q.Encoding = encoding })
		p.Faults().Add(istratest.Fault{CutAfter: 100, Times: 1})
		_, err := c.ListVoicemails(t.Context(), ListOptions{})
		if e := as[*BodyError](t, err); e.Problem != CutBody || !Retryable(err) {
			t.Errorf("%s: %v", encoding, err)
		}
	}
}

func TestPlatformEncodings(t *testing.T) {
	c, p := signedIn(t, istratest.Options{Voicemails: make([]istratest.Voicemail, 5)})
	for _, encoding := range []string{"", "identity", "gzip", "deflate", "raw-deflate"} {
		p.Faults().Update(func(q *istratest.Quirks) { q.Encoding = encoding })
		if page, err := c.ListVoicemails(t.Context(), ListOptions{}); err != nil || len(page.Items) != 5 {
			t.Errorf("%q: %d items, %v", encoding, len(page.Items), err)
		}
	}
}

// Each wrong body of a success gives a typed error, on every resource that needs a body.
func TestEveryWrongSuccessIsTyped(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	for _, shape := range istratest.Bodies() {
		if shape == istratest.BodyGzipBomb {
			continue // slow to make; TestBrokenBodies has one
		}
		p.Faults().Clear()
		p.Faults().Add(istratest.Fault{Status: 200, Body: shape, Text: "nonsense"})
		_, err1 := c.ListVoicemails(t.Context(), ListOptions{})
		_, err2 := c.GetVoicemail(t.Context(), Ref{ID: "1"})
		_, err3 := c.GetCounters(t.Context())
		_, err4 := c.GetCall(t.Context(), Ref{ID: "1"})
		for i, err := range []error{err1, err2, err3, err4} {
			switch shape {
			case istratest.BodyHTML, istratest.BodyPortal:
				as[*NotAPIError](t, err)
			case istratest.BodyEmpty:
				if i == 0 && err == nil {
					continue // an empty list
				}
				as[*BodyError](t, err)
			default:
				if e := as[*BodyError](t, err); e.Status != 200 {
					t.Errorf("%s, %d: %+v", shape, i, e)
				}
			}
		}
	}
}
