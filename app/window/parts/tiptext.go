package parts

import "fyne.io/fyne/v2/driver/desktop"

// TipText is a Text that is said in full where the pointer rests on it and it does not fit.
type TipText struct{ Text }

// NewTipText makes a line that takes the width it is given.
func NewTipText(text string, style Style) *TipText {
	l := &TipText{Text{full: Clean(text), style: style}}
	l.ExtendBaseWidget(l)
	return l
}

// MouseIn is part of desktop.Hoverable.
func (l *TipText) MouseIn(ev *desktop.MouseEvent) { showTip(l, l.Cut(), ev.AbsolutePosition) }

// MouseMoved is part of desktop.Hoverable.
func (l *TipText) MouseMoved(ev *desktop.MouseEvent) { showTip(l, l.Cut(), ev.AbsolutePosition) }

// MouseOut is part of desktop.Hoverable.
func (l *TipText) MouseOut() { hideTip(l) }
