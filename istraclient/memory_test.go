package istraclient

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"
)

// bomb is a list or an object that is filled with the same again and again, until it is 2 MiB long.
func bomb(before, again, after string) string {
	return before + strings.Repeat(again, (2<<20-len(before)-len(after))/len(again)) + after
}

// Answers are bounded by what they hold, not only by their bytes: an agent that meets one of these must
// stay as small as it is.
func TestBombsCostLittleMemory(t *testing.T) {
	for name, test := range map[string]struct {
		path, body string
		want       BodyProblem // "" = none
	}{
		"empty objects": {"v1/logs/Voicemail/bean", bomb(`{"items":[`, `{},`, `{}]}`), TooLargeBody},
		"ids":           {"v1/logs/Voicemail/bean", bomb(`{"items":[`, `{"id":"7123456"},`, `{}]}`), TooLargeBody},
		"thin messages": {"v1/logs/Voicemail/bean", bomb(`{"items":[`,
			`{"id":"7123456","timestamp":"1760000000","remoteLabel":"Anna Keller","read":true},`,
			`{}]}`), TooLargeBody},
		"numbers": {"v1/logs/Voicemail/bean", bomb(`[`, `1,`, `1]`), TooLargeBody},
		"a label": {"v1/logs/Voicemail/bean", bomb(`{"items":[{"id":"1","remoteLabel":"`, `ab`, `"}]}`), ""},
		"an escaped label": {"v1/logs/Voicemail/bean", bomb(`{"items":[{"id":"1","remoteLabel":"`,
			`\ud83d\ude00`, `"}]}`), ""},
		"a name":          {"v1/logs/Voicemail/bean", bomb(`{"items":[{"id":"1","`, `ab`, `":1}]}`), ""},
		"unknown members": {"v1/logs/Voicemail/bean", bomb(`{"items":[{"id":"1",`, `"a":1,`, `"b":2}]}`), ""},
		"known members":   {"v1/logs/Voicemail/bean", bomb(`{"items":[{`, `"id":"1",`, `"id":"2"}]}`), TooLargeBody},
		"an unknown list": {"v1/logs/Voicemail/bean", bomb(`{"more":[`, `{},`, `{}],"items":[{"id":"1"}]}`), ""},
		"depth":           {"v1/logs/Voicemail/bean", bomb(`{"items":`, `[`, ``), GarbageBody},
		"unknown depth":   {"v1/logs/Voicemail/bean", bomb(`{"x":`, `{"x":`, ``), GarbageBody},
		"a long number":   {"v1/logs/Voicemail/bean", bomb(`{"count":`, `1`, `}`), GarbageBody},
		"user":            {"v1/user/Info", bomb(`{"features":[`, `{"a":[]},`, `{}],"userName":"Eve"}`), ""},
		"terminals":       {"v1/user/Info", bomb(`{"terminals":[`, `{},`, `{}]}`), ""},
		"long terminals": {"v1/user/Info", bomb(`{"terminals":[`, `{"label":"`+strings.Repeat("x", 2000)+`"},`,
			`{}]}`), TooLargeBody},
		"enterprises": {"v1/user/Info", bomb(`{"ent":[`, `{"fullName":"x"},`, `{}]}`), ""},
		"counters":    {"v1/logs/Notifications/bean", bomb(`[`, `{},`, `{"unreadVoiceMails":1}]`), GarbageBody},
		"one message": {"v1/logs/Voicemail/bean/1", bomb(`{"id":"1","more":[`, `[],`, `[]]}`), ""},
	} {
		t.Run(name, func(t *testing.T) {
			body := zipped(t, test.body)
			s := newScript(t, map[string]http.HandlerFunc{"GET " +
				test.path: func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Encoding", "gzip")
				_, _ = w.Write(body)
			}})
			c := s.client(t)
			if err := c.SignIn(t.Context()); err != nil {
				t.Fatal(err)
			}
			var err error
			spent := allocated(func() { err = readAt(t, c, test.path) })
			if test.want == "" && err != nil || test.want != "" && as[*BodyError](t, err).Problem != test.want {
				t.Errorf("%v, want %q", err, test.want)
			}
			if spent > 24<<20 {
				t.Errorf("%d MiB were allocated for it", spent>>20)
			}
		})
	}
}

func zipped(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	pack, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed) // a valid level is no error
	_, _ = io.WriteString(pack, text)                  // into memory
	if err := pack.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readAt asks for what is at a path.
func readAt(t *testing.T, c *Client, path string) (err error) {
	switch path {
	case "v1/user/Info":
		_, err = c.GetUserInfo(t.Context())
	case countersURI:
		_, err = c.GetCounters(t.Context())
	case voicemailBeans + "/1":
		_, err = c.GetVoicemail(t.Context(), Ref{ID: "1"})
	default:
		_, err = c.ListVoicemails(t.Context(), ListOptions{})
	}
	return err
}

// allocated is how many bytes a function allocates, those that were freed in the meantime included.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// What is kept of a full page stays in proportion to it.
func TestAFullPageIsKeptSmall(t *testing.T) {
	item := `{"id":"8967300633232582577","remoteLabel":"` + strings.Repeat("é", 2000) + `","x":"` +
		strings.Repeat("y", 200) + `"},`
	c := answering(t, "GET v1/logs/Voicemail/bean", 200, bomb(`{"items":[`, item, `{}]}`))
	page, err := c.ListVoicemails(t.Context(), ListOptions{})
	if err != nil || len(page.Items) < 450 {
		t.Fatalf("%d items, %v", len(page.Items), err)
	}
	for _, v := range page.Items {
		if v.RemoteLabel != strings.Repeat("é", maxLabel-1)+"…" {
			t.Fatalf("a label of %d bytes", len(v.RemoteLabel))
		}
	}
}

// A connection that carries nothing but empty gzip members is no reason to work for a minute.
func TestEmptyMembersEndSoon(t *testing.T) {
	member := zipped(t, "")
	c := newScript(t, map[string]http.HandlerFunc{"GET v1/user/Info": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bytes.Repeat(member, 30_000))
	}}).client(t)
	began := time.Now()
	_, err := c.GetUserInfo(t.Context())
	if e := as[*BodyError](t, err); e.Problem != TooLargeBody || time.Since(began) > 5*time.Second {
		t.Errorf("%v after %v", err, time.Since(began))
	}
}
