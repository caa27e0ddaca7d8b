package numbers_test

import (
	"regexp"
	"strings"
	"testing"

	"istratray/app/numbers"
)

var dialable = regexp.MustCompile(`^\+?[0-9]{1,32}$`)

func TestTheGateCleans(t *testing.T) {
	b := numbers.NewBook("FR")
	for raw, want := range map[string]string{
		"+49 (0)721 / 22-60":                 "+497212260",
		" (04) 89.87.91.44 ":                 "0489879144",
		"200":                                "200",
		"00497231260":                        "00497231260",
		"\u202a+33 4 89 87 91 44\u202c":      "+33489879144",
		"\ufeff0489879144":                   "0489879144",
		"04\u200b89\u00ad87\u206091\ufe0f44": "0489879144",
		"0489\u3164879144\u2066":             "0489879144",
		"＋３３４８９８７９１４４":                       "+33489879144",
		"٠٤٨٩٨٧٩١٤٤":                         "0489879144",
		"०४८९८७९१४४":                         "0489879144",
		"𝟢𝟦𝟪𝟫𝟪𝟩𝟫𝟣𝟦𝟦":                         "0489879144",
		"04\u00a089\u202f87\u201391\u201144": "0489879144",
		"+33\u2009[4] 89·87−91 44":           "+33489879144",
	} {
		if c := b.Check(raw); c.Verdict != numbers.Dial || c.Number != want || c.Reason != numbers.Nothing {
			t.Errorf("%+q: %+v, want %s", raw, c, want)
		}
	}
}

func TestTheGateRefuses(t *testing.T) {
	b := numbers.NewBook("FR")
	for raw, want := range map[string]numbers.Reason{
		"":                              numbers.Empty,
		" \u200b\ufeff":                 numbers.Empty,
		"+":                             numbers.Empty,
		"-.-":                           numbers.Empty,
		"*21*0899123456#":               numbers.Code,
		"##002#":                        numbers.Code,
		"*72 0489879144":                numbers.Code,
		"＊２１＊０４＃":                       numbers.Code,
		"0489879144#":                   numbers.Code,
		"sip:anna@example.com":          numbers.Address,
		"SIPS:200":                      numbers.Address,
		"tel:+33489879144":              numbers.Address,
		"\u200btel:200":                 numbers.Address,
		"200@example.com":               numbers.Address,
		"0489879144,,1234":              numbers.Pause,
		"555;lra=144;cd msgid=1":        numbers.Pause,
		"0489p1":                        numbers.NoNumber,
		"call me 0123456789":            numbers.NoNumber,
		"0800 FLOWERS":                  numbers.NoNumber,
		"200\r\nX: 1":                   numbers.NoNumber,
		"200\n":                         numbers.NoNumber,
		"20\x000":                       numbers.NoNumber,
		"12+3":                          numbers.NoNumber,
		"++33":                          numbers.NoNumber,
		"０４８９\u0085１":                   numbers.NoNumber,
		"²³¹":                           numbers.NoNumber,
		"Ⅷ":                             numbers.NoNumber,
		strings.Repeat("1", 33):         numbers.TooLong,
		"+" + strings.Repeat("1", 1000): numbers.TooLong,
	} {
		if c := b.Check(raw); c.Verdict != numbers.Refuse || c.Reason != want || c.Number != "" {
			t.Errorf("%+q: %+v, want %s", raw, c, want)
		}
	}
}

func TestTheGateAsks(t *testing.T) {
	for _, c := range []struct {
		country, raw string
		want         numbers.Reason
	}{
		{"FR", "112", numbers.Emergency},
		{"FR", "1 1-2", numbers.Emergency},
		{"FR", "１１２", numbers.Emergency},
		{"FR", "0112", numbers.Emergency},
		{"FR", "00112", numbers.Emergency},
		{"FR", "15", numbers.Emergency},
		{"FR", "018", numbers.Emergency},
		{"FR", "+33112", numbers.Emergency},
		{"FR", "+112", numbers.Emergency},
		{"DE", "110", numbers.Emergency},
		{"DE", "0110", numbers.Emergency},
		{"GB", "999", numbers.Emergency},
		{"US", "911", numbers.Emergency},
		{"US", "9911", numbers.Emergency},
		{"US", "+1911", numbers.Emergency},
		{"AU", "000", numbers.Emergency},
		{"", "110", numbers.Emergency},
		{"", "112", numbers.Emergency},
		{"FR", "0899123456", numbers.Premium},
		{"FR", "00899123456", numbers.Premium},
		{"FR", "+33899123456", numbers.Premium},
		{"FR", "00499001234567", numbers.Premium},
		{"", "+499001234567", numbers.Premium},
		{"", "0033899123456", numbers.Premium},
		{"", "09001234567", numbers.Premium},
		{"", "0 0900 1234567", numbers.Premium},
		{"", "0899 12 34 56", numbers.Premium},
		{"", "09098790000", numbers.Premium},
		{"", "1 900 555 1234", numbers.Premium},
		{"", "0900 1234", numbers.Premium},
		{"", "01805 123456", numbers.Premium},
		{"DE", "09001234567", numbers.Premium},
		{"DE", "009001234567", numbers.Premium},
		{"DE", "01805123456", numbers.Premium},
		{"GB", "09098790000", numbers.Premium},
		{"US", "19005551234", numbers.Premium},
		{"US", "9 1 900 555 1234", numbers.Premium},
	} {
		if got := numbers.NewBook(c.country).Check(c.raw); got.Verdict != numbers.Ask ||
			got.Reason != c.want || got.Number == "" {
			t.Errorf("%s in %q: %+v, want %s", c.raw, c.country, got, c.want)
		}
	}
}

