package rig

import (
	"errors"
	"fmt"
	"image"
	"slices"
	"strings"
	"time"
)

// match says how well something fits a text: better is less. Whole names come before parts of names, what
// can be used before what can't.
func (th *Thing) match(text string) (rank int, ok bool) {
	rank, ok = fits(th.Name, text)
	if !ok && (th.Role == Entry || th.Role == Password) {
		rank, ok = fits(th.Text(), text)
	}
	if !ok {
		rank, ok = fits(th.Description, text)
		rank += 8
	}
	if !slices.Contains(th.interfaces, atspi+"Action") && th.Role != Entry {
		rank++
	}
	return rank, ok
}

// fits reports whether a text is a name, or a part of it, and how well. Spaces don't count.
func fits(name, text string) (rank int, ok bool) {
	name, text = strings.Join(strings.Fields(name), ""), strings.Join(strings.Fields(text), "")
	switch {
	case name == "":
		return 0, false
	case name == text:
		return 0, true
	case strings.HasPrefix(name, text+","):
		return 2, true
	case strings.Contains(name, text):
		return 4, true
	case strings.Contains(strings.ToLower(name), strings.ToLower(text)):
		return 6, true
	}
	return 0, false
}

// named is what fits a text best, the first of equals.
func (w *Window) named(text string) (*Thing, error) {
	things, err := w.app.Things()
	if err != nil {
		return nil, err
	}
	return bestOf(things, text)
}

func bestOf(things []*Thing, text string) (best *Thing, err error) {
	least := 0
	for _, thing := range things {
		if thing.Role == Frame || thing.Role == application {
			continue
		}
		if rank, ok := thing.match(text); ok && (best == nil || rank < least) {
			best, least = thing, rank
		}
	}
	if best == nil {
		return nil, fmt.Errorf("there are: %s", names(things))
	}
	return best, nil
}

// application is the role of what holds the windows.
const application = 75

func (w *Window) waitNamed(text string, within time.Duration) (box image.Rectangle) {
	w.d.t.Helper()
	Eventually(w.d.t, within, fmt.Sprintf("%q stands in window %q", text, w.title), func() error {
		thing, err := w.named(text)
		if err != nil {
			return err
		}
		box, err = thing.Box()
		return err
	})
	return box
}

func (w *Window) notNamed(text string) error {
	things, err := w.app.Things()
	if err != nil {
		return err
	}
	for _, thing := range things {
		if _, ok := thing.match(text); ok && thing.Role != Frame && thing.Role != application {
			return errors.New("still there")
		}
	}
	return nil
}

// stillness is how long nothing may have moved before a click: a window hears of what happened after the agent.
const stillness = 150 * time.Millisecond

// clickNamed clicks with the mouse in the middle of what has that name, once it and the rows stand still.
func (w *Window) clickNamed(text string) {
	w.d.t.Helper()
	var at image.Rectangle
	var listed string
	var since time.Time
	Eventually(w.d.t, patience, fmt.Sprintf("%q stands still in window %q", text, w.title), func() error {
		things, err := w.app.Things()
		if err != nil {
			return err
		}
		thing, err := bestOf(things, text)
		if err != nil {
			return err
		}
		box, err := thing.Box()
		if err != nil {
			return err
		}
		if now := names(rows(things)); box != at || now != listed || box.Empty() {
			at, listed, since = box, now, time.Now()
		}
		if time.Since(since) < stillness {
			return errors.New("it moves")
		}
		return nil
	})
	w.click(middle(at), 1)
}

// rows are the rows of lists.
func rows(things []*Thing) []*Thing {
	return slices.DeleteFunc(slices.Clone(things), func(th *Thing) bool { return th.Role != ListItem })
}
