package store

import (
	"bytes"
	"errors"
	"os"
	"reflect"
	"testing"

	"istratray/app/inbox"
)

var said = inbox.KeptTranscript{ID: "1", Time: noon, By: "a program", Transcript: inbox.Transcript{
	State: inbox.TranscriptReady, Text: "call me back tomorrow",
	Words: []inbox.Word{{Start: 0, End: 0.25, Text: "call"}, {Start: 0.25, End: 1.5, Text: "me"}}}}

func TestATranscriptSurvivesARestart(t *testing.T) {
	s, file := begin(t)
	must(t, s.PutVoicemails(anna, []inbox.Voicemail{{ID: "1", Time: noon}, {ID: "2", Time: noon}}, nil),
		s.PutTranscript(anna, said))
	must(t, s.Close())
	s = reopen(t, file)
	got, found, err := s.Transcript(anna, "1")
	must(t, err)
	if got.Time.Equal(noon) {
		got.Time = noon
	}
	if !found || !reflect.DeepEqual(got, said) {
		t.Errorf("%v %+v", found, got)
	}
	if _, found, err := s.Transcript(anna, "2"); found || err != nil {
		t.Errorf("one that was never made: %v, %v", found, err)
	}
	for _, v := range load(t, s, anna).Voicemails {
		if want := map[string]string{"1": said.Text}[v.ID]; v.Transcript != want {
			t.Errorf("%s says %q", v.ID, v.Transcript)
		}
	}
}

func TestAnotherMessageOfTheSameIDHasNoTranscript(t *testing.T) {
	s, _ := begin(t)
	must(t, s.PutVoicemails(anna, []inbox.Voicemail{{ID: "1", Time: noon}}, nil), s.PutTranscript(anna, said))
	must(t, s.PutVoicemails(anna, []inbox.Voicemail{{ID: "1", Time: noon.Add(1)}}, nil))
	if v := load(t, s, anna).Voicemails[0]; v.Transcript != "" {
		t.Errorf("it says %q", v.Transcript)
	}
}

func TestATranscriptGoesWithItsMessage(t *testing.T) {
	s, file := begin(t)
	must(t, s.PutVoicemails(anna, []inbox.Voicemail{{ID: "1", Time: noon}, {ID: "2", Time: noon}}, nil),
		s.PutTranscript(anna, said))
	must(t, s.PutVoicemails(anna, nil, []string{"1"}))
	if _, found, _ := s.Transcript(anna, "1"); found {
		t.Error("it stays without its message")
	}
	if left, err := os.ReadFile(file); err != nil || bytes.Contains(left, []byte(said.Text)) {
		t.Errorf("deleting left the text in the file (%v)", err)
	}
	if err := s.PutTranscript(anna, said); !errors.Is(err, ErrGone) {
		t.Errorf("for a deleted message: %v", err)
	}
	second := said
	second.ID = "2"
	must(t, s.PutTranscript(anna, second), s.Wipe(anna))
	if err := s.PutTranscript(anna, second); !errors.Is(err, ErrGone) {
		t.Errorf("after signing out: %v", err)
	}
	must(t, s.Close())
	if left, err := os.ReadFile(file); err != nil || bytes.Contains(left, []byte(said.Text)) {
		t.Errorf("signing out left the text in the file (%v)", err)
	}
}
