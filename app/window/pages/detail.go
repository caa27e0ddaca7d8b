package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// paneMax is the widest that a pane gets: lines stay readable.
const paneMax = 720

// detail is the place beside a list for one of its items: whom it is about, what can be done, and the history with
// them.
type detail struct {
	object *fyne.Container
	head   *personHead
	thread *thread
	item   *container.Scroll
	shown  string            // the key of what is in it
	hint   fyne.CanvasObject // that an item can be chosen; nil = nothing says so
	blank  fyne.CanvasObject
	bulk   *severalPane
}

func newDetail(d *desk.Desk, hint fyne.CanvasObject) detail {
	made := detail{head: newPersonHead(d), thread: newThread(d), hint: hint, bulk: newSeveralPane(),
		blank: parts.NewEmpty(look.IconPerson, "", lang.L("Details appear here as soon as there is something in the list."))}
	made.object = container.NewStack(made.blank)
	return made
}

// build puts what can be done between the head and the thread. All of it scrolls as one.
func (d *detail) build(between ...fyne.CanvasObject) {
	top := parts.VBox(look.L, append([]fyne.CanvasObject{d.head.object}, between...)...)
	item := parts.Followed(parts.Border(parts.Pad(top, look.L, look.L, look.XL, look.XL), nil, nil, nil,
		d.thread.object), d.thread.list)
	d.item = container.NewVScroll(parts.AtMost(item, paneMax))
	d.thread.list.Within(d.item)
}

// open shows the item, whose parts may have come or gone since it was shown last. Another one, by its key, begins at
// the top.
func (d *detail) open(key string) {
	put(d.object, d.item)
	parts.Arrange(d.item)
	if key != d.shown {
		d.shown = key
		d.item.ScrollToTop()
	}
}

// close shows no item, only a hint that one can be selected, or that there is none.
func (d *detail) close(choice bool) {
	if choice && d.hint != nil {
		put(d.object, d.hint)
		return
	}
	put(d.object, d.blank)
}

// opened reports whether the item is what is shown.
func (d *detail) opened() bool { return d.object.Objects[0] == d.item }

// showSeveral offers what can be done with n items.
func (d *detail) showSeveral(n int) {
	d.bulk.set(n)
	put(d.object, d.bulk.object)
}

// put makes an object the only one in its holder. What is there already is not drawn again.
func put(holder *fyne.Container, o fyne.CanvasObject) {
	if holder.Objects[0] != o {
		holder.Objects = []fyne.CanvasObject{o}
		holder.Refresh()
	}
}
