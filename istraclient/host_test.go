package istraclient

import "testing"

func TestHostOf(t *testing.T) {
	for typed, want := range map[string]string{
		"Example.com":                        "example.com",
		"https://example.com/restletrouter/": "example.com",
		"example.com:8443":                   "example.com",
		"https://[::1]:8443":                 "::1",
		"http://example.com":                 "",
		"":                                   "",
	} {
		if got := HostOf(typed); got != want {
			t.Errorf("HostOf(%q) = %q, want %q", typed, got, want)
		}
	}
}
