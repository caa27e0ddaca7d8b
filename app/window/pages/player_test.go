package pages_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/lang"
	"istratray/app/window/memory"
	"istratray/app/window/parts"
)

// plays is a message of 24 s somewhere in the middle.
func plays(phase desk.Phase, at time.Duration) desk.Playback {
	return desk.Playback{ID: "v1", Phase: phase, Position: at, Length: 24 * time.Second,
		Loaded: 24 * time.Second, Complete: true}
}

func TestAMessageIsDrawnBeforeItIsPlayedAndStaysUnread(t *testing.T) {
	sounds := memory.OpenSounds("")
	b := bench.New(t, fake.Snapshot(bench.Noon), func(o *desk.Options) { o.Sounds = sounds })
	bench.Equal(t, "drawn", b.Sound.Drawn(), []string{"v1"})
	b.ExpectAsked()
	b.ExpectTold()
	if wave := sounds.Get("v1", b.Agent.Current().Voicemails[0].Time).Wave; len(wave) != parts.Bars {
		t.Errorf("%d bars are remembered", len(wave))
	}
	b.Key(fyne.KeyDown)
	b.Key(fyne.KeyDown)
	b.Key(fyne.KeyUp)
	bench.Equal(t, "drawn once each", b.Sound.Drawn(), []string{"v1", "v2"})

	offline := fake.Snapshot(bench.Noon)
	offline.Connection.State = inbox.Offline
	b = bench.New(t, offline)
	bench.Equal(t, "drawn offline", b.Sound.Drawn(), nil)
}

func TestAFailedDrawingIsNotAskedForAgainWhileItsMessageIsShown(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Sound.NoDrawing = bench.ErrTest
	b.Key(fyne.KeyDown)
	b.Key(fyne.KeyDown)
	b.Agent.Change(func(*inbox.Snapshot) {})
	b.Settle()
	bench.Equal(t, "drawn", b.Sound.Drawn(), []string{"v1", "v2"})
	b.ExpectNot("Try again")
}

func TestAMessageGoesOnWhereItWasLeft(t *testing.T) {
	sounds := memory.OpenSounds("")
	b := bench.New(t, fake.Snapshot(bench.Noon), func(o *desk.Options) { o.Sounds = sounds })
	b.Tap("Play")
	b.UI.Sounded(plays(desk.Playing, 9*time.Second))
	b.Settle()
	b.UI.Leave() // the window is closed

	b = bench.New(t, b.Agent.Current(), func(o *desk.Options) { o.Sounds = sounds })
	b.Expect("0:09", "–0:15")
	b.Tap("Play")
	b.ExpectTold("play v1 9s")
	b.UI.Sounded(plays(desk.Ended, 24*time.Second))
	b.UI.Sounded(desk.Playback{})
	b.Expect("0:00", "–0:24")
	b.Tap("Play")
	b.ExpectTold("play v1 9s", "play v1 0s")
}

func TestWhereItWasLeftIsSavedWhenItHalts(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sounds.json")
	sounds := memory.OpenSounds(file)
	b := bench.New(t, fake.Snapshot(bench.Noon), func(o *desk.Options) { o.Sounds = sounds })
	saved := func() bool {
		b.Settle()
		_, err := os.Stat(file)
		_ = os.Remove(file)
		return err == nil
	}
	b.Tap("Play")
	b.UI.Sounded(plays(desk.Playing, 8*time.Second))
	if saved() {
		t.Error("it is saved while it plays")
	}
	b.UI.Sounded(plays(desk.Paused, 9*time.Second))
	if !saved() {
		t.Error("it is not saved when it is paused")
	}
	more := plays(desk.Paused, 9*time.Second)
	more.Loaded += time.Second
	b.UI.Sounded(more)
	if saved() {
		t.Error("it is saved with every report")
	}
}

func TestAMessageCanBeginAnew(t *testing.T) {
	sounds := memory.OpenSounds("")
	s := fake.Snapshot(bench.Noon)
	sounds.Use(s.Account.Login + "@" + s.Account.Server)
	sounds.Change("v1", s.Voicemails[0].Time, func(s *memory.Sound) { s.Place = 14 * time.Second })
	b := bench.New(t, s, func(o *desk.Options) { o.Sounds = sounds })
	b.Expect("0:14")
	b.Tap("10 seconds back")
	b.Expect("0:04")
	b.Tap("From the start")
	b.Expect("0:00")
	b.ExpectTold()
	b.Tap("Play")
	b.ExpectTold("play v1 0s")
}

func TestBackFromTheEndPlaysOn(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Play")
	b.UI.Sounded(plays(desk.Playing, 22*time.Second))
	b.UI.Sounded(plays(desk.Ended, 24*time.Second))
	b.Tap("10 seconds back")
	b.ExpectTold("play v1 0s", "seek 14s", "resume")
	b.UI.Sounded(plays(desk.Ended, 24*time.Second))
	b.Tap("Play") // all of it is here
	b.ExpectTold("play v1 0s", "seek 14s", "resume", "resume")
}

