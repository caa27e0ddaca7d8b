package command

import (
	"fmt"
	"io"
	"os"
	"strings"

	"istratray/app/clock"
	"istratray/app/words"
	"istratray/player"
)

// progress is one line that is written over as a message plays. Where no person looks on it is
// nothing.
type progress struct {
	w     io.Writer // nil: nobody looks on
	label string
	said  *words.Terminal
	shown string
}

func newProgress(w io.Writer, label string, said *words.Terminal) *progress {
	if f, ok := w.(*os.File); !ok || !isTerminal(f) {
		w = nil
	}
	return &progress{w: w, label: label, said: said}
}

func (p *progress) show(s player.State) {
	text := p.text(s)
	if p.w == nil || text == p.shown {
		return
	}
	p.shown = text
	fmt.Fprintf(p.w, "\r%s\x1b[K", text)
}

// end leaves the line as it is and goes to the next.
func (p *progress) end() {
	if p.w != nil && p.shown != "" {
		fmt.Fprintln(p.w)
	}
	p.shown = ""
}

// text is for example "[=====     ] 0:12 / 0:24  Anna".
func (p *progress) text(s player.State) string {
	if s.Phase == player.Loading && s.Position == 0 {
		return p.said.Say("loading") + "  " + p.label
	}
	const width = 20
	done := 0
	if s.Length > 0 {
		done = int(min(1, float64(s.Position)/float64(s.Length)) * width)
	}
	length := "?"
	if s.Length > 0 {
		length = clock.Length(s.Length)
	}
	bar := strings.Repeat("=", done) + strings.Repeat(" ", width-done)
	return fmt.Sprintf("[%s] %s / %s  %s", bar, clock.Length(s.Position), length, p.label)
}
