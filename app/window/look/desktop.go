package look

// Desktop is how the desktop wants its programs to look. The zero value wants nothing in particular.
type Desktop struct {
	Mode         Mode    // "": what Fyne finds out
	HighContrast bool    // text and edges that stand out
	Still        bool    // nothing moves by itself
	TextScale    float64 // how much larger than usual text is, 0.5 to 3; 0 is 1
}

// Wish is how the user wants the window to look; what is left to the system is the desktop's.
type Wish struct {
	Mode      Mode
	Contrast  Contrast
	TextScale float64 // on top of the desktop's; 0 is 1
}

// Theme is the theme for a wish on this desktop.
func (d Desktop) Theme(w Wish) *Theme {
	if d.TextScale > 0 && w.TextScale > 0 {
		w.TextScale *= d.TextScale
	} else if w.TextScale == 0 {
		w.TextScale = d.TextScale
	}
	t := New(w.Mode.Or(d.Mode), w.TextScale)
	t.high = w.Contrast == HighContrast || w.Contrast != NormalContrast && d.HighContrast
	return t
}
