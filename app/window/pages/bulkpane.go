package pages

import (
	"fyne.io/fyne/v2"

	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// bulkPane is what can be done with several rows at once.
type bulkPane struct {
	object fyne.CanvasObject
	title  *parts.Text
}

func newBulkPane(buttons ...fyne.CanvasObject) *bulkPane {
	b := &bulkPane{title: parts.NewText("", parts.Style{Size: look.Title, Bold: true})}
	b.object = parts.Pad(parts.VBox(look.L, b.title, parts.Flow(look.S, buttons...)), look.XL, look.L, look.XL, look.XL)
	return b
}

// set says how many there are.
func (b *bulkPane) set(n int) { b.title.Set(lang.N("{{.N}} selected", n, map[string]any{"N": n})) }
