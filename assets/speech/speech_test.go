package speech

import (
	"testing"
	"time"
)

func TestEveryMessageIsSmallAndPlays(t *testing.T) {
	names := Names()
	if len(names) < 8 {
		t.Fatalf("only %d messages: %v", len(names), names)
	}
	total := 0
	for _, name := range names {
		if d := Duration(name); d < 3*time.Second || d > 20*time.Second {
			t.Errorf("%s plays %v", name, d)
		}
		for _, format := range []string{"ogg", "au", "aac", "mp4"} {
			sound, _ := Sound(name, format)
			total += len(sound)
		}
	}
	if total > 300_000 {
		t.Errorf("the messages weigh %d bytes; the binary that carries them should stay small", total)
	}
}

func TestFurtherFormats(t *testing.T) {
	for _, format := range []string{"ogg", "au", "aac", "mp4"} {
		if _, ok := Sound("lunch", format); !ok {
			t.Errorf("lunch does not exist as %s", format)
		}
	}
	if _, ok := Sound("dentist", "au"); ok {
		t.Error("dentist exists as au: no message is left that shows a refusal")
	}
}

func TestDurationOfNothing(t *testing.T) {
	for _, data := range [][]byte{nil, []byte("OggS"), make([]byte, 200)} {
		if d := oggDuration(data); d != 0 {
			t.Errorf("%q plays %v", data, d)
		}
	}
	if Duration("no such message") != 0 {
		t.Error("an unknown message plays")
	}
}
