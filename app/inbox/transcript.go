package inbox

import (
	"slices"
	"time"
)

// TranscriptState is the progress of turning a voicemail into text. The values are part of the command line's stable
// output.
type TranscriptState string

// The four states of a transcript.
const (
	NoTranscript      TranscriptState = "none"
	TranscriptRunning TranscriptState = "running" // under way, or waiting for its turn
	TranscriptReady   TranscriptState = "ready"   // Text may be empty: no words were recognised
	TranscriptFailed  TranscriptState = "failed"  // Problem says why
)

// Transcript is a voicemail as text.
type Transcript struct {
	State   TranscriptState `json:"state"`
	Text    string          `json:"text"`
	Words   []Word          `json:"words,omitempty"` // where the program gave times
	Problem string          `json:"problem"`         // in English
	Reason                  // of Problem
}

// Word is a word of a transcript and when it is said, in seconds from the start of the message.
type Word struct {
	Start float64 `json:"start"`
	End   float64 `json:"end"`
	Text  string  `json:"text"`
}

// KeptTranscript is a transcript as it is remembered.
type KeptTranscript struct {
	ID   string    // of the voicemail
	Time time.Time // of the voicemail: an ID that comes again is another message
	By   string    // which transcriber made it
	Transcript
}

// Transcribed sets the transcript of a voicemail; an empty text removes it.
type Transcribed struct{ ID, Text string }

func (Transcribed) event() {}

// setTranscript carries a text into the list.
func (s State) setTranscript(id, text string) State {
	at := slices.IndexFunc(s.voicemails, func(v Voicemail) bool { return v.ID == id })
	if at < 0 || s.voicemails[at].Transcript == text {
		return s
	}
	s.voicemails = slices.Clone(s.voicemails)
	s.voicemails[at].Transcript = text
	return s
}

// transcribed is a list as the platform has it, with the texts that are known.
func transcribed(list, known []Voicemail) []Voicemail {
	texts := map[string]Voicemail{}
	for _, v := range known {
		if v.Transcript != "" {
			texts[v.ID] = v
		}
	}
	if len(texts) == 0 {
		return list
	}
	list = slices.Clone(list)
	for i := range list {
		if v := texts[list[i].ID]; v.Time.Equal(list[i].Time) {
			list[i].Transcript = v.Transcript
		}
	}
	return list
}
