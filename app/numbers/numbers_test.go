package numbers_test

import (
	"fmt"
	"testing"

	"istratray/app/numbers"
)

func TestKeyIsTheSameForAllWaysToWriteIt(t *testing.T) {
	b := numbers.NewBook("fr")
	for _, raw := range []string{"+33489879144", "+33 4 89 87 91 44", "04 89 87 91 44", "0033489879144",
		"(04) 89.87.91.44"} {
		if got := b.Key(raw); got != "+33489879144" {
			t.Errorf("%s: %s", raw, got)
		}
	}
	for raw, want := range map[string]string{"200": "200", "": "", "anonymous": "", "*21#": "21",
		"+46850578000": "+46850578000"} {
		if got := b.Key(raw); got != want {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
}

func TestPrefixesForALineOutside(t *testing.T) {
	for _, c := range []struct{ country, raw, want string }{
		{"FR", "00012025550143", "+12025550143"},
		{"", "00012025550143", "+12025550143"},
		{"", "0012025550143", "+12025550143"},
		{"FR", "00489879144", "+33489879144"},
		{"", "00489879144", "00489879144"},
	} {
		if got := numbers.NewBook(c.country).Key(c.raw); got != c.want {
			t.Errorf("%s in %q: %s, want %s", c.raw, c.country, got, c.want)
		}
	}
}

func TestLearnedWaysToDial(t *testing.T) {
	b := numbers.NewBook("")
	if got := b.Key("90299"); got != "90299" {
		t.Error(got)
	}
	b.Learn("9 0299", "+33489879144")
	if b.Key("90299") != "+33489879144" || b.Show("90299") != "+33 4 89 87 91 44" {
		t.Errorf("%s, %s", b.Key("90299"), b.Show("90299"))
	}
	b.Learn("", "+33489879144")
	b.Learn("+33 4 89 87 91 44", "+33489879144")
	if got := b.Key("+4690299"); got == "+33489879144" {
		t.Error("an international number was taken for a way to dial")
	}
}

// Each call from somebody new has a new way to dial: the numbers that were read before are not read again.
func TestLearningForgetsNoNumber(t *testing.T) {
	b := numbers.NewBook("DE")
	var raws []string
	for i := range 100 {
		raws = append(raws, fmt.Sprintf("07231 26%04d", i))
		b.Key(raws[i])
	}
	next := 0
	pieces := testing.AllocsPerRun(10, func() {
		next++
		b.Learn(fmt.Sprintf("00723127%04d", next), fmt.Sprintf("+49723127%04d", next))
		for _, raw := range raws {
			b.Key(raw)
		}
	})
	if pieces > 500 { // a number that is read has some hundred
		t.Errorf("%.0f pieces of memory", pieces)
	}
}

func TestShow(t *testing.T) {
	for _, c := range []struct{ country, raw, want string }{
		{"FR", "+33489879144", "04 89 87 91 44"},
		{"DE", "+33489879144", "+33 4 89 87 91 44"},
		{"", "+33489879144", "+33 4 89 87 91 44"},
		{"", "0489879144", "0489879144"},
		{"GB", "02079460321", "020 7946 0321"},
		{"GB", "200", "200"},
		{"", "+441632960123", "+44 1632 960123"}, // a range that is not in use
		{"", "+4416", "+4416"},
		{"GB", "<b>1</b>", "<b>1</b>"},
	} {
		if got := numbers.NewBook(c.country).Show(c.raw); got != c.want {
			t.Errorf("%s in %q: %q, want %q", c.raw, c.country, got, c.want)
		}
	}
}

func TestCountryOf(t *testing.T) {
	for number, want := range map[string]string{"+33489879144": "FR", "+4972122600": "DE", "0489": "", "": "", "+": "",
		"+12125550123": "US"} {
		if got := numbers.CountryOf(number); got != want {
			t.Errorf("%s: %q, want %q", number, got, want)
		}
	}
}

func FuzzNumbers(f *testing.F) {
	f.Add("+33 4 89", "fr")
	f.Add("((((((++++", "DE")
	f.Fuzz(func(t *testing.T, text, country string) {
		b := numbers.NewBook(country)
		b.Key(text)
		b.Show(text)
		numbers.CountryOf(text)
		switch c := b.Check(text); {
		case c.Verdict != numbers.Refuse && !dialable.MatchString(c.Number):
			t.Errorf("%q gives %q", text, c.Number)
		case (c.Verdict == numbers.Refuse) != (c.Number == ""),
			(c.Verdict == numbers.Dial) != (c.Reason == numbers.Nothing):
			t.Errorf("%q: %+v", text, c)
		}
	})
}
