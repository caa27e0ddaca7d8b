// Package share hands a voicemail over to other people: as an e-mail to be sent, with sound and text in it, or as
// text beside the sound. It sends nothing.
package share

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"
	"time"
	"unicode"

	"istratray/app/clock"
	"istratray/app/inbox"
	"istratray/app/plain"
	"istratray/app/words"
	"istratray/app/zone"
)

const (
	lineLimit = 200     // characters of a caller's name and the like
	textLimit = 100_000 // characters of note and text
)

// Message is a voicemail to hand over.
type Message struct {
	inbox.Voicemail             // the transcript is its text
	Sound           io.WriterTo // as the platform delivers it
	Ending          string      // of a file with this sound: ogg, au, aac or m4a
	Book            *words.Book // speaks the language of who shares it
}

var kinds = map[string]string{"ogg": "audio/ogg", "au": "audio/basic", "aac": "audio/aac", "m4a": "audio/mp4"}

// Name is a good name for a file of the message, without an ending: Voicemail 2026-03-02 12.00 Anna Keller.
func (m Message) Name() string {
	name := "Voicemail " + m.Time.In(zone.Local()).Format("2006-01-02 15.04")
	if from := fileName(m.caller()); from != "" {
		name += " " + from
	}
	return name
}

// fileName leaves of a text what is good in a file's name on any system.
func fileName(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune(" +-_", r) {
			return r
		}
		return ' '
	}, plain.Line(text, 60))
	return strings.TrimRight(strings.Join(strings.Fields(text), " "), "… ")
}

func (m Message) caller() string {
	if name := plain.Line(m.Shown(), lineLimit); name != "" {
		return name
	}
	return plain.Line(m.Number, lineLimit)
}

// Text is the message for reading: who, when, how long, the note, and what is said.
func (m Message) Text() string {
	var out strings.Builder
	line := func(code, value string) {
		if value != "" {
			out.WriteString(m.say(code, "value", value) + "\n")
		}
	}
	line("share-caller", m.from())
	line("share-company", plain.Line(m.Company, lineLimit))
	if m.Number != m.Shown() {
		line("share-number", plain.Line(m.Number, lineLimit))
	}
	line("share-time", m.when())
	line("share-length", clock.Length(time.Duration(m.Seconds)*time.Second))
	line("share-note", plain.Lines(m.Note, textLimit))
	if text := plain.Lines(m.Transcript, textLimit); text != "" {
		fmt.Fprintf(&out, "\n%s\n", text)
	}
	return out.String()
}

func (m Message) from() string {
	if name := m.caller(); name != "" {
		return name
	}
	return m.say("share-unknown")
}

func (m Message) when() string { return m.Time.In(zone.Local()).Format("2006-01-02 15:04") }

func (m Message) say(code string, pairs ...string) string {
	return m.Book.Tell(words.New(code, pairs...))
}

// WriteEML writes an e-mail without sender and recipient, which mail programs open as a draft.
func (m Message) WriteEML(w io.Writer) error {
	out := bufio.NewWriter(w) // keeps its first error
	parts := multipart.NewWriter(out)
	subject := m.say("share-subject", "caller", m.from(), "time", m.when())
	for _, field := range [][2]string{
		{"X-Unsent", "1"}, // Outlook's word for a draft
		{"Date", m.Time.Format(time.RFC1123Z)},
		{"Subject", mime.QEncoding.Encode("utf-8", plain.Line(subject, 2*lineLimit))},
		{"MIME-Version", "1.0"},
		{"Content-Type", mime.FormatMediaType("multipart/mixed", map[string]string{"boundary": parts.Boundary()})},
	} {
		fmt.Fprintf(out, "%s: %s\r\n", field[0], field[1])
	}
	_, _ = out.WriteString("\r\n")
	if err := m.writeParts(parts); err != nil {
		return err
	}
	return out.Flush()
}

func (m Message) writeParts(parts *multipart.Writer) error {
	text, err := parts.CreatePart(textproto.MIMEHeader{
		"Content-Type": {"text/plain; charset=utf-8"}, "Content-Transfer-Encoding": {"quoted-printable"}})
	if err == nil {
		quoted := quotedprintable.NewWriter(text)
		_, _ = io.WriteString(quoted, strings.ReplaceAll(m.Text(), "\n", "\r\n"))
		err = quoted.Close()
	}
	if err != nil {
		return fmt.Errorf("write the text: %w", err)
	}
	name := m.Name() + "." + m.Ending
	sound, err := parts.CreatePart(textproto.MIMEHeader{
		"Content-Type":              {mime.FormatMediaType(kinds[m.Ending], map[string]string{"name": name})},
		"Content-Disposition":       {mime.FormatMediaType("attachment", map[string]string{"filename": name})},
		"Content-Transfer-Encoding": {"base64"},
	})
	if err == nil {
		err = writeBase64(sound, m.Sound)
	}
	if err != nil {
		return fmt.Errorf("write the sound: %w", err)
	}
	return parts.Close()
}

// writeBase64 writes lines of 76 characters.
func writeBase64(w io.Writer, from io.WriterTo) error {
	enc := base64.NewEncoder(base64.StdEncoding, &folder{w: w})
	if _, err := from.WriteTo(enc); err != nil {
		return err
	}
	return enc.Close()
}

// folder breaks what is written into lines.
type folder struct {
	w  io.Writer
	at int
}

const mimeLine = 76

func (f *folder) Write(p []byte) (int, error) {
	n := 0
	for len(p) > 0 {
		if f.at == mimeLine {
			if _, err := io.WriteString(f.w, "\r\n"); err != nil {
				return n, err
			}
			f.at = 0
		}
		piece := p[:min(len(p), mimeLine-f.at)]
		if _, err := f.w.Write(piece); err != nil {
			return n, err
		}
		n, f.at, p = n+len(piece), f.at+len(piece), p[len(piece):]
	}
	return n, nil
}
