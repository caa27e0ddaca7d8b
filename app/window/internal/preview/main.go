// Command preview shows the window with made-up data and no agent: for looking at it while working
// on it, and for pictures.
//
//	go run ./app/window/internal/preview [-theme dark] [-contrast high] [-page calls]
//	    [-state offline] [-size 1024x640]
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/frame"
	"istratray/app/window/internal/fake"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/memory"
)

func main() {
	mode := flag.String("theme", "light", "system, light or dark")
	contrast := flag.String("contrast", "normal", "system, normal or high")
	scale := flag.Float64("text", 1, "text scale")
	page := flag.String("page", "voicemails", "page to open")
	item := flag.String("item", "", "what to go to on that page")
	state := flag.String("state", "online", "what to show, see stage.go")
	size := flag.String("size", "1024x640", "size of the window")
	language := flag.String("lang", "", "language; empty: the desktop's")
	flag.Parse()

	a := app.NewWithID("")
	a.Settings().SetTheme(look.Desktop{}.Theme(look.Wish{Mode: look.Mode(*mode), Contrast: look.Contrast(*contrast),
		TextScale: *scale}))
	if err := lang.Use(*language); err != nil {
		log.Fatal(err)
	}
	w := a.NewWindow("Istra Tray")
	w.SetPadded(false)
	var width, height float32
	if _, err := fmt.Sscanf(*size, "%fx%f", &width, &height); err != nil {
		log.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var ui *frame.Frame
	sound := &fake.Sound{}
	agent := fake.NewAgent(stage(*state, time.Now()), func(s inbox.Snapshot) { fyne.Do(func() { ui.Render(s) }) })
	sound.Agent = agent
	ui = frame.New(ctx, desk.Options{Agent: agent, Sound: sound, Window: w, Settings: preferences(*state),
		Demo: func() error { return nil }, Memory: told(), Downloads: os.TempDir()})
	tape := &tape{ui: ui}
	sound.OnPlay = tape.told
	w.SetContent(ui.Content())
	w.Resize(fyne.NewSize(width, height))
	ui.Render(agent.Current())
	ui.Show(control.Show{Page: *page, Item: *item})
	act(*state, ui, agent)
	go every(100*time.Millisecond, tape.turn)
	go every(time.Second, func() {
		ui.Tick()
		if look.SetPixels(w.Canvas().Scale()) {
			a.Settings().SetTheme(a.Settings().Theme())
		}
	})
	w.ShowAndRun()
	cancel()
	ui.Wait()
}

// every does something on Fyne's goroutine again and again, as long as the process lives.
func every(d time.Duration, do func()) {
	for range time.Tick(d) {
		fyne.Do(do)
	}
}

// tape plays silence at the right speed.
type tape struct {
	ui *frame.Frame
	p  desk.Playback
}

func (t *tape) told(what, id string, at time.Duration) {
	switch what {
	case "play":
		t.p = desk.Playback{ID: id, Phase: desk.Playing, Position: at, Length: 24 * time.Second,
			Loaded: 24 * time.Second}
	case "pause":
		t.p.Phase = desk.Paused
	case "resume":
		t.p.Phase = desk.Playing
	case "stop":
		t.p.Phase = desk.Idle
	case "seek":
		t.p.Position = at
	}
	t.ui.Sounded(t.p)
}

func (t *tape) turn() {
	if t.p.Phase == desk.Playing {
		t.p.Position = min(t.p.Position+100*time.Millisecond, t.p.Length)
		if t.p.Position == t.p.Length {
			t.p.Phase = desk.Ended
		}
		t.ui.Sounded(t.p)
	}
}

// preferences are the usual ones, with a transcriber.
func preferences(state string) settings.Settings {
	s := settings.Defaults()
	s.Transcriber = []string{"whisper", "{file}"}
	if state == "people" {
		s.CallerPage = settings.CallerPage{Label: "Open in CRM", URL: "https://crm.example.com/?tel={number}"}
		s.Hook = []string{"/home/claire/bin/on-voicemail", "--lamp"}
	}
	return s
}

// told is the memory of someone who has seen the window before.
func told() *memory.File {
	f := memory.Open("")
	f.Change(func(m *memory.Memory) { m.Told, m.Greeted = true, true })
	return f
}
