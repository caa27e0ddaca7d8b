package istraclient

import (
	"slices"
	"strings"
	"testing"
)

func TestAddressForms(t *testing.T) {
	for typed, want := range map[string]string{
		"example.com":                            "https://example.com/",
		" example.com\n":                         "https://example.com/",
		"Example.COM":                            "https://example.com/",
		"https://example.com":                    "https://example.com/",
		"HTTPS://example.com/":                   "https://example.com/",
		"https://example.com/restletrouter":      "https://example.com/restletrouter/",
		"https://example.com/restletrouter/":     "https://example.com/restletrouter/",
		"example.com:8443":                       "https://example.com:8443/",
		"example.com:8443/restletrouter":         "https://example.com:8443/restletrouter/",
		"192.0.2.7":                              "https://192.0.2.7/",
		"2001:db8::7":                            "https://[2001:db8::7]/",
		"[2001:db8::7]:8443":                     "https://[2001:db8::7]:8443/",
		"localhost":                              "https://localhost/",
		"example.com/portal/#/home?x=1":          "https://example.com/portal/",
		"https://example.com//a/../b":            "https://example.com/b/",
		"xn--tlphone-bya.example":                "https://xn--tlphone-bya.example/",
		"https://example.com/index.html?lang=fr": "https://example.com/index.html/",
	} {
		u, err := parseAddress(typed)
		if err != nil {
			t.Errorf("%q: %v", typed, err)
		} else if u.String() != want {
			t.Errorf("%q = %s, want %s", typed, u, want)
		}
	}
}

func TestAddressRefused(t *testing.T) {
	for _, typed := range []string{
		"", " ", "http://example.com", "ftp://example.com", "wss://example.com", "https://", "https:///path",
		"https://user:1234@example.com", "user@example.com", "exa mple.com", "example..com", "-", "https://exa\x00mple",
		"example.com:0", "example.com:70000", "example.com:port", "example.com:", "téléphone.example",
		"://", "https://[::1",
	} {
		if u, err := parseAddress(typed); err == nil {
			t.Errorf("%q was taken as %s", typed, u)
		}
		_, err := New(Options{Server: typed})
		if e := as[*AddressError](t, err); e.Problem == "" || Explain(err) == "" ||
			strings.Contains(e.Error(), "1234") {
			t.Errorf("%q: %#v", typed, e)
		}
	}
}

func TestCandidates(t *testing.T) {
	for typed, want := range map[string][]string{
		"example.com": {
			"https://example.com/", "https://example.com/restletrouter/", "https://restletrouter.example.com/",
			"https://webadmin.example.com/restletrouter/", "https://mytelephony.example.com/restletrouter/",
			"https://myistra.example.com/restletrouter/",
		},
		"webadmin.example.com": {"https://webadmin.example.com/", "https://webadmin.example.com/restletrouter/"},
		"restletrouter.example.com": {"https://restletrouter.example.com/",
			"https://restletrouter.example.com/restletrouter/"},
		"example.com:444":           {"https://example.com:444/", "https://example.com:444/restletrouter/"},
		"192.0.2.7":                 {"https://192.0.2.7/", "https://192.0.2.7/restletrouter/"},
		"[::1]":                     {"https://[::1]/", "https://[::1]/restletrouter/"},
		"pbx":                       {"https://pbx/", "https://pbx/restletrouter/"},
		"example.com/restletrouter": {"https://example.com/restletrouter/"},
		"example.com/restletrouter/v1/service/Logi": {"https://example.com/restletrouter/v1/service/Logi/",
			"https://example.com/restletrouter/"},
		"example.com/portal": {"https://example.com/portal/",
			"https://example.com/portal/restletrouter/", "https://example.com/restletrouter/"},
	} {
		u, err := parseAddress(typed)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, root := range candidates(u) {
			got = append(got, root.String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", typed, got, want)
		}
	}
}

func TestRememberedRootMustFitTheAddress(t *testing.T) {
	for base, want := range map[string]string{
		"":                                   "",
		"https://example.com/restletrouter/": "https://example.com/restletrouter/",
		"https://example.com/restletrouter":  "https://example.com/restletrouter/",
		"https://restletrouter.example.com/": "https://restletrouter.example.com/",
		"https://elsewhere.example/":         "",
		"http://example.com/restletrouter":   "",
		"nonsense://":                        "",
	} {
		c, err := New(Options{Server: "example.com", Base: base})
		if err != nil {
			t.Fatal(err)
		}
		if c.Base() != want {
			t.Errorf("Base %q is remembered as %q, want %q", base, c.Base(), want)
		}
		c.Close()
	}
}
