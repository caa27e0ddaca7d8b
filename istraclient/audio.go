package istraclient

import (
	"context"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
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

// VoicemailAudio opens the sound of a message in a format (API notes, section 6).
func (c *Client) VoicemailAudio(ctx context.Context, ref Ref, format Format) (*Audio, error) {
	return c.sound(ctx, ref, format, "")
}

// DownloadVoicemail is VoicemailAudio for keeping: the platform proposes a file name as well.
func (c *Client) DownloadVoicemail(ctx context.Context, ref Ref, format Format) (*Audio, error) {
	return c.sound(ctx, ref, format, "dl=true")
}

func (c *Client) sound(ctx context.Context, ref Ref, format Format, query string) (*Audio, error) {
	r := request{op: "open voicemail sound", method: http.MethodGet, query: query, audio: true}
	uri, err := audioURI(ref, format)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.op, err)
	}
	r.uri = uri
	resp, err := c.do(ctx, r)
	if err != nil {
		return nil, err
	}
	if err := checkSound(resp); err != nil {
		resp.Body.Close()
		return nil, fmt.Errorf("%s: %w", r.op, err)
	}
	return newAudio(resp), nil
}

// audioURI is the documented path by id; a restUri alone takes the format behind it.
func audioURI(ref Ref, format Format) (string, error) {
	switch format {
	case Ogg, AAC, MP4, AU:
	default:
		return "", &ArgumentError{Name: "format"}
	}
	if ref.ID == "" && ref.URI != "" {
		return strings.TrimSuffix(ref.URI, "/") + "." + string(format), nil
	}
	uri, err := ref.idURI(voicemailBeans)
	return uri + "." + string(format), err
}

// checkSound refuses a success that is no sound.
func checkSound(resp *http.Response) error {
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	switch {
	case resp.StatusCode == http.StatusNoContent || resp.ContentLength == 0:
		return problemOf(resp, EmptyBody, nil, nil)
	case resp.ContentLength > maxAudio:
		return problemOf(resp, TooLargeBody, nil, nil)
	case kind == "text/html", kind == "application/xhtml+xml":
		head, _ := io.ReadAll(io.LimitReader(resp.Body, maxErrorBody)) // what it says can only add detail
		return notAPI(resp, head)
	case kind == "application/json":
		return problemOf(resp, GarbageBody, nil, nil)
	}
	return nil
}

func newAudio(resp *http.Response) *Audio {
	a := &Audio{Body: resp.Body, ContentType: resp.Header.Get("Content-Type"), Length: resp.ContentLength}
	if resp.Header.Get("Content-Encoding") != "" {
		a.Length = -1 // of the compressed bytes
	}
	if _, params, err := mime.ParseMediaType(resp.Header.Get("Content-Disposition")); err == nil {
		a.FileName = params["filename"]
	}
	return a
}
