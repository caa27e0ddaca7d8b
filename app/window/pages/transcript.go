package pages

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/history"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// transcriptView shows the transcript of a voicemail, under its player.
type transcriptView struct {
	desk   *desk.Desk
	object *fyne.Container
	v      inbox.Voicemail
	now    inbox.Transcript
	search []string // words that are looked for
	drawn  string   // what the text was made of
	busy   bool     // the agent has been asked and has not answered
	speech *parts.Speech
	state  *parts.Text
	alert  *parts.Alert
	make   *parts.Button
	copy   *parts.Button
}

func newTranscriptView(d *desk.Desk) *transcriptView {
	t := &transcriptView{
		desk: d, state: parts.NewText("", parts.Style{Color: look.Muted}).Spoken(), alert: parts.NewAlert(400),
	}
	t.speech = parts.NewSpeech(parts.SpeechOptions{
		Word: func(at time.Duration) { d.Player.SeekIn(t.v.ID, at) },
		Copy: t.copyText, Keys: d.Frame.Typed,
	})
	t.make = parts.NewButton(lang.L("Make transcript"), "", parts.Pill, t.ask)
	t.copy = parts.NewButton(lang.L("Copy text"), look.IconCopy, parts.Pill, t.copyText)
	buttons := parts.Flow(look.S, t.copy, t.make)
	t.object = parts.Group(parts.RoleGroup, lang.L("Transcript"),
		parts.VBox(look.M, parts.NewLine(), t.speech, t.state, t.alert, buttons))
	d.Preferences.Follow(t.render) // a transcriber may have been set or removed
	return t
}

// show shows a message's text, and asks the agent for more of it than is in the list.
func (t *transcriptView) show(v inbox.Voicemail, search string) {
	other, changed := v.ID != t.v.ID, v.Transcript != t.v.Transcript
	t.v, t.search = v, strings.Fields(history.Fold(search))
	if other || changed {
		t.now = inbox.Transcript{State: inbox.NoTranscript}
		if v.Transcript != "" {
			t.now = inbox.Transcript{State: inbox.TranscriptReady, Text: v.Transcript}
		}
		if v.Transcript != "" || t.canMake() {
			t.fetch()
		}
	}
	t.render()
}

// canMake reports whether there is a program for it.
func (t *transcriptView) canMake() bool { return len(t.desk.Preferences.Current.Transcriber) > 0 }

// fetch asks the agent how far the text is.
func (t *transcriptView) fetch() { t.request(t.desk.Agent.Transcript) }

// items offers to make a text anew, perhaps by another program; where there is none, a button does.
func (t *transcriptView) items() []*fyne.MenuItem {
	if !t.canMake() || t.now.State != inbox.TranscriptReady {
		return nil
	}
	return []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Make transcript again"), t.ask)}
}

// ask has the text made.
func (t *transcriptView) ask() { t.request(t.desk.Agent.MakeTranscript) }

func (t *transcriptView) request(ask func(ctx context.Context, id string) (inbox.Transcript, error)) {
	id := t.v.ID
	t.busy = true
	var got inbox.Transcript
	t.desk.Do(func(ctx context.Context) (err error) {
		got, err = ask(ctx, id)
		return err
	}, func(err error) {
		if id != t.v.ID {
			return // another message is shown now
		}
		t.busy = false
		if err != nil {
			t.desk.Logger.Info("transcript", "code", control.CodeOf(err))
			got = inbox.Transcript{State: inbox.TranscriptFailed, Problem: desk.Explain(err)}
		}
		t.now = got
		t.render()
	})
}

// tick asks again about a text that is being made: the agent only pushes finished ones.
func (t *transcriptView) tick() {
	if t.now.State == inbox.TranscriptRunning && !t.busy {
		t.fetch()
	}
}

// render shows the text, or how far it is.
func (t *transcriptView) render() {
	said := t.now.State == inbox.TranscriptReady && t.now.Text != ""
	t.state.Set(t.stateText())
	failure := ""
	if t.now.State == inbox.TranscriptFailed {
		failure = control.Tell(lang.Problems(), t.now.Reason, t.now.Problem)
	}
	t.alert.Set(failure)
	t.fill(said)
	label := lang.L("Make transcript")
	if t.now.State == inbox.TranscriptFailed {
		label = lang.L("Try again")
	}
	t.make.Set(label, "")
	parts.Show(t.speech, said)
	parts.Show(t.copy, said)
	parts.Show(t.state, t.state.Text() != "")
	parts.Show(t.make, t.canMake() && (t.now.State == inbox.NoTranscript || t.now.State == inbox.TranscriptFailed))
	parts.Show(t.object, said || t.state.Visible() || t.make.Visible() || failure != "")
}

