package frame_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// waiting is what the navigation says of those who wait.
func waiting(b *bench.Bench) string {
	b.T.Helper()
	for _, n := range b.Tree().Nodes {
		if n.Role == parts.RoleTab && n.Name == "To call back" {
			return n.Description
		}
	}
	b.T.Fatal("there is no such page")
	return ""
}

// Who waits is counted from the snapshot, on whatever page someone is.
func TestTheNavigationCountsWhoWaits(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna missed", "Benedikt missed"))
	if got := waiting(b); got != "2" {
		t.Errorf("two wait, and it says %q", got)
	}
	b.Agent.Change(func(s *inbox.Snapshot) {
		s.FollowUps = []inbox.FollowUp{{Caller: "+49301234008", Done: bench.Noon.Add(time.Hour)}}
	})
	b.Settle()
	if got := waiting(b); got != "1" {
		t.Errorf("one waits, and it says %q", got)
	}
}

// News has a badge. Who waits for a call is no news: the number stands there without.
func TestWhoWaitsHasNoBadgeOfNews(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	for name, want := range map[string]bool{"Calls": true, "To call back": false} {
		item := b.Find(name).(*parts.NavItem)
		badge := false
		for _, o := range test.WidgetRenderer(item).Objects() {
			if r, ok := o.(*canvas.Rectangle); ok && r.Visible() && r.FillColor == look.Colour(look.AccentFill) {
				badge = true
			}
		}
		if badge != want {
			t.Errorf("%s has a badge: %v", name, badge)
		}
	}
}

func TestTheDrawingInAFieldFollowsTheTheme(t *testing.T) {
	t.Cleanup(func() { fyne.CurrentApp().Settings().SetTheme(bench.Light) })
	b := bench.New(t, bench.WithCalls("Anna missed"))
	fyne.CurrentApp().Settings().SetTheme(look.New(look.Dark, 1))
	b.LayOut()
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		want := look.Icon(look.IconSearch, look.Muted)
		if f, ok := o.(interface{ Field() *widget.Entry }); ok && f.Field().Icon != want {
			t.Errorf("it is %s", f.Field().Icon.Name())
		}
	})
}
