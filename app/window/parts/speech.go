package parts

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// SpeechWord is a word of a Speech.
type SpeechWord struct {
	Text     string
	Timed    bool // its time in the recording is known
	From, To time.Duration
	Found    bool   // a search found it
	Call     string // label of a button behind it; "" for none
	OnCall   func() // what that does
}

// What a Speech shows at most, and how many words it exposes one by one.
const (
	speechWords = 2000
	speechItems = 300
)

// Speech is a text that is being spoken: the word of the moment is marked, and a press on a word means its time.
type Speech struct {
	widget.BaseWidget
	words   []SpeechWord
	name    string // the text as a whole
	spoken  int    // index of the word of the moment; -1: none
	cursor  int    // of the keyboard
	focused bool
	width   float32     // of the last layout
	plan    *speechPlan // the last one; nil: there is none
	calls   []*Button
	onWord  func(at time.Duration)
	onCopy  func()
	keys    func(*fyne.KeyEvent)
}

// SpeechOptions are what a Speech asks of its page.
type SpeechOptions struct {
	Word func(at time.Duration) // a word with a time was pressed
	Copy func()                 // Ctrl+C
	Keys func(*fyne.KeyEvent)   // keys that it has no use for
}

// NewSpeech makes one without words.
func NewSpeech(o SpeechOptions) *Speech {
	s := &Speech{spoken: -1, onWord: o.Word, onCopy: o.Copy, keys: o.Keys}
	s.ExtendBaseWidget(s)
	return s
}

// Set changes the words.
func (s *Speech) Set(words []SpeechWord) {
	if len(words) > speechWords {
		words = append(words[:speechWords:speechWords], SpeechWord{Text: "…"})
	}
	s.words, s.spoken, s.cursor, s.calls, s.plan = words, -1, 0, nil, nil
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.Text
		if w.Call != "" {
			s.calls = append(s.calls, NewButton(w.Call, look.IconCall, Pill, w.OnCall))
		}
	}
	s.name = strings.Join(texts, " ")
	s.Refresh()
}

// Speak marks the word that is said at a time; below 0 none is.
func (s *Speech) Speak(at time.Duration) {
	now := -1
	for i, w := range s.words {
		if w.Timed && at >= w.From && (at < w.To || i+1 < len(s.words) && at < s.words[i+1].From) {
			now = i
		}
	}
	if now != s.spoken {
		s.spoken = now
		s.Refresh()
	}
}

// Text is the whole text.
func (s *Speech) Text() string { return s.name }

func (s *Speech) timed() bool { return len(s.words) > 0 && s.words[0].Timed }

func (s *Speech) press(i int) {
	if i >= 0 && i < len(s.words) && s.words[i].Timed {
		s.cursor = i
		s.onWord(s.words[i].From)
	}
}

// use plays from the keyboard's word, or copies a text whose times are not known.
func (s *Speech) use() {
	if s.timed() {
		s.press(s.cursor)
		return
	}
	s.onCopy()
}

// Tapped is part of fyne.Tappable.
func (s *Speech) Tapped(ev *fyne.PointEvent) {
	for i, b := range s.arrange(s.Size().Width).words {
		if p := ev.Position.Subtract(b.at); p.X >= 0 && p.Y >= 0 && p.X < b.size.Width && p.Y < b.size.Height {
			s.press(i)
		}
	}
}

// Cursor is part of desktop.Cursorable.
func (s *Speech) Cursor() desktop.Cursor {
	if s.timed() {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained is part of fyne.Focusable.
func (s *Speech) FocusGained() { s.focused = true; s.Refresh(); Reveal(s) }

// FocusLost is part of fyne.Focusable.
func (s *Speech) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune is part of fyne.Focusable.
func (s *Speech) TypedRune(rune) {}

// TypedKey goes from word to word, and plays from one.
func (s *Speech) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case s.timed() && ev.Name == fyne.KeyLeft:
		s.cursor = max(s.cursor-1, 0)
	case s.timed() && ev.Name == fyne.KeyRight:
		s.cursor = min(s.cursor+1, len(s.words)-1)
	case ev.Name == fyne.KeyReturn, ev.Name == fyne.KeyEnter:
		s.use()
	default:
		s.keys(ev)
		return
	}
	s.Refresh()
}

// TypedShortcut is part of fyne.Shortcutable.
func (s *Speech) TypedShortcut(shortcut fyne.Shortcut) {
	if _, ok := shortcut.(*fyne.ShortcutCopy); ok {
		s.onCopy()
	}
}

// AccessibilityLabel is part of fyne.Accessible.
func (s *Speech) AccessibilityLabel() string { return s.name }

// AccessibilityRole is part of fyne.Accessible.
func (s *Speech) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Access is part of Accessible. Words with times can be pressed.
func (s *Speech) Access() Access {
	a := Access{Role: RoleText, Name: s.name, Press: s.use}
	for _, c := range s.calls {
		a.Children = append(a.Children, c)
	}
	if !s.timed() {
		return a
	}
	boxes := s.arrange(s.Size().Width).words
	for i, w := range s.words[:min(len(s.words), speechItems)] {
		a.Items = append(a.Items, AccessItem{At: boxes[i].at, Size: boxes[i].size, Access: Access{
			Role: RoleButton, Name: w.Text, Key: "word " + strconv.Itoa(i), Press: func() { s.press(i) },
			State: Selectable | Selected.When(i == s.spoken), Focused: s.focused && i == s.cursor,
		}})
	}
	return a
}

// Words are the words as they are shown.
func (s *Speech) Words() []SpeechWord { return s.words }