func (t *transcriptView) stateText() string {
	switch {
	case t.now.State == inbox.TranscriptRunning:
		return lang.L("Making the transcript…")
	case t.now.State == inbox.TranscriptReady && t.now.Text == "":
		return lang.L("No words were recognised.")
	}
	return ""
}

// fill gives the text its words, where they are others than before.
func (t *transcriptView) fill(said bool) {
	key := ""
	if said {
		key = strings.Join(append([]string{t.v.ID, t.now.Text}, t.search...), "\x00")
	}
	if len(t.now.Words) > 0 {
		key += "\x00timed"
	}
	if key == t.drawn {
		return
	}
	t.drawn = key
	words := t.words()
	for i := range words {
		words[i].Found = t.found(words[i].Text)
	}
	t.callable(words)
	t.speech.Set(words)
	t.sounded()
}

// words are those of the text, with their times where they are known.
func (t *transcriptView) words() []parts.SpeechWord {
	var out []parts.SpeechWord
	for _, w := range t.now.Words {
		for text := range strings.FieldsSeq(parts.Clean(w.Text)) {
			out = append(out, parts.SpeechWord{Text: text, Timed: true, From: seconds(w.Start), To: seconds(w.End)})
		}
	}
	if len(out) > 0 {
		return out
	}
	for text := range strings.FieldsSeq(parts.Clean(t.now.Text)) {
		out = append(out, parts.SpeechWord{Text: text})
	}
	return out
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

// found reports whether a word has one of those in it that are looked for.
func (t *transcriptView) found(word string) bool {
	word = history.Fold(word)
	for _, s := range t.search {
		if strings.Contains(word, s) {
			return true
		}
	}
	return false
}

// callable puts a button behind each number that is said, as far as the gate lets it be called.
func (t *transcriptView) callable(words []parts.SpeechWord) {
	texts, ends := make([]string, len(words)), make([]int, len(words))
	at := -1
	for i, w := range words {
		texts[i] = w.Text
		at += 1 + len(w.Text)
		ends[i] = at
	}
	for _, said := range t.desk.Book.SaidIn(strings.Join(texts, " "), lang.Code()) {
		i := 0
		for i < len(ends)-1 && ends[i] < said.End {
			i++
		}
		shown := parts.Clean(t.desk.Book.Check(said.Number).Shown)
		words[i].Call = lang.L("Call {{.Number}}", map[string]any{"Number": shown})
		words[i].OnCall = func() { t.desk.Phone.Call(said.Number, shown) }
	}
}

// sounded marks the word of the moment.
func (t *transcriptView) sounded() {
	at := time.Duration(-1)
	if p := t.desk.Player.Playback; p.ID == t.v.ID && (p.Phase == desk.Playing || p.Phase == desk.Paused) {
		at = p.Position
	}
	t.speech.Speak(at)
}

func (t *transcriptView) copyText() {
	fyne.CurrentApp().Clipboard().SetContent(t.now.Text)
	t.desk.Say(lang.L("Text copied"), desk.ToastShort)
}

// What a row has room for, and how much of it stands before what a search has found.
const (
	excerptLetters = 160
	excerptBefore  = 12
)

// excerpt is the beginning of a text on one line, or, where a search finds something further on, that part.
func excerpt(text, query string) string {
	runes := []rune(strings.Join(strings.Fields(parts.Clean(text)), " "))
	from := 0
	if found := history.Pieces(string(runes), query, 1); len(found) > 0 && found[0].To > 2*excerptBefore {
		from = max(0, found[0].From-excerptBefore)
		for from > 0 && runes[from-1] != ' ' {
			from--
		}
	}
	if from > 0 {
		return "…" + string(runes[from:min(len(runes), from+excerptLetters)])
	}
	return string(runes[:min(len(runes), excerptLetters)])
}
