package istraclient

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"istratray/istraclient/istratest"
)

var sounds = map[string][]byte{"ogg": []byte("OggS…"), "aac": {0xff, 0xf1, 0}, "mp4": []byte("\x00\x00\x00\x18ftyp"),
	"au": []byte(".snd…")}

func TestAudioInEveryFormat(t *testing.T) {
	c, p := signedIn(t, istratest.Options{Voicemails: []istratest.Voicemail{{ID: "7", Sounds: sounds}}})
	for _, chunked := range []bool{false, true} {
		p.Faults().Update(func(q *istratest.Quirks) { q.ChunkedAudio = chunked })
		for _, format := range []Format{Ogg, AAC, MP4, AU} {
			for _, ref := range []Ref{{ID: "7"}, {URI: "v1/logs/Voicemail/bean/7"},
				{ID: "7", URI: "v1/logs/Voicemail/7"}} {
				want := sounds[string(format)]
				sound, err := c.VoicemailAudio(t.Context(), ref, format)
				if err != nil {
					t.Fatal(err)
				}
				got, err := io.ReadAll(sound.Body)
				if err := errors.Join(err, sound.Body.Close()); err != nil || !bytes.Equal(got, want) ||
					sound.ContentType == "" {
					t.Errorf("%s: %q, %v, %s", format, got, err, sound.ContentType)
				}
				if length := int64(len(want)); sound.Length != length && !(chunked && sound.Length == -1) {
					t.Errorf("%s: length %d", format, sound.Length)
				}
			}
		}
	}
}

func TestDownloadProposesAFileName(t *testing.T) {
	c, p := signedIn(t, istratest.Options{Voicemails: []istratest.Voicemail{{ID: "7", Sounds: sounds}}})
	sound, err := c.DownloadVoicemail(t.Context(), Ref{ID: "7"}, Ogg)
	if err != nil {
		t.Fatal(err)
	}
	defer sound.Body.Close()
	if r := p.RequestsTo("GET", "v1/logs/Voicemail"); r[0].Query != "dl=true" {
		t.Errorf("%+v", r)
	}
	for header, want := range map[string]string{
		`attachment; filename="a b.ogg"`: "a b.ogg", `attachment;`: "", `attachment; filename=x;`: "x", ``: "",
		`;;"`: "",
	} {
		body := io.NopCloser(strings.NewReader("OggS"))
		got, err := newAudio(&http.Response{Header: http.Header{"Content-Disposition": {header}}, Body: body}, Ogg)
		if err != nil || got.FileName != want {
			t.Errorf("%s: %+v, %v", header, got, err)
		}
	}
}

// opened is what the platform's answer makes of a message's sound.
func opened(t *testing.T, status int, kind, body string, headers ...string) (*Audio, error) {
	t.Helper()
	c := newScript(t, map[string]http.HandlerFunc{"GET v1/logs/Voicemail/bean/7.ogg": func(w http.ResponseWriter,
		_ *http.Request) {
		w.Header().Set("Content-Type", kind)
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}}).client(t)
	return c.VoicemailAudio(t.Context(), Ref{ID: "7"}, Ogg)
}

// Whatever an answer calls itself: nothing, JSON, a page and text are no sound.
func TestAudioThatIsNone(t *testing.T) {
	for _, kind := range []string{"application/ogg", "audio/basic", "application/json", "text/html; charset=ISO-8859-1",
		"application/octet-stream", ""} {
		for body, what := range map[string]string{
			"": "nothing", " \r\n": "nothing", `{"code":"ERR_FORMAT","message":"none"}`: "JSON", "[]": "JSON",
			"\xef\xbb\xbf{}": "JSON",
			portal:           "a page", "<html><body>Nachricht gel\xf6scht</body></html>": "a page", "Not available": "text",
			"Schlüssel fehlt": "text",
		} {
			_, err := opened(t, 200, kind, body)
			if e := as[*NoAudioError](t, err); e.What != what || e.Format != Ogg || e.Status != 200 || Retryable(err) ||
				Explain(err) == "" {
				t.Errorf("%s, %q: %v", kind, body, err)
			}
		}
	}
	_, err := opened(t, 204, "application/ogg", "")
	as[*NoAudioError](t, err)
	_, err = opened(t, 200, "application/ogg", "x", "Content-Length", strconv.Itoa(maxAudio+1))
	if e := as[*BodyError](t, err); e.Problem != TooLargeBody {
		t.Error(err)
	}
	for _, status := range []int{404, 406, 415} {
		_, err := opened(t, status, "application/json", `{"code":"ERR_FORMAT"}`)
		if e := as[*APIError](t, err); e.Status != status {
			t.Error(err)
		}
	}
}

