package pages_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/parts"
)

// transcribing has a program for it set.
func transcribing(o *desk.Options) { o.Settings.Transcriber = []string{"listen", "{file}"} }

// speech is the text in view.
func speech(b *bench.Bench) (found *parts.Speech) {
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if s, ok := o.(*parts.Speech); ok {
			found = s
		}
	})
	return found
}

// word is a word of the text by its name.
func word(t *testing.T, b *bench.Bench, text string) parts.AccessItem {
	t.Helper()
	b.LayOut()
	for _, item := range speech(b).Access().Items {
		if item.Name == text {
			return item
		}
	}
	t.Fatalf("no word %q in %q", text, speech(b).Text())
	return parts.AccessItem{}
}

func TestATranscriptIsMadeAgainByAnotherProgram(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Agent.Say("v1", fake.Said())
	b.Settle()
	b.Expect(fake.Said().Text)
	b.ExpectNot("Make transcript", "Make transcript again")
	s, _ := b.Agent.Settings(t.Context())
	s.Transcriber = []string{"listen", "{file}"} // chosen elsewhere
	_ = b.Agent.SetSettings(t.Context(), s)
	b.Agent.Change(func(s *inbox.Snapshot) { s.Settings++ })
	b.Settle()
	b.Agent.WillSay("v1", inbox.Transcript{State: inbox.TranscriptReady, Text: "Heard better."})
	b.More()
	b.Pick("Make transcript again")
	b.Settle()
	b.Pass(2 * time.Second)
	b.Settle()
	b.Expect("Heard better.")
}

func TestMakeTranscriptFollowsTheSettings(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.ExpectNot("Make transcript")
	s, _ := b.Agent.Settings(t.Context())
	for on, args := range [][]string{{}, {"listen", "{file}"}, {}} {
		s.Transcriber = args
		_ = b.Agent.SetSettings(t.Context(), s)
		b.Agent.Change(func(s *inbox.Snapshot) { s.Settings++ })
		b.Settle()
		if b.Says("Make transcript") != (on == 1) {
			t.Errorf("with %q: is there a button? %v", args, b.Says("Make transcript"))
		}
	}
}

func TestATranscriptAppearsAndIsPlayedFromAWord(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	if speech(b) != nil {
		t.Error("there is a text already")
	}
	b.ExpectNot("Make transcript") // nothing could make it
	b.Agent.Say("v1", fake.Said())
	b.Settle()
	b.Expect(fake.Said().Text, "Copy text")
	word(t, b, "call").Press()
	b.ExpectTold("play v1 8.1s")
	b.UI.Sounded(plays(desk.Playing, 8200*time.Millisecond))
	if word(t, b, "call").State&parts.Selected == 0 || word(t, b, "you").State&parts.Selected != 0 {
		t.Error("the word of the moment is not marked")
	}
	word(t, b, "Hi,").Press()
	b.ExpectTold("play v1 8.1s", "seek 0s")
	b.UI.Sounded(desk.Playback{})
	if word(t, b, "call").State&parts.Selected != 0 {
		t.Error("a word is marked while nothing plays")
	}
}

func TestWordsAreReachedByPointerAndKeyboard(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Agent.Say("v1", fake.Said())
	b.Settle()
	at := word(t, b, "you").At
	speech(b).Tapped(&fyne.PointEvent{Position: at.AddXY(3, 3)})
	b.ExpectTold("play v1 7.2s")
	speech(b).FocusGained()
	for range 2 {
		speech(b).TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	}
	speech(b).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.ExpectTold("play v1 7.2s", "play v1 5.4s")
	speech(b).TypedShortcut(&fyne.ShortcutCopy{})
	b.Expect("Text copied")
	if got := fyne.CurrentApp().Clipboard().Content(); got != fake.Said().Text {
		t.Errorf("copied %q", got)
	}
}

func TestANumberThatIsSaidCanBeCalled(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Agent.Say("v1", inbox.Transcript{State: inbox.TranscriptReady,
		Text: "Please call +33 1 99 00 42 75, not *21*0899 #."})
	b.Settle()
	b.Tap("Call +33 1 99 00 42 75")
	b.ExpectAsked("call +33199004275")
	if n := len(speech(b).Access().Children); n != 1 {
		t.Errorf("%d numbers can be called", n)
	}
}

func TestATranscriptIsMadeAndItsTroubleTold(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon), transcribing)
	b.Tap("Make transcript")
	b.ExpectAsked("transcript v1")
	b.Expect("Making the transcript…")
	b.ExpectNot("Make transcript")
	b.Agent.Say("v1", inbox.Transcript{State: inbox.TranscriptFailed, Problem: "The program took too long."})
	b.Settle()
	b.Pass(time.Second) // failures don't come by themselves
	b.Settle()
	b.Expect("The program took too long.", "Try again")
	b.Agent.Fail("transcript", &control.Error{Code: control.Refused, Message: "Too many wait."})
	b.Tap("Try again")
	b.Expect("Too many wait.", "Try again")
	b.Agent.Fail("transcript", nil)
	b.Tap("Try again")
	b.Agent.Say("v1", inbox.Transcript{State: inbox.TranscriptReady})
	b.Settle()
	b.Pass(time.Second)
	b.Settle()
	b.Expect("No words were recognised.")
}

func TestAnotherMessageHasAnotherText(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon), transcribing)
	b.Agent.Say("v1", fake.Said())
	b.Settle()
	b.Key(fyne.KeyDown)
	b.Key(fyne.KeyDown)
	b.Expect("Béatrice Moreau", "Make transcript")
	if speech(b) != nil {
		t.Errorf("it says %q", speech(b).Text())
	}
}

func TestSearchFindsWhatIsSaid(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Agent.Say("v1", fake.Said())
	b.Settle()
	if got := b.Rows()[0].Detail; got != fake.Said().Text {
		t.Errorf("the row says %q", got)
	}
	b.Fill("noon")
	if got := b.Rows()[0].Detail; !strings.HasPrefix(got, "…back before noon? My direct") {
		t.Errorf("the row says %q", got)
	}
	b.Fill("quote thursday")
	bench.Equal(t, "by what is said", b.Names(), []string{"Anna Lindqvist"})
	found := 0
	for _, w := range speech(b).Words() {
		if w.Found {
			found++
		}
	}
	if found != 2 {
		t.Errorf("%d words are marked in %q", found, speech(b).Text())
	}
}

func TestALongTextStaysUsable(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Agent.Say("v1", inbox.Transcript{State: inbox.TranscriptReady, Text: strings.Repeat("word ", 100_000)})
	b.Settle()
	b.LayOut()
	if n := len(speech(b).Words()); n > 2001 {
		t.Errorf("%d words are shown", n)
	}
}
