package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// railWidth is the width of a navigation of icons.
func railWidth() float32 { return max(64, look.TextSize(theme.SizeNameInlineIcon)+2*look.M+2*look.S) }

// reshape shows names or icons alone.
func (s *sidebar) reshape(to shape) {
	if to == s.shape {
		return
	}
	s.shape = to
	parts.Show(s.brand, to != narrow)
	parts.Show(s.title, to == wide)
	parts.Show(s.account, to == wide && s.known)
	for _, item := range s.items {
		item.SetCompact(to != wide)
	}
}

// navigation lays out brand, title, four pages, settings and account: in a column, or the pages side by side.
type navigation struct{ sidebar *sidebar }

// MinSize is part of fyne.Layout.
func (n navigation) MinSize(objects []fyne.CanvasObject) fyne.Size {
	one := objects[2].MinSize()
	switch n.sidebar.shape {
	case narrow:
		return fyne.NewSize(5*one.Width, one.Height+2*look.XS)
	case medium:
		return fyne.NewSize(railWidth(), 5*one.Height+3*look.XL)
	}
	return fyne.NewSize(sidebarWidth(), 5*one.Height+3*look.XL)
}

// Layout is part of fyne.Layout.
func (n navigation) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	brand, title, pages, account := objects[0], objects[1], objects[2:7], objects[7]
	if n.sidebar.shape == narrow {
		layoutRow(pages, size)
		return
	}
	top := n.layoutBrand(brand, title, size.Width)
	x := look.M
	if n.sidebar.shape == medium {
		x = look.S
	}
	n.layoutColumn(pages, account, fyne.NewPos(x, top), fyne.NewSize(size.Width-2*x, size.Height-look.L))
}

// layoutBrand places what is above the pages, and gives the height at which they begin.
func (n navigation) layoutBrand(brand, title fyne.CanvasObject, width float32) float32 {
	mark := brand.MinSize()
	brand.Resize(mark)
	brand.Move(fyne.NewPos(look.M+look.XS, look.L))
	if n.sidebar.shape == medium {
		brand.Move(fyne.NewPos((width-mark.Width)/2, look.L))
	}
	left, height := look.M+look.XS+mark.Width+look.M, title.MinSize().Height
	title.Resize(fyne.NewSize(max(0, width-left-look.S), height))
	title.Move(fyne.NewPos(left, look.L+(mark.Height-height)/2))
	return look.L + mark.Height + look.L
}

// layoutColumn places the pages from the top on, and settings and account at the bottom, which is space.Height.
func (n navigation) layoutColumn(pages []fyne.CanvasObject, account fyne.CanvasObject, at fyne.Position,
	space fyne.Size) {
	place := func(o fyne.CanvasObject, y float32) {
		o.Move(fyne.NewPos(at.X, y))
		o.Resize(fyne.NewSize(space.Width, o.MinSize().Height))
	}
	y, bottom := at.Y, space.Height
	for _, page := range pages[:4] {
		place(page, y)
		y += page.MinSize().Height + look.XS/2
	}
	if account.Visible() {
		bottom -= account.MinSize().Height
		place(account, bottom)
		bottom -= look.M
	}
	place(pages[4], max(y, bottom-pages[4].MinSize().Height))
}

// layoutRow puts the pages side by side, each in the middle of its share.
func layoutRow(pages []fyne.CanvasObject, size fyne.Size) {
	share := size.Width / float32(len(pages))
	for i, page := range pages {
		one := page.MinSize()
		one.Width = min(share, one.Width+2*look.M)
		page.Move(fyne.NewPos(float32(i)*share+(share-one.Width)/2, (size.Height-one.Height)/2))
		page.Resize(one)
	}
}
