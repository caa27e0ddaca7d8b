package istratest

import (
	"testing"
)

func TestSignInGivesSessionAndToken(t *testing.T) {
	p := start(t, Options{})
	u := newUser(t, p)
	r := u.signIn(p.Login(), p.Password())
	if r.status != 200 || r.header.Get("X-Application") == "" {
		t.Fatalf("%+v", r)
	}
	if r := u.do("GET", "v1/user/Info", ""); r.status != 200 {
		t.Errorf("with cookie and token: %+v", r)
	}
	conn := u.subscribe("L")
	p.AddVoicemail(Voicemail{RemoteLabel: "Anna"})
	if got := readFrame(t, conn); got != frameOf("0", "0", "1") {
		t.Error(got)
	}
}
