package numbers_test

import (
	"testing"

	"istratray/app/numbers"
)

func TestANumberInDoubtIsAlike(t *testing.T) {
	for _, c := range []struct {
		country, a, b string
		want          bool
	}{
		{"DE", "+49301234", "0301234", true}, // too short to be valid, written within the country
		{"FR", "+49301234", "0301234", false},
		{"", "+497231260120", "07231260120", true},
		{"", "+497231260120", "004972312601", false},
		{"", "+497231260120", "00497231260120", true},
		{"", "+33123456789", "0123456789", true},
		{"DE", "+33123456789", "+49123456789", false},
		{"DE", "120", "120", true},
		{"DE", "+497231260120", "120", false},
		{"DE", "", "", false},
	} {
		book := numbers.NewBook(c.country)
		if got := book.Alike(c.a, c.b); got != c.want {
			t.Errorf("%q: %s and %s alike: %v", c.country, c.a, c.b, got)
		}
		if book.Alike(c.a, c.b) != book.Alike(c.b, c.a) {
			t.Errorf("%s and %s: the order counts", c.a, c.b)
		}
	}
}

func TestMadeUpNumbersAreWrittenWithinTheCountryToo(t *testing.T) {
	for _, c := range []struct{ country, raw, want string }{
		{"DE", "030 1234", "+49301234"},
		{"DE", "0151 55512", "+4915155512"},
		{"DE", "0120", "0120"}, // an extension behind a zero
		{"DE", "12345", "12345"},
		{"US", "0301234", "0301234"},
		{"", "0301234", "0301234"},
	} {
		if got := numbers.NewBook(c.country).Key(c.raw); got != c.want {
			t.Errorf("%q in %q is %s, want %s", c.raw, c.country, got, c.want)
		}
	}
}

func TestTheOutsidePrefixIsLearned(t *testing.T) {
	for name, c := range map[string]struct{ country, dialled, number, raw, want string }{
		"a zero":                   {"DE", "007231260120", "+497231260120", "0030901820", "+4930901820"},
		"a zero, from abroad":      {"DE", "0003312345678", "+3312345678", "0030901820", "+4930901820"},
		"a nine in America":        {"US", "912125551234", "+12125551234", "913105552368", "+13105552368"},
		"none":                     {"DE", "07231260120", "+497231260120", "030901820", "+4930901820"},
		"none, and from abroad":    {"DE", "0033123456789", "+33123456789", "030901820", "+4930901820"},
		"an extension stays":       {"DE", "007231260120", "+497231260120", "0120", "0120"},
		"the number isn't dialled": {"DE", "007231260120", "+497231260120", "+4930901820", "+4930901820"},
	} {
		t.Run(name, func(t *testing.T) {
			book := numbers.NewBook(c.country)
			book.Learn(c.dialled, c.number)
			if got := book.KeyDialled(c.raw); got != c.want {
				t.Errorf("%s is %s, want %s", c.raw, got, c.want)
			}
		})
	}
}
