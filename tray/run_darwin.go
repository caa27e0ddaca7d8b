package tray

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"fyne.io/systray"
)

var errEnded = errors.New("the system ended the tray")

// Run shows the tray until ctx ends; it then returns nil. Call it once, on the main goroutine.
func (t *Tray) Run(ctx context.Context) error {
	defer t.offer()
	late := time.AfterFunc(t.patience, t.missing)
	var wg sync.WaitGroup
	systray.SetOnTapped(func() { t.choose(Open{}) })
	systray.Run(func() {
		late.Stop()
		t.see(true)
		t.offer()
		wg.Go(func() {
			// The library's setters wait for its loop: it must continue until we have ended.
			defer systray.Quit()
			t.serve(ctx)
		})
	}, nil)
	if ctx.Err() == nil {
		return errEnded
	}
	wg.Wait()
	return nil
}

func (t *Tray) serve(ctx context.Context) {
	m := &systemMenu{ctx: ctx, choose: t.choose}
	defer m.clicks.Wait()
	v := t.apply(m, nil)
	for {
		select {
		case <-ctx.Done():
			return
		case t.shown = <-t.latest:
			v = t.apply(m, &v)
		case <-t.refresh:
			v = t.apply(m, &v)
		case <-systray.TrayOpenedCh:
			v = t.apply(m, &v)
		}
	}
}

// systemMenu is the library's menu: a host of the view.
type systemMenu struct {
	ctx    context.Context
	choose func(Intent)
	clicks sync.WaitGroup // the goroutines that wait for them

	entries []entry
	lines   []*systray.MenuItem // of entries, depth first, without separators
}

func (m *systemMenu) setTooltip(text string) { systray.SetTooltip(text) }

// setMenu changes labels in place, so that a menu on the screen stays; for anything else the menu is
// built again, since the library can only append.
func (m *systemMenu) setMenu(entries []entry) {
	if m.lines != nil && sameLines(m.entries, entries) {
		m.relabel(entries, m.lines)
	} else {
		systray.ResetMenu() // ends the goroutines of the old lines
		m.lines = nil
		m.build(entries, systray.AddMenuItem, systray.AddSeparator)
	}
	m.entries = entries
}

// sameLines reports whether nothing but labels differs.
func sameLines(a, b []entry) bool {
	return slices.EqualFunc(a, b, func(a, b entry) bool {
		return a.key == b.key && (a.label == "") == (b.label == "") && a.intent == b.intent &&
			sameLines(a.children, b.children)
	})
}

// relabel walks entries as build did and returns the lines that are left.
func (m *systemMenu) relabel(entries []entry, lines []*systray.MenuItem) []*systray.MenuItem {
	for _, e := range entries {
		if e.label == "" {
			continue
		}
		lines[0].SetTitle(menuText(e.label))
		lines = m.relabel(e.children, lines[1:])
	}
	return lines
}

func (m *systemMenu) build(entries []entry, add func(title, tip string) *systray.MenuItem, separate func()) {
	for _, e := range entries {
		if e.label == "" {
			separate()
			continue
		}
		line := add(menuText(e.label), "")
		m.lines = append(m.lines, line)
		m.build(e.children, line.AddSubMenuItem, line.AddSeparator)
		switch {
		case e.intent != nil:
			m.clicks.Go(func() { m.wait(line.ClickedCh, e.intent) })
		case len(e.children) == 0:
			line.Disable()
		}
	}
}

// wait receives a line's clicks, which are lost when nobody waits, until the line is removed.
func (m *systemMenu) wait(clicks <-chan struct{}, intent Intent) {
	for {
		select {
		case <-m.ctx.Done():
			return
		case _, ok := <-clicks:
			if !ok {
				return
			}
			m.choose(intent)
		}
	}
}
