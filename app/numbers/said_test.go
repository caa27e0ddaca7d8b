package numbers

import (
	"slices"
	"testing"
)

func TestNumbersThatAreSaid(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           []string
	}{
		{"en", "Call me back on 0 4 8 9, 22 33 44 please.", []string{"0489223344"}},
		{"en", "It's zero four eight nine, two two, double three, oh seven.", []string{"0489223307"}},
		{"en", "my number is oh one seven two, triple five, double eight nine", []string{"0172555889"}},
		{"en", "plus four nine, seven two three one, twenty six one twenty", []string{"+49723126120"}},
		{"en", "dial one eight hundred, five five five, one two three four", []string{"18005551234"}},
		{"en", "extension two one four, thanks", []string{"214"}},
		{"en", "the number is two one four", []string{"214"}},
		{"en", "two of three people came at 10:30 and paid twenty five", nil},
		{"en", "it costs 1250000 euros, or $ 5, or 250000 €", nil},
		{"en", "on 24.12.2026, or 2026-12-24, or 24/12/26", nil},
		{"en", "call +49 (0) 7231 26-120. Or 0171/555 66 77!", []string{"+49723126120", "01715556677"}},
		{"en", "call 0171 5556677. 0171 5556677, again", []string{"01715556677"}},
		{"en", "zero four eight uh nine, er, two two three", []string{"0489223"}},
		{"en", "one two three four five six seven eight nine zero one two three four five six seven", nil},
		{"en", "*21# 0171", nil},
		{"de", "Meine Nummer ist null vier acht neun, zweiundzwanzig, dreiunddreißig, zwo.", []string{"048922332"}},
		{"de", "null eins sieben eins, doppel fünf, sechs sieben acht", []string{"017155678"}},
		{"de", "Durchwahl zwo eins vier", []string{"214"}},
		{"de", "plus neun und vierzig, sieben zwei drei eins, zwölf", []string{"+49723112"}},
		{"de", "Ein Mann hat zwei Fragen und drei Kinder", nil},
		{"fr", "Rappelez-moi au zéro six, quarante-deux, soixante-dix-sept, quatre-vingt-dix-neuf, vingt et un.",
			[]string{"0642779921"}},
		{"fr", "le numéro est le zéro un, quatre-vingts, seize, soixante-douze, trente", []string{"0180167230"}},
		{"fr", "plus trente-trois, six, douze, vingt-trois, dix-huit", []string{"+336122318"}},
		{"fr", "un homme a deux questions", nil},
		{"es", "Llámame al nueve uno, cinco cinco cinco, treinta y dos, cuarenta.", []string{"915553240"}},
		{"es", "mi número es el seis doble dos, veintitrés, dieciséis, cero", []string{"62223160"}},
		{"it", "Il mio numero è zero due, quarantacinque, ventuno, ottantotto.", []string{"02452188"}},
		{"it", "più trentanove, zero sei, trentatré, doppio quattro", []string{"+39063344"}},
		{"nl", "Bel nul zes, twaalf, vierendertig, zesenvijftig, achtenzeventig.", []string{"0612345678"}},
		{"nl", "plus eenendertig, zes, tweeëntwintig, dubbel drie", []string{"+3162233"}},
		{"nl", "ik heb een vraag over twee dingen", nil},
		{"xx", "call 0171 5556677 or zero four eight nine two two", []string{"01715556677"}},
		{"en", "call ０１７１ ５５５６６７７", []string{"01715556677"}},
		{"en", "", nil},
	} {
		var got []string
		for _, said := range NewBook("DE").SaidIn(c.text, c.language) {
			got = append(got, said.Number)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q: %q, want %q", c.language, c.text, got, c.want)
		}
	}
}

func TestWhereANumberIsSaid(t *testing.T) {
	const text = "Grüße! Null vier acht neun, zwo zwo drei. Tschüss"
	all := NewBook("DE").SaidIn(text, "de")
	if len(all) != 1 || text[all[0].Start:all[0].End] != "Null vier acht neun, zwo zwo drei" {
		t.Errorf("%+v", all)
	}
}

func FuzzSaidIn(f *testing.F) {
	f.Add("zero four eight nine, double +", "en")
	f.Add("quatre-vingt-dix-neuf (0) +", "fr")
	book := NewBook("DE")
	f.Fuzz(func(t *testing.T, text, language string) {
		for _, said := range book.SaidIn(text, language) {
			if said.Start < 0 || said.End > len(text) || said.Start >= said.End ||
				book.Check(said.Number).Verdict == Refuse {
				t.Errorf("%q: %+v", text, said)
			}
		}
	})
}
