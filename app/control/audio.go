package control

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"istratray/app/words"
)

// streamAudio passes a message's sound on as it arrives.
func (s *Server) streamAudio(w http.ResponseWriter, r *http.Request) error {
	format := r.URL.Query().Get("format")
	switch format {
	case "":
		format = "ogg"
	case "ogg", "au", "aac", "mp4":
	default:
		return NewError(BadRequest, words.New("format"))
	}
	audio, err := s.backend.Audio(r.Context(), r.PathValue("id"), format)
	if err != nil {
		return err
	}
	defer audio.Body.Close()
	w.Header().Set("Content-Type", audio.ContentType)
	if audio.Length >= 0 {
		w.Header().Set("Content-Length", strconv.FormatInt(audio.Length, 10))
	}
	if seconds := s.seconds(r.PathValue("id")); seconds > 0 {
		w.Header().Set(durationHeader, strconv.Itoa(seconds))
	}
	w.WriteHeader(http.StatusOK)
	if err := copyFlushing(w, audio.Body, s.limits.audio); err != nil {
		if !errors.Is(err, context.Canceled) && r.Context().Err() == nil {
			s.log.Info("control: sound cut short", "err", err)
		}
		panic(http.ErrAbortHandler) // the client must not take a part for the whole
	}
	return nil
}

// durationHeader says how long a message is by the list, in seconds: its sound should not be shorter.
const durationHeader = "X-Content-Duration"

// seconds is how long a voicemail is by the list, 0 when that doesn't say.
func (s *Server) seconds(id string) int {
	for _, v := range s.backend.Current().Voicemails {
		if v.ID == id {
			return v.Seconds
		}
	}
	return 0
}

// copyFlushing copies so that each piece is on its way before the next is waited for.
func copyFlushing(w http.ResponseWriter, from io.Reader, limit time.Duration) error {
	rc := http.NewResponseController(w)
	if err := rc.Flush(); err != nil { // the head, so that the player can get ready
		return err
	}
	buf := make([]byte, 16<<10)
	for {
		n, err := from.Read(buf)
		if n > 0 {
			if err := writeWithin(rc, w, buf[:n], limit); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// writeWithin writes and flushes, or fails when the client takes nothing for the time.
func writeWithin(rc *http.ResponseController, w io.Writer, b []byte, limit time.Duration) error {
	if err := rc.SetWriteDeadline(time.Now().Add(limit)); err != nil {
		return err
	}
	if _, err := w.Write(b); err != nil {
		return err
	}
	return rc.Flush()
}
