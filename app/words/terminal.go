package words

// Terminal says what the command line prints. Its English is ASCII.
type Terminal struct{ Book }

// ForTerminal is what the command line says in the language of a setting.
func ForTerminal(setting string) *Terminal {
	code := Language(setting)
	return &Terminal{Book{code: code, ascii: code == fallback}}
}

// Say is a text of the command line, by its English wording, with names and values in turn.
func (t *Terminal) Say(text string, pairs ...any) string {
	return t.say(terminal, text, pairs)
}

// Count is a text about a number, which is its value count.
func (t *Terminal) Count(n int, text string, pairs ...any) string {
	return t.count(terminal, n, text, pairs)
}
