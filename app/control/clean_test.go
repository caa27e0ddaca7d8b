package control

import (
	"strings"
	"testing"
	"unicode"
)

func TestWhatPeopleTypeIsCleaned(t *testing.T) {
	for dirty, want := range map[string]SignInRequest{
		"1234":                         {Server: "1234", Login: "1234", Password: "1234"},
		"\ufeff phone.example.com\r":   {"phone.example.com", "phone.example.com", "phone.example.com", "", ""},
		"\u00a0anna@example.com\u200b": {"anna@example.com", "anna@example.com", "anna@example.com", "", ""},
		"\u202a654\u2009321\u202c":     {"654321", "654 321", "654321", "", ""},
		"６５４　３２１":                      {"654321", "654 321", "654321", "", ""},
		"٦٥٤٣٢١":                       {"٦٥٤٣٢١", "٦٥٤٣٢١", "654321", "", ""},
		"654-321":                      {"654-321", "654-321", "654321", "", ""},
		" \ufeff\u200b\t":              {},
		"\u2066ａｎｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ\u2069": {"anna@example.com", "anna@example.com", "ａｎｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ", "", ""},
		" a b\u00add ": {"abd", "a bd", "a b\u00add", "", ""},
	} {
		got := SignInRequest{Server: dirty, Login: dirty, Password: dirty}.Cleaned()
		if got != want {
			t.Errorf("%+q became %+q, want %+q", dirty, got, want)
		}
	}
}

// Every script's ten digits stand for ours.
func TestDigitsOfAllScripts(t *testing.T) {
	for r := range unicode.MaxRune {
		if got := digit(r); unicode.IsDigit(r) != strings.ContainsRune("0123456789", got) {
			t.Fatalf("%U became %q", r, got)
		}
	}
	for _, zero := range "0٠０۰߀०๐𝟎𝟘𝟢" {
		for n := range rune(10) {
			if got := digit(zero + n); got != '0'+n {
				t.Errorf("%q became %q", zero+n, got)
			}
		}
	}
}

func FuzzCleaned(f *testing.F) {
	f.Add("\ufeff 12 34\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		once := SignInRequest{Server: text, Login: text, Password: text}.Cleaned()
		if twice := once.Cleaned(); twice != once {
			t.Errorf("%q became %q, then %q", text, once, twice)
		}
	})
}