func TestTheGateLetsOrdinaryNumbersPass(t *testing.T) {
	for country, raws := range map[string][]string{
		"FR": {"200", "110", "3012", "0489879144", "+33189123456", "00489879144", "+390899123456", "0800123456"},
		"DE": {"101", "1120", "+497212260", "00497212260", "030123456", "0112345"},
		"US": {"9165551234", "+18005551234", "92125550123", "101"},
		"IT": {"0899123456", "0669820044"},
		"": {"200", "101", "0489879144", "+33489879144", "030123456", "00497212260", "0669820044", "02079460000",
			"9165551234", "0123456001", "00123456001"},
	} {
		for _, raw := range raws {
			if got := numbers.NewBook(country).Check(raw); got.Verdict != numbers.Dial {
				t.Errorf("%s in %q: %+v", raw, country, got)
			}
		}
	}
}

func TestWhatAPersonTypesMayBeACode(t *testing.T) {
	for _, c := range []struct {
		text, want string
		reason     numbers.Reason
	}{
		{"*21#", "*21#", numbers.Nothing},
		{"\ufeff 01 23\r\n", "0123", numbers.Nothing},
		{"tel:+33-4-89;ext=3", "+33489", numbers.Nothing},
		{"callto:200", "200", numbers.Nothing},
		{"tel:*21#", "", numbers.Code},
		{"tel:", "", numbers.NoNumber},
		{"**", "", numbers.NoNumber},
		{"call me 0123456789", "", numbers.NoNumber},
		{"sip:200", "", numbers.Address},
		{"01\n23", "", numbers.NoNumber},
	} {
		got, err := numbers.Typed(c.text)
		if got != c.want || numbers.ReasonOf(err) != c.reason {
			t.Errorf("%q: %q, %v, want %q, %q", c.text, got, err, c.want, c.reason)
		}
	}
	if c := numbers.NewBook("FR").CheckTyped("112"); c.Verdict != numbers.Ask {
		t.Errorf("112: %+v", c)
	}
}

func TestWhatIsShownIsWhatIsDialled(t *testing.T) {
	b := numbers.NewBook("FR")
	b.Learn("0899123456", "+33489879144") // a caller's number beside another one to dial
	if c := b.Check("0899123456"); c.Shown == "04 89 87 91 44" ||
		!strings.HasSuffix(numbers.Digits(c.Shown), "99123456") {
		t.Errorf("%+v", c)
	}
	b.Learn("0899879144", "+33489879144") // one that ends nearly alike
	if c := b.Check("0899879144"); c.Shown == "04 89 87 91 44" {
		t.Errorf("%+v", c)
	}
	b.Learn("00497212260", "+497212260")
	if c := b.Check("00497212260"); c.Shown != "+49 721 2260" {
		t.Errorf("%+v", c)
	}
}

func TestPastedPasswordsOfDigits(t *testing.T) {
	for typed, want := range map[string]string{
		"0000 ": "0000", "\ufeff0000\r\n": "0000", "654 321": "654321", "65\u200b4321": "654321", "６５４": "654",
		"\u00a012\u2009": "12",
		" pass word ":    "pass word", "": "", "\u200b": "", "-12": "-12",
	} {
		if got := numbers.PIN(typed); got != want {
			t.Errorf("%+q: %q, want %q", typed, got, want)
		}
	}
}

func TestANumberReadsTheSameBeforeAndAfterItIsLearned(t *testing.T) {
	book := numbers.NewBook("FR")
	before := book.Check("0899123456").Shown
	book.Learn("0899123456", "+33489879144")
	if after := book.Check("0899123456").Shown; before != "0 899 12 34 56" || after != before {
		t.Errorf("shown as %q, then as %q", before, after)
	}
}
