package decode

import (
	"bufio"
	"errors"
	"strings"
	"testing"
)

func TestSniff(t *testing.T) {
	for _, test := range []struct {
		name, head, contentType string
		asked, want             Format // want "": NotAudio
	}{
		{"Ogg by its bytes", "OggS\x00\x02..........", "text/plain", AU, Ogg},
		{"AU by its bytes", ".snd\x00\x00\x00\x18....", "application/ogg", Ogg, AU},
		{"ADTS by its bytes", "\xff\xf1\x50\x80..........", "", Ogg, AAC},
		{"ADTS after a tag", "ID3\x04\x00..........", "", Ogg, AAC},
		{"MPEG layer 3 is not ADTS", "\xff\xfb\x50\x80..........", "", Ogg, Ogg},
		{"MP4 by its bytes", "\x00\x00\x00\x20ftypisom", "", Ogg, MP4},
		{"media type", "\x00\x01\x02\x03..........", "application/mp4; x=y", Ogg, MP4},
		{"media type of AU", "\x00\x01\x02\x03..........", "audio/basic", Ogg, AU},
		{"what was asked for", "\x00\x01\x02\x03..........", "application/octet-stream", AAC, AAC},
		{"short", "\x00", "", AU, AU},
		{"empty", "", "application/ogg", Ogg, ""},
		{"HTML", "<!DOCTYPE html><html>", "application/ogg", Ogg, ""},
		{"HTML after a mark", "\xef\xbb\xbf\r\n <html>........", "", Ogg, ""},
		{"JSON", `{"error":"no"}`, "application/json", Ogg, ""},
		{"other text", "Not found, sorry", "text/plain; charset=utf-8", Ogg, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := sniff(bufio.NewReader(strings.NewReader(test.head)), test.contentType, test.asked)
			if got != test.want {
				t.Errorf("got %q, %v", got, err)
			}
			var e *Error
			if test.want == "" && (!errors.As(err, &e) || e.Kind != NotAudio) {
				t.Errorf("error %v", err)
			}
		})
	}
}
