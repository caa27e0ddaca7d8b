package inbox

import (
	"testing"
	"time"
)

func TestATranscriptOutlivesReadings(t *testing.T) {
	at := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	asRead := func(at time.Time) VoicemailsRead {
		return VoicemailsRead{Items: []Voicemail{{ID: "1", Time: at}, {ID: "2", Time: at.Add(-time.Hour)}}, Whole: true}
	}
	s := State{}
	for i, step := range []struct {
		event Event
		want  string
	}{
		{asRead(at), ""},
		{Transcribed{ID: "3", Text: "of nothing that is there"}, ""},
		{Transcribed{ID: "1", Text: "call me"}, "call me"},
		{asRead(at), "call me"},
		{ReadDone{ID: "1", Read: true}, "call me"},
		{asRead(at.Add(time.Minute)), ""}, // another message of the same ID
		{Transcribed{ID: "1", Text: "bye"}, "bye"},
		{Transcribed{ID: "1"}, ""},
	} {
		s, _ = Apply(s, at, step.event)
		list := s.Snapshot().Voicemails
		if len(list) != 2 || list[0].ID != "1" || list[0].Transcript != step.want || list[1].Transcript != "" {
			t.Errorf("step %d: %+v, want %q", i, list, step.want)
		}
	}
}
