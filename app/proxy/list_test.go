package proxy

import (
	"slices"
	"testing"
)

func TestListed(t *testing.T) {
	for list, want := range map[string][]string{
		"":           nil,
		"proxy:8080": {"proxy:8080"},
		"http=a:80;https=b:8080;ftp=d:21;socks=c:1080": {"b:8080"},
		"http=a:80":                       nil,
		"socks=c:1080":                    {"socks5://c:1080"},
		"a:1; b:2":                        {"a:1", "b:2"},
		"HTTPS=http://b:8080 c:3":         {"http://b:8080"},
		";;= ;=x; https=":                 {""},
		"socks=socks5://c:1080;http=a:80": {"socks5://c:1080"},
	} {
		if got := listed(list); !slices.Equal(got, want) {
			t.Errorf("%q lists %q, want %q", list, got, want)
		}
	}
}

func TestBypassed(t *testing.T) {
	const list = "<local>;*.corp.example;10.*;192.168.1.7;https://other.example:443;[fd00::1]"
	for addr, want := range map[string]bool{
		"intranet:443": true, "pbx.corp.example:443": true, "corp.example:443": false, "PBX.Corp.Example.:8443": true,
		"10.1.2.3:443": true, "11.1.2.3:443": false, "192.168.1.7:443": true, "192.168.1.70:443": false,
		"other.example:443": true, "[fd00::1]:443": true, "[fd00::2]:443": false, "phone.example.com:443": false,
	} {
		if got := bypassed(addr, list); got != want {
			t.Errorf("%s: %v", addr, got)
		}
	}
	if bypassed("phone.example.com:443", "") || bypassed("phone.example.com:443", "[; ?;\\") {
		t.Error("an empty or damaged list bypasses")
	}
}
