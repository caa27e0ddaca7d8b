package istraclient

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strconv"
	"testing"

	"istratray/istraclient/istratest"
)

var sounds = map[string][]byte{"ogg": []byte("OggS…"), "aac": {0xff, 0xf1, 0}, "mp4": []byte("\x00\x00\x00\x18ftyp"), "au": []byte(".snd…")}

func TestAudioInEveryFormat(t *testing.T) {
	c, p := signedIn(t, istratest.Options{Voicemails: []istratest.Voicemail{{ID: "7", Sounds: sounds}}})
	for _, chunked := range []bool{false, true} {
		p.Faults().Update(func(q *istratest.Quirks) { q.ChunkedAudio = chunked })
		for _, format := range []Format{Ogg, AAC, MP4, AU} {
			for _, ref := range []Ref{{ID: "7"}, {URI: "v1/logs/Voicemail/bean/7"}, {ID: "7", URI: "v1/logs/Voicemail/7"}} {
				want := sounds[string(format)]
				sound, err := c.VoicemailAudio(t.Context(), ref, format)
				if err != nil {
					t.Fatal(err)
				}
				got, err := io.ReadAll(sound.Body)
				if err := errors.Join(err, sound.Body.Close()); err != nil || !bytes.Equal(got, want) || sound.ContentType == "" {
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
		`attachment; filename="a b.ogg"`: "a b.ogg", `attachment;`: "", `attachment; filename=x;`: "x", ``: "", `;;"`: "",
	} {
		if got := newAudio(&http.Response{Header: http.Header{"Content-Disposition": {header}}}).FileName; got != want {
			t.Errorf("%s: %q", header, got)
		}
	}
}

func TestAudioThatIsNone(t *testing.T) {
	answer := func(status int, kind, body string, headers ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			for i := 0; i < len(headers); i += 2 {
				w.Header().Set(headers[i], headers[i+1])
			}
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}
	}
	open := func(t *testing.T, h http.HandlerFunc) (*Audio, error) {
		c := newScript(t, map[string]http.HandlerFunc{"GET v1/logs/Voicemail/bean/7.ogg": h}).client(t)
		return c.VoicemailAudio(t.Context(), Ref{ID: "7"}, Ogg)
	}
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		want    BodyProblem
	}{
		"no content": {answer(204, "", ""), EmptyBody},
		"empty":      {answer(200, "application/ogg", ""), EmptyBody},
		"JSON":       {answer(200, "application/json;charset=UTF-8", `{"code":"ERR"}`), GarbageBody},
		"too large":  {answer(200, "application/ogg", "x", "Content-Length", strconv.Itoa(maxAudio+1)), TooLargeBody},
	} {
		_, err := open(t, test.handler)
		if e := as[*BodyError](t, err); e.Problem != test.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := open(t, answer(200, "text/html", portal))
	if e := as[*NotAPIError](t, err); e.What != "a sign-in page for browsers" {
		t.Error(err)
	}
	for _, status := range []int{404, 406, 415} {
		_, err := open(t, answer(status, "application/json", `{"code":"ERR_FORMAT"}`))
		if e := as[*APIError](t, err); e.Status != status {
			t.Error(err)
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
	body := packed(t, "gzip", "sound")
	c := newScript(t, map[string]http.HandlerFunc{"GET v1/logs/Voicemail/bean/7.au": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = io.WriteString(w, body)
	}}).client(t)
	sound, err := c.VoicemailAudio(t.Context(), Ref{ID: "7"}, AU)
	if err != nil {
		t.Fatal(err)
	}
	defer sound.Body.Close()
	if got, err := io.ReadAll(sound.Body); err != nil || string(got) != "sound" || sound.Length != -1 {
		t.Errorf("%q, %v, length %d", got, err, sound.Length)
	}
}