// An answer whose length is none came all the same: that is no fault of the network.
func TestSoundWithoutALengthThatCanBe(t *testing.T) {
	for _, head := range []string{"Content-Length: -1", "Content-Length: many",
		"Content-Length: 5\r\nContent-Length: 6",
		"Transfer-Encoding: sound", "no header"} {
		const sound = "GET v1/logs/Voicemail/bean/7.ogg"
		c := newScript(t, map[string]http.HandlerFunc{sound: func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := w.(http.Hijacker).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close()
			_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/ogg\r\n"+head+"\r\n\r\nOggS!")
		}}).client(t)
		_, err := c.VoicemailAudio(t.Context(), Ref{ID: "7"}, Ogg)
		if code, _ := Reason(err); as[*BodyError](t, err).Problem != GarbageBody || code != "answer-broken" {
			t.Errorf("%s: %v", head, err)
		}
	}
}

// Real sound is sound, whatever the answer calls it, also where it has no mark: raw µ-law.
func TestAudioUnderAWrongName(t *testing.T) {
	bodies := []string{"OggS only text follows here", ".snd", "\xff\xf1\x50\x80", "ID3\x04 tag",
		"\x00\x00\x00\x18ftypmp42", strings.Repeat("\xff\x7f\xfe\x7e", 200), "<\x00\xff\x80"}
	for _, kind := range []string{"text/html", "application/json", "text/plain; charset=utf-8", ""} {
		for _, body := range bodies {
			sound, err := opened(t, 200, kind, body)
			if err != nil {
				t.Errorf("%s, %.10q: %v", kind, body, err)
				continue
			}
			got, err := io.ReadAll(sound.Body)
			if err := errors.Join(err, sound.Body.Close()); err != nil || string(got) != body {
				t.Errorf("%s, %.10q: %.20q, %v", kind, body, got, err)
			}
		}
	}
}

func TestAudioCutShort(t *testing.T) {
	c, p := signedIn(t, istratest.Options{Voicemails: []istratest.Voicemail{{ID: "7"}}})
	for _, chunked := range []bool{false, true} {
		p.Faults().Update(func(q *istratest.Quirks) { q.ChunkedAudio = chunked })
		p.Faults().Add(istratest.Fault{Match: "v1/logs/Voicemail", CutAfter: 1000, Times: 1})
		sound, err := c.VoicemailAudio(t.Context(), Ref{ID: "7"}, Ogg)
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, sound.Body)
		if e := as[*BodyError](t, err); e.Problem != CutBody || n != 1000 {
			t.Errorf("%v after %d bytes", err, n)
		}
		if err := sound.Body.Close(); err != nil {
			t.Error(err)
		}
		if _, err := sound.Body.Read(make([]byte, 1)); err == nil {
			t.Error("reads after Close")
		}
	}
}

func TestCompressedAudioHasNoKnownLength(t *testing.T) {
	body := packed(t, "gzip", ".snd…")
	c := newScript(t, map[string]http.HandlerFunc{"GET v1/logs/Voicemail/bean/7.au": func(w http.ResponseWriter,
		_ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = io.WriteString(w, body)
	}}).client(t)
	sound, err := c.VoicemailAudio(t.Context(), Ref{ID: "7"}, AU)
	if err != nil {
		t.Fatal(err)
	}
	defer sound.Body.Close()
	if got, err := io.ReadAll(sound.Body); err != nil || string(got) != ".snd…" || sound.Length != -1 {
		t.Errorf("%q, %v, length %d", got, err, sound.Length)
	}
}