func TestAfterACallTheMessageGoesOn(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Play")
	b.UI.Sounded(plays(desk.Playing, 9*time.Second))
	b.Settle()
	b.Tap("Call back")
	b.UI.Sounded(plays(desk.Paused, 9*time.Second))
	b.ExpectTold("play v1 0s", "pause")
	b.Expect("Pick up your desk phone: it is calling Anna Lindqvist.", "Continue")
	b.Pass(time.Minute)
	b.Tap("Continue") // the round button
	b.ExpectTold("play v1 0s", "pause", "resume")
	b.UI.Sounded(plays(desk.Playing, 9*time.Second))
	b.ExpectNot("Continue")
}

func TestACallFromTheTrayOffersToGoOn(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Play")
	b.UI.Sounded(plays(desk.Playing, 9*time.Second))
	b.Open("calls")
	b.Agent.Change(func(s *inbox.Snapshot) { s.Called++ })
	b.Settle()
	b.UI.Sounded(plays(desk.Paused, 9*time.Second))
	b.Expect("Paused for your call.", "Continue")
	b.Tap("Continue")
	b.ExpectTold("play v1 0s", "pause", "resume")
}

func TestAMessageDeletedElsewhereWhileItPlaysSaysSo(t *testing.T) {
	const said = "This message was deleted elsewhere. You can still hear it to its end."
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Play")
	b.UI.Sounded(plays(desk.Playing, 9*time.Second))
	b.Settle()
	b.Agent.Change(func(s *inbox.Snapshot) { s.Voicemails = s.Voicemails[1:] })
	b.Settle()
	b.Expect(said, "Pause", "0:09")
	b.ExpectTold("play v1 0s")
	if b.Find("Delete").(*parts.Button).Disabled() != true {
		t.Error("what is gone can be deleted")
	}
	b.Open("calls")
	b.Expect("Deleted elsewhere", "Anna Lindqvist")
	b.Open("voicemails")
	b.UI.Sounded(plays(desk.Ended, 24*time.Second))
	b.Agent.Change(func(*inbox.Snapshot) {})
	b.Settle()
	b.ExpectNot(said)
}

func TestPlayingIsTriedAgain(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Play")
	b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Failed, Problem: "The message could not be loaded."})
	b.Tap("Try again")
	b.ExpectTold("play v1 0s", "play v1 0s")
	b.UI.Sounded(plays(desk.Playing, time.Second))
	b.ExpectNot("Try again")
}

func TestSilenceIsSkippedByAChip(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	chip := b.Find("Skip silence").(*parts.Button)
	before := chip.Access().State&parts.Checked != 0
	b.Tap("Skip silence")
	if chip.Access().Role != parts.RoleSwitch || chip.Access().State&parts.Checked != 0 == before {
		t.Errorf("the chip is %+v", chip.Access())
	}
	b.ExpectTold("skip " + map[bool]string{true: "false", false: "true"}[before])
}

// While the shape of a message is on its way, its place says so to a screen reader, and no longer once it has come, or
// can't be had.
func TestTheWaveSaysThatItLoads(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	wave := func() string {
		for _, n := range b.Tree().Nodes {
			if n.Name == "Place in the message" {
				return n.Description
			}
		}
		t.Fatal("there is no wave")
		return ""
	}
	for _, failure := range []error{nil, bench.ErrTest} {
		b.Sound.NoDrawing = failure
		b.List().Select(b.List().Cursor() + 1)
		if got := wave(); got != "Loading…" {
			t.Errorf("while it loads: %q", got)
		}
		b.Settle()
		if got := wave(); got != "" {
			t.Errorf("with failure %v: %q", failure, got)
		}
	}
}

// The chips of the player are one line at the usual width, and two where there is hardly room for list and pane, in
// every language.
func TestTheChipsAreOneLine(t *testing.T) {
	t.Cleanup(func() { _ = lang.Use("en") })
	for _, language := range lang.Languages() {
		if err := lang.Use(language.Code); err != nil {
			t.Fatal(err)
		}
		b := bench.New(t, fake.Snapshot(bench.Noon))
		for width, most := range map[float32]int{1120: 1, 720: 2} {
			b.Window.Resize(fyne.NewSize(width, 680))
			b.LayOut()
			lines := map[float32]bool{}
			for _, chip := range []string{"From the start", "10 seconds back", "10 seconds forward", "Volume",
				"Skip silence"} {
				o := b.Find(lang.L(chip)).(fyne.CanvasObject)
				lines[fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y] = true
			}
			if len(lines) > most {
				t.Errorf("%s, %.0f wide: %d lines", language.Code, width, len(lines))
			}
		}
	}
}
