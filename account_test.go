package main

import (
	"strings"
	"testing"

	"istratray/app/command"
)

func TestThePasswordFromStandardInput(t *testing.T) {
	for text, want := range map[string]string{
		"1234\n": "1234", "1234": "1234", "1234\r\n": "1234", "1234\rrest": "1234", "\ufeff1234\n": "1234",
		" 12 34\u00a0\nmore": "1234", "\u200b１２３４\n": "1234", "\xff\xfe1\x002\x003\x004\x00\r\x00\n\x00": "1234",
		"\xfe\xff\x001\x002\x003\x004\x00\n": "1234", "pass word \n": "pass word",
		"": "", "\n1234": "", "\ufeff \n": "",
	} {
		req, err := signInOf(command.Invocation{PasswordStdin: true}, strings.NewReader(text))
		if req.Password != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v; want %q", text, req.Password, err, want)
		}
	}
}

func TestTheAccountFromTheCommandLine(t *testing.T) {
	req, err := signInOf(command.Invocation{Server: "\ufeffphone.example.com ", Login: "\u00a0anna\u200b"}, nil)
	if err != nil || req.Server != "phone.example.com" || req.Login != "anna" {
		t.Errorf("%+v, %v", req, err)
	}
	if _, err := signInOf(command.Invocation{Server: "h", Login: " \u200b"}, nil); fail(err) != command.ExitUsage {
		t.Errorf("a blank login: %v", err)
	}
}
