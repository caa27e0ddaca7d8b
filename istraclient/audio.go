package istraclient

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"
)

// Format is an encoding of a message's sound.
type Format string

// The formats that the platform offers.
const (
	Ogg Format = "ogg"
	AAC Format = "aac"
	MP4 Format = "mp4"
	AU  Format = "au"
)

// Audio is the sound of a message, streamed. Body has to be closed; reading it fails with *BodyError when
// the sound is cut short or larger than 100 MiB, with *NetworkError when nothing comes for 20 s.
type Audio struct {
	Body        io.ReadCloser
	ContentType string
	Length      int64  // bytes; -1 = unknown
	FileName    string // as the platform proposes; only from DownloadVoicemail, and perhaps not even then
}

// NoAudioError means that the platform has no sound of this format for a message that exists: it answered with
// nothing, or with something else than sound. Another format may do.
type NoAudioError struct {
	Format Format
	Status int
	What   string // what came: "nothing", "JSON", "a page", "text"
}

func (e *NoAudioError) Error() string {
	return fmt.Sprintf("no sound as %s: %s came (status %d)", e.Format, e.What, e.Status)
}

// VoicemailAudio opens the sound of a message in a format. *NoAudioError: try another.
func (c *Client) VoicemailAudio(ctx context.Context, ref Ref, format Format) (*Audio, error) {
	return c.sound(ctx, ref, format, "")
}

// DownloadVoicemail is VoicemailAudio for keeping: the platform proposes a file name as well.
func (c *Client) DownloadVoicemail(ctx context.Context, ref Ref, format Format) (*Audio, error) {
	return c.sound(ctx, ref, format, "dl=true")
}

func (c *Client) sound(ctx context.Context, ref Ref, format Format, query string) (*Audio, error) {
	switch format {
	case Ogg, AAC, MP4, AU:
	default:
		return nil, fmt.Errorf("%s: %w", soundOp, &ArgumentError{Name: "format"})
	}
	r := request{op: soundOp, method: http.MethodGet, query: query, audio: true}
	resp, err := c.doOne(ctx, r, voicemails, ref.soundURIs(format))
	if err != nil {
		return nil, err
	}
	a, err := newAudio(resp, format)
	if err != nil {
		resp.Body.Close()
		return nil, fmt.Errorf("%s: %w", r.op, err)
	}
	return a, nil
}

const soundOp = "open voicemail sound"

// soundURIs are the documented path by id, and the restUri with the format behind it.
func (r Ref) soundURIs(format Format) []string {
	var uris []string
	if id, err := r.idURI(voicemails + "/bean"); err == nil {
		uris = append(uris, id+"."+string(format))
	}
	if r.URI != "" {
		uris = append(uris, strings.TrimSuffix(r.URI, "/")+"."+string(format))
	}
	return uris
}

// soundHead is how much of a body is looked at to tell sound from text.
const soundHead = 512

// newAudio wraps the body of a success, or says what it is instead of sound. The Content-Type is not trusted.
func newAudio(resp *http.Response, format Format) (*Audio, error) {
	if resp.ContentLength > maxAudio {
		return nil, problemOf(resp, TooLargeBody, nil)
	}
	head := make([]byte, soundHead)
	n, err := io.ReadAtLeast(resp.Body, head, 16)
	head = head[:n]
	if err != nil && n == 0 && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if what := notSound(head); what != "" {
		return nil, &NoAudioError{Format: format, Status: resp.StatusCode, What: what}
	}
	a := &Audio{Body: soundBody{io.MultiReader(bytes.NewReader(head), resp.Body), resp.Body},
		Length: resp.ContentLength}
	a.ContentType = resp.Header.Get("Content-Type")
	if resp.Header.Get("Content-Encoding") != "" {
		a.Length = -1 // of the compressed bytes
	}
	if _, params, err := mime.ParseMediaType(resp.Header.Get("Content-Disposition")); err == nil {
		a.FileName = params["filename"]
	}
	return a, nil
}

// soundBody reads on behind what was looked at.
type soundBody struct {
	io.Reader
	io.Closer
}

// notSound says what the beginning of a body is, "" where it can be sound: even raw µ-law, which has no
// mark of its own, doesn't look like text for long.
func notSound(head []byte) string {
	text := trimJSON(head)
	switch {
	case len(text) == 0:
		return "nothing"
	case hasSoundMark(head) || !looksLikeText(head):
		return ""
	case text[0] == '{' || text[0] == '[':
		return "JSON"
	case text[0] == '<':
		return "a page"
	}
	return "text"
}

// soundMarks are the first bytes of sound files. AAC frames and MP4 have theirs elsewhere.
var soundMarks = []string{"OggS", ".snd", "dns.", "ID3", "ADIF", "RIFF", "fLaC", "caff", "#!AMR"}

func hasSoundMark(head []byte) bool {
	for _, mark := range soundMarks {
		if bytes.HasPrefix(head, []byte(mark)) {
			return true
		}
	}
	return len(head) >= 8 && string(head[4:8]) == "ftyp"
}

// looksLikeText reports whether bytes have no control characters, and are UTF-8 unless they begin as JSON or
// a page, which may be in another charset.
func looksLikeText(head []byte) bool {
	for _, b := range head {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' || b == 0x7f {
			return false
		}
	}
	if strings.ContainsRune("{[<", rune(trimJSON(head)[0])) {
		return true
	}
	for len(head) > 0 {
		r, size := utf8.DecodeRune(head)
		if r == utf8.RuneError && size == 1 && utf8.FullRune(head) {
			return false
		}
		head = head[size:]
	}
	return true
}
