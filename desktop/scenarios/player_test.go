//go:build desktop

package scenarios

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// subtitler says each word at a second of its own.
const subtitler = `#!/bin/sh
printf 'WEBVTT\n\n'
n=0
for word in Hello please ring zebra soon; do
	printf '00:0%d.000 --> 00:0%d.000\n%s\n\n' $n $((n + 1)) $word
	n=$((n + 1))
done
`

// A message is seen before it is heard, read while it is heard, and continues where it was left: by names alone.
func TestAMessageIsSeenReadAndGoneOnWith(t *testing.T) {
	s := begin(t, rig.Options{}, istratest.Options{Voicemails: []istratest.Voicemail{
		{RemoteLabel: "Anna Schmidt", RemoteNumber: "+4972311234", Speech: "contract",
			Time: time.Now().Add(-time.Hour)},
	}})
	s.signIn("--hidden")
	id := s.platform.State().Voicemails[0].ID
	s.succeeds("show")
	window := s.desk.Accessible("istratray")
	window.Wait(rig.ListItem, "Anna Schmidt, unread", patience)
	window.WaitGone(rig.Button, "Make transcript", patience)
	s.subtitled()
	window.Wait(rig.Button, "zebra", patience)
	if isRead(s.platform.State(), id) {
		t.Error("it counts as heard, and was only shown")
	}

	recording := s.desk.Record()
	window.Wait(rig.Button, "zebra", patience).Press()
	recording.WaitSound(patience)
	s.await("the message marked read", func(p istratest.State) bool { return isRead(p, id) })
	if at := window.Wait(rig.Slider, "Place in the message", patience).Value(); at < 3 {
		t.Errorf("it plays at %v s, and the word is said at 3", at)
	}

	window.Wait(rig.PageTab, "Calls", patience).Press()
	window.Wait(rig.Button, "Pause", patience).Press() // in the bar of what plays
	window.Wait(rig.Button, "Play", patience)
	window.Wait(rig.PageTab, "Voicemail", patience).Press()
	left := window.Wait(rig.Slider, "Place in the message", patience).Value()

	shown := s.desk.WaitWindow("Istra Tray", patience)
	shown.Close()
	rig.Eventually(t, patience, "the window has remembered it", func() error {
		remembered, err := s.sounds()
		if sound := remembered.Sounds[id]; err == nil && (len(sound.Wave) == 0 || sound.Place.Seconds() < left) {
			err = fmt.Errorf("remembered is %+v of %q", sound, id)
		}
		return err
	})
	s.succeeds("show")
	s.waitThing(window, rig.Slider, "Place in the message", func(slider *rig.Thing) bool {
		return slider.Value() == left
	})
	s.must(s.client().SignOut(t.Context()))
	rig.Eventually(t, patience, "what was remembered is gone", func() error {
		if _, err := os.Stat(s.soundsFile()); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("it is there: %w", err)
		}
		return nil
	})
	s.quit()
}

// subtitled sets a transcriber that tells the times of words.
func (s *story) subtitled() {
	s.Helper()
	path := filepath.Join(s.TempDir(), "subtitle")
	s.must(os.WriteFile(path, []byte(subtitler), 0o700))
	c := s.client()
	p := s.preferences(c)
	p.Transcriber = []string{path, "{file}"}
	s.must(c.SetSettings(s.Context(), p))
}

func (s *story) soundsFile() string {
	return filepath.Join(s.desk.Getenv("XDG_STATE_HOME"), "istratray", "default", "sounds.json")
}

// rememberedSounds is the file in which the window remembers messages.
type rememberedSounds struct {
	Sounds map[string]struct {
		Wave  []byte
		Place time.Duration
	}
}

// sounds is what the window remembers by now: it writes when a message is drawn, when it is paused, and at its end.
func (s *story) sounds() (kept rememberedSounds, err error) {
	text, err := os.ReadFile(s.soundsFile())
	if err == nil {
		err = json.Unmarshal(text, &kept)
	}
	return kept, err
}
