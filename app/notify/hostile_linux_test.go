package notify

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"istratray/app/bus/bustest"
	"istratray/app/plain"
	"istratray/internal/hostile"
)

// A name reaches a service that reads markup as text alone, whole or visibly cut, and the bus stays up:
// it ends the connection of who sends what is no UTF-8.
func TestHostileNamesInNotifications(t *testing.T) {
	for _, caps := range [][]string{allCaps, {"body"}} {
		d := newDaemon(t, bustest.Start(t), caps...).appear()
		n := runWith(t, nil) // the texts are the point, and a picture takes 40 ms on the bus under the race detector
		for _, s := range hostile.Texts() {
			note := Notification{Key: "voicemail:" + s, Title: "New voicemail from " + s, Body: "0:24 · " + s,
				Actions: []Action{{DefaultAction, s}}}
			if err := n.Post(t.Context(), note); err != nil {
				t.Fatalf("%.40q: %v", s, err)
			}
			got := await(t, d.shown, "the notification")
			body := got.body
			if len(caps) > 1 {
				body = markupText(t, got.body)
				checkLine(t, got.actions[1], s)
			}
			if want := plain.Lines(note.Body, maxBody); body != want {
				t.Errorf("%.40q became %.80q, want %.80q", s, body, want)
			}
			checkLine(t, got.summary, note.Title)
			checkLine(t, strings.Join(strings.Fields(body), " "), note.Body)
			if !strings.HasPrefix(got.summary, "New voicemail from") {
				t.Errorf("the title begins with %.40q", got.summary)
			}
		}
	}
}

// markupText is what markup shows; an element in it fails the test.
func markupText(t *testing.T, markup string) string {
	t.Helper()
	var text strings.Builder
	for d := xml.NewDecoder(strings.NewReader("<body>" + markup + "</body>")); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return text.String()
		}
		if err != nil {
			t.Errorf("%.80q is not well-formed: %v", markup, err)
			return text.String()
		}
		switch e := token.(type) {
		case xml.CharData:
			text.Write(e)
		case xml.StartElement:
			if e.Name.Local != "body" {
				t.Errorf("%.80q holds the element %s", markup, e.Name.Local)
			}
		}
	}
}

// checkLine wants one harmless line; what is missing at its end is shown by an ellipsis.
func checkLine(t *testing.T, shown, from string) {
	t.Helper()
	if why := hostile.Misread(shown); why != "" {
		t.Errorf("%.40q: %s", from, why)
	}
	if n := utf8.RuneCountInString(shown); n > maxBody {
		t.Errorf("%.40q: %d characters", from, n)
	}
	if shown != plain.Line(from, 1<<20) && !strings.HasSuffix(shown, "…") {
		t.Errorf("%.40q was cut without a word: %.80q", from, shown)
	}
}
