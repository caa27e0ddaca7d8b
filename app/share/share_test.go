package share_test

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"

	"istratray/app/share"
	"istratray/app/words"
)

func message(language string) (share.Message, []byte) {
	sound := bytes.Repeat([]byte("OggS\x00\xff"), 500)
	m := share.Message{Ending: "ogg", Sound: bytes.NewReader(sound), Book: words.In(language)}
	m.ID, m.Label, m.Number, m.Seconds = "7", "Änna\r\nBcc: x@example.com \u202e<b>", "+4972311234", 84
	m.Time = time.Date(2026, 3, 2, 12, 0, 0, 0, time.Local)
	m.Company, m.Note, m.Transcript = "Keller GmbH", "Wants the offer", "call me back\n.\nthanks"
	return m, sound
}

func TestAVoicemailAsMail(t *testing.T) {
	m, sound := message("en")
	var out bytes.Buffer
	if err := m.WriteEML(&out); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(out.String(), "\r\n") {
		if len(line) > 998 || strings.ContainsAny(line, "\r\n\x00") {
			t.Errorf("a line that no mail may have: %q", line)
		}
	}
	letter, err := mail.ReadMessage(&out)
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(letter.Header.Get("Subject"))
	if err != nil || subject != "Voicemail from Änna Bcc: x@example.com <b>, 2026-03-02 12:00" ||
		letter.Header.Get("Bcc") != "" {
		t.Errorf("%q %v %v", subject, err, letter.Header)
	}
	if at, err := letter.Header.Date(); err != nil || !at.Equal(m.Time) {
		t.Errorf("%v %v", at, err)
	}
	_, values, err := mime.ParseMediaType(letter.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := multipart.NewReader(letter.Body, values["boundary"])
	text, err := parts.NextRawPart()
	if err != nil {
		t.Fatal(err)
	}
	read, _ := io.ReadAll(quotedprintable.NewReader(text))
	if got := strings.ReplaceAll(string(read), "\r\n", "\n"); got != m.Text() {
		t.Errorf("%q, want %q", got, m.Text())
	}
	audio, err := parts.NextRawPart()
	if err != nil {
		t.Fatal(err)
	}
	heard, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, audio))
	if err != nil || !bytes.Equal(heard, sound) {
		t.Errorf("%d bytes of sound, want %d (%v)", len(heard), len(sound), err)
	}
	if name := audio.FileName(); name != "Voicemail 2026-03-02 12.00 Änna Bcc x example com b.ogg" {
		t.Errorf("the sound is %q", name)
	}
}

func TestAVoicemailAsText(t *testing.T) {
	m, _ := message("de")
	const want = `Von: Änna Bcc: x@example.com <b>
Firma: Keller GmbH
Nummer: +4972311234
Zeit: 2026-03-02 12:00
Länge: 1:24
Notiz: Wants the offer

call me back
.
thanks
`
	if m.Text() != want {
		t.Errorf("%s", m.Text())
	}
	unknown := share.Message{Book: words.In("fr")}
	if text := unknown.Text(); !strings.HasPrefix(text, "De\u00a0: appelant inconnu\n") {
		t.Errorf("%q", text)
	}
}
