package tray

import (
	"bytes"
	"context"
	"image/png"
	"sync"

	"fyne.io/systray"
)

func (t *Tray) Run(ctx context.Context) error {
	var wg sync.WaitGroup
	systray.SetTitle("istratray")
	systray.SetOnTapped(func() { t.opts.OnIntent(Open{}) })
	stop := context.AfterFunc(ctx, systray.Quit)
	defer stop()
	systray.Run(func() {
		h := &systrayHost{choose: t.opts.OnIntent}
		wg.Go(func() { t.serve(ctx, h) })
	}, nil)
	wg.Wait()
	return nil
}

type systrayHost struct {
	choose func(Intent)
}

func (h *systrayHost) setIcon(ic icon) {
	var b bytes.Buffer
	_ = png.Encode(&b, drawIcon(ic, 48, onAny))
	systray.SetIcon(b.Bytes())
}

func (h *systrayHost) setTooltip(s string) { systray.SetTooltip(s) }

func (h *systrayHost) setMenu(menu []entry) {
	systray.ResetMenu()
	for _, e := range menu {
		if e.Label == "" {
			systray.AddSeparator()
			continue
		}
		h.fill(systray.AddMenuItem(e.Label, ""), e)
	}
}

func (h *systrayHost) fill(item *systray.MenuItem, e entry) {
	for _, c := range e.Children {
		h.fill(item.AddSubMenuItem(c.Label, ""), c)
	}
	if e.Intent == nil && e.Children == nil {
		item.Disable()
	}
	if e.Intent != nil {
		go func() {
			for range item.ClickedCh {
				h.choose(e.Intent)
			}
		}()
	}
}
