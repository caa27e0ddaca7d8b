package control

import (
	"testing"
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

func FuzzCleaned(f *testing.F) {
	f.Add("\ufeff 12 34\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		once := SignInRequest{Server: text, Login: text, Password: text}.Cleaned()
		if twice := once.Cleaned(); twice != once {
			t.Errorf("%q became %q, then %q", text, once, twice)
		}
	})
}
