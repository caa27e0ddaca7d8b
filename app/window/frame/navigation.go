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
	x, width := look.M, size.Width-2*look.M
	mark := brand.MinSize()
	brand.Resize(mark)
	brand.Move(fyne.NewPos(look.M+look.XS, look.L))
	if n.sidebar.shape == medium {
		brand.Move(fyne.NewPos((size.Width-mark.Width)/2, look.L))
		x, width = look.S, size.Width-2*look.S
	}
	left := look.M + look.XS + mark.Width + look.M
	title.Resize(fyne.NewSize(max(0, size.Width-left-look.S), title.MinSize().Height))
	title.Move(fyne.NewPos(left, look.L+(mark.Height-title.MinSize().Height)/2))
	y := look.L + mark.Height + look.L
	for _, page := range pages[:4] {
		page.Move(fyne.NewPos(x, y))
		page.Resize(fyne.NewSize(width, page.MinSize().Height))
		y += page.MinSize().Height + look.XS/2
	}
	bottom := size.Height - look.L
	if account.Visible() {
		height := account.MinSize().Height
		bottom -= height
		account.Move(fyne.NewPos(x, bottom))
		account.Resize(fyne.NewSize(width, height))
		bottom -= look.M
	}
	settings := pages[4].MinSize().Height
	pages[4].Move(fyne.NewPos(x, max(y, bottom-settings)))
	pages[4].Resize(fyne.NewSize(width, settings))
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
