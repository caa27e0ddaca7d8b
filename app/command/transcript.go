package command

import (
	"context"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"istratray/app/control"
	"istratray/app/inbox"
)

// transcript shows what is said in a voicemail. Where that was never tried, asking for it has it tried.
func transcript(ctx context.Context, c *call) error {
	id := c.args[0]
	t, err := c.client.Transcript(ctx, id)
	if err != nil {
		return err
	}
	if t.State == inbox.NoTranscript {
		begun, err := c.client.MakeTranscript(ctx, id)
		switch {
		case err == nil:
			t = begun
		case control.CodeOf(err) != control.Refused: // refused: no transcriber is set
			return err
		}
	}
	if c.has("json") {
		return writeJSON(c.Stdout, t)
	}
	return written(io.WriteString(c.Stdout, c.transcriptText(t)+"\n"))
}

func (c *call) transcriptText(t inbox.Transcript) string {
	switch {
	case t.State == inbox.TranscriptRunning:
		return c.said().Say("The transcript is being made. Ask again in a moment.")
	case t.State == inbox.TranscriptFailed:
		return c.said().Say("The transcript failed.") + " " + oneLine(control.Tell(c.said(), t.Reason, t.Problem))
	case t.State != inbox.TranscriptReady:
		return c.said().Say("There is no transcript, because no transcriber is set.")
	case t.Text == "":
		return c.said().Say("No words were recognised.")
	}
	return strings.Map(func(r rune) rune {
		if r != '\n' && !unicode.IsGraphic(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, t.Text)
}
