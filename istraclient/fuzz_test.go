package istraclient

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// Foreign bytes of any kind must neither panic nor give values that break what is built on them. The
// corpora in testdata/fuzz run as ordinary tests.

func FuzzPage(f *testing.F) {
	for _, seed := range []string{
		`{"count":1,"items":[{"id":"144","restUri":"v1/logs/Voicemail/bean/144","timestamp":"1456000000","durationSecond":24,"read":false}]}`,
		`{"count":"9","Items":[{"callHistoryId":8967300633232582577,"timestamp":1456000000123,"talkDurationSecond":"true"},null,[1]]}`,
		`[{"id":1}]`, `{"items":{"id":1}}`, `{"count":-1}`, `{}`, `null`, ``,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		messages := listReader[wireVoicemail, Voicemail]{json: newJSONReader(bytes.NewReader(data),
			reflect.TypeFor[wireVoicemail]()), public: wireVoicemail.public}
		if messages.read() == nil {
			for _, v := range messages.page.Items {
				checkItem(t, v.Time, v.Duration)
				checkText(t, v.RemoteLabel)
			}
		}
		history := listReader[wireCall, Call]{json: newJSONReader(bytes.NewReader(data), reflect.TypeFor[wireCall]()),
			public: wireCall.public}
		if history.read() == nil {
			for _, k := range history.page.Items {
				checkItem(t, k.Time, k.RingDuration, k.TalkDuration)
				checkText(t, k.RemoteLabel)
			}
		}
		var info wireUserInfo
		if readJSON(answerOf(data), &info) == nil {
			checkText(t, info.public().Name)
		}
	})
}

// answerOf is a success with a body.
func answerOf(data []byte) *http.Response {
	return &http.Response{StatusCode: 200, Body: io.NopCloser(bytes.NewReader(data)),
		Request: httptest.NewRequest("GET", "/", nil)}
}

// checkText wants a label that can be shown and isn't long.
func checkText(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) || utf8.RuneCountInString(s) > maxLabel {
		t.Errorf("%d bytes: %.100q", len(s), s)
	}
}

// checkItem wants times that JSON can write and lengths that aren't negative.
func checkItem(t *testing.T, at time.Time, lengths ...time.Duration) {
	t.Helper()
	if _, err := json.Marshal(at); err != nil {
		t.Error(err)
	}
	for _, d := range lengths {
		if d < 0 {
			t.Errorf("a length of %v", d)
		}
	}
}

func FuzzFrame(f *testing.F) {
	for _, seed := range []string{
		`{"listenerName":"MixedLogsL","item":{"unreadMissedCalls":2,"unreadTextMessages":0,"unreadVoiceMails":1}}`,
		`{"listenerName":"MixedLogsL","item":[{"unreadMissedCalls":"2"},5]}`,
		`[{"timeout_milliseconds":300000}]`, `ping`, `"ping"`,
		`{"listenerName":"Other","item":{}}`, `{"keepalive":"true"}`, ``, "\x00",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := decodeFrame(data)
		if err != nil && (got.counters != nil || got.timeout != 0 || got.beat) {
			t.Errorf("an error and a meaning: %+v, %v", got, err)
		}
		if got.timeout < 0 {
			t.Errorf("%v", got.timeout)
		}
		for _, wire := range got.counters {
			if c := wire.public(); c.MissedCalls < 0 || c.TextMessages < 0 || c.Voicemails < 0 {
				t.Errorf("%+v", c)
			}
		}
	})
}

func FuzzErrorBody(f *testing.F) {
	for _, seed := range []string{
		`{"code":"ERR_XYZ","message":"text"}`, `{"code":"Some message"}`,
		`{"exceptionId":1,"cause":null,"message":"m","firstMessage":"f"}`,
		`{"code":"ERR","mess`, `[{"code":1}]`, `<html><title>502 &lt;</title>`, `<`, `plain`, ``, "\xff\x00\u202e",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e := parseAPIError(500, data)
		for _, text := range []string{e.Code, e.Message} {
			if len([]rune(text)) > maxErrorText || strings.ContainsAny(text, "\r\n\t\x00\u202e") {
				t.Errorf("%q", text)
			}
		}
		if Explain(e) == "" {
			t.Error("no words")
		}
	})
}

func FuzzBody(f *testing.F) {
	const text = `{"userName":"alex","padding":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}`
	for _, encoding := range []string{"gzip", "zlib", "raw"} {
		body := packed(f, encoding, text)
		header := map[string]string{"gzip": "gzip", "zlib": "deflate", "raw": "deflate"}[encoding]
		f.Add(header, []byte(body))
		f.Add(header, []byte(body[:len(body)/2]))
		f.Add("gzip,"+header, []byte(body))
	}
	f.Add("", []byte(text))
	f.Add("br", []byte("\x8b"))
	const limit = 1 << 12
	c, err := New(Options{Server: "example.com"})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(c.Close)
	f.Fuzz(func(t *testing.T, encoding string, data []byte) {
		resp := &http.Response{
			StatusCode: 200, Header: http.Header{"Content-Encoding": {encoding}},
			Body:    io.NopCloser(bytes.NewReader(data)),
			Request: httptest.NewRequest("GET", "/", nil),
		}
		b := newBody(resp, c.newWatch(t.Context(), request{}, 0), limit)
		defer b.Close()
		n, err := io.Copy(io.Discard, b)
		var problem *BodyError
		if n > limit || err != nil && !errors.As(err, &problem) {
			t.Errorf("%d bytes, %v", n, err)
		}
	})
}

func FuzzAddress(f *testing.F) {
	for _, seed := range []string{
		"example.com", "https://example.com:8443/restletrouter/", "[::1]:1", "192.0.2.7", "http://x", "user@x",
		"https://a/%2e%2e/b?c#d", "::", "",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		u, err := parseAddress(typed)
		if err != nil {
			var address *AddressError
			if !errors.As(err, &address) {
				t.Errorf("%T", err)
			}
			return
		}
		if u.Scheme != "https" || u.User != nil || u.Host == "" || !strings.HasSuffix(u.Path, "/") ||
			u.RawQuery+u.Fragment != "" {
			t.Errorf("%q gives %s", typed, u)
		}
		again, err := parseAddress(u.String())
		if err != nil || again.String() != u.String() {
			t.Errorf("%q gives %s, which gives %v, %v", typed, u, again, err)
		}
		if roots := candidates(u); len(roots) == 0 || len(roots) > 6 {
			t.Errorf("%d candidates", len(roots))
		}
	})
}

func FuzzRestURI(f *testing.F) {
	for _, seed := range append(foreignURIs, "v1/logs/Voicemail/bean/144", "/restletrouter/v1/x?a=b",
		"https://example.com/restletrouter/v1") {
		f.Add(seed)
	}
	root, err := url.Parse("https://example.com/restletrouter/")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, ref string) {
		u, err := resolve(root, ref)
		if err != nil {
			return
		}
		sent, err := url.Parse(u.String())
		if err != nil {
			t.Fatal(err)
		}
		if inside, err := confined(root, ref, "v1/logs/"); err == nil && !strings.HasPrefix(inside.String(),
			"https://example.com/restletrouter/v1/logs/") {
			t.Errorf("%q is not confined: %s", ref, inside)
		}
		if !sameOrigin(root, sent) || sent.User != nil || strings.Contains(sent.Path, "/../") {
			t.Errorf("%q leads to %s", ref, sent)
		}
	})
}
