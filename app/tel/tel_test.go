package tel

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

func TestParseLink(t *testing.T) {
	for link, want := range map[string]string{
		"tel:+33123456789":                    "+33123456789",
		"TEL:0123456789":                      "0123456789",
		"callto:200":                          "200",
		"\u202atel:+33\u200b1\u202c":          "+331",
		"tel:%E2%80%AA+331%E2%80%AC":          "+331",
		"tel:\uff0b\uff13\uff13\u0661\u0662":  "+3312",
		"tel:1\u202e2":                        "12",
		"callto://+33123456789/":              "+33123456789",
		"tel://0123":                          "0123",
		" tel:+33-1.23 (45)/67 ":              "+331234567",
		"tel:%2B33%201%2023":                  "+33123",
		"tel:+44 (0)20 7946 0000":             "+442079460000",
		"tel:(0)20":                           "020",
		"tel:+1-201-555-0123;ext=99;isub=1":   "+12015550123",
		"tel:7042;phone-context=example.com":  "7042",
		"callto:+33123456789?call":            "+33123456789",
		"tel:+1555,,123":                      "+1555",
		"tel:01\u00a023\u201345":              "012345",
		"tel:" + strings.Repeat("1", 32):      strings.Repeat("1", 32),
		"tel:+" + strings.Repeat("12-", 16):   "+" + strings.Repeat("12", 16),
		"tel:%2b49(0)301234;phone-context=+1": "+49301234",
	} {
		if got, err := ParseLink(link); err != nil || got != want {
			t.Errorf("ParseLink(%q) = %q, %v; want %q", link, got, err, want)
		}
	}
}

func TestParseLinkRefuses(t *testing.T) {
	for link, want := range map[string]Reason{
		"":                               NoLink,
		"+33123":                         NoLink,
		"sip:anna@example.com":           NoLink,
		"tel":                            NoLink,
		"tel:":                           NoNumber,
		"tel:+":                          NoNumber,
		"tel:-.-":                        NoNumber,
		"tel:;ext=5":                     NoNumber,
		"callto:anna.example":            NoNumber,
		"tel:1-800-FLOWERS":              NoNumber,
		"tel:12+34":                      NoNumber,
		"tel:++12":                       NoNumber,
		"tel:%zz":                        NoNumber,
		"tel:12%0a34":                    NoNumber,
		"tel:12%00":                      NoNumber,
		"tel:12%3Bext=5":                 NoNumber,
		"tel:\uff0a21\uff03":             Code,
		"tel:*21*0900123456#":            Code,
		"tel:%2A%2306%23":                Code,
		"tel:12#":                        Code,
		"tel:" + strings.Repeat("1", 33): TooLong,
	} {
		got, err := ParseLink(link)
		var e *LinkError
		if got != "" || !errors.As(err, &e) || e.Reason != want {
			t.Errorf("ParseLink(%q) = %q, %v; want reason %d", link, got, err, want)
		}
	}
}

var dialable = regexp.MustCompile(`^\+?[0-9]{1,32}$`)

func FuzzParseLink(f *testing.F) {
	for _, link := range []string{"tel:+33 1 23;ext=4", "callto://%2B4420", "tel:*#06#", "tel:%",
		"TEL:(0)", "tel:+(0)"} {
		f.Add(link)
	}
	f.Fuzz(func(t *testing.T, link string) {
		number, err := ParseLink(link)
		var e *LinkError
		switch {
		case err == nil && !dialable.MatchString(number):
			t.Fatalf("ParseLink(%q) = %q", link, number)
		case err != nil && (number != "" || !errors.As(err, &e)):
			t.Fatalf("ParseLink(%q) = %q, %v", link, number, err)
		case err == nil && !IsLink(link):
			t.Fatalf("%q is parsed but no link", link)
		}
		if again, err := ParseLink("tel:" + number); number != "" && (err != nil || again != number) {
			t.Fatalf("%q is not stable: %q, %v", number, again, err)
		}
	})
}

// Every script's ten digits stand for ours.
func TestDigitsOfAllScripts(t *testing.T) {
	for r := range unicode.MaxRune {
		if got := Digit(r); unicode.IsDigit(r) != strings.ContainsRune("0123456789", got) {
			t.Fatalf("%U became %q", r, got)
		}
	}
	for _, zero := range "0٠０۰߀०๐𝟎𝟘𝟢" {
		for n := range rune(10) {
			if got := Digit(zero + n); got != '0'+n {
				t.Errorf("%q became %q", zero+n, got)
			}
		}
	}
}
