package istratest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

func TestStopAndResume(t *testing.T) {
	p := start(t, Options{})
	u := signedIn(t, p)
	conn := u.subscribe("L")
	address := p.URL()
	p.Stop()
	p.Stop() // changes nothing
	if _, _, err := conn.ReadMessage(); err == nil {
		t.Error("the websocket outlived the platform")
	}
	var refused *net.OpError
	if _, err := u.send(u.request("GET", "v1/user/Info", "")); !errors.As(err, &refused) || refused.Op != "dial" {
		t.Errorf("while stopped: %v", err)
	}
	if err := p.Resume(); err != nil || p.URL() != address {
		t.Fatalf("%v at %s instead of %s", err, p.URL(), address)
	}
	if r := u.do("GET", "v1/user/Info", ""); r.status != 200 {
		t.Errorf("after resuming: %+v", r)
	}
	if err := p.Restart(); err != nil {
		t.Fatal(err)
	}
	if r := u.do("GET", "v1/user/Info", ""); r.status != 401 {
		t.Errorf("a session outlived the restart: %+v", r)
	}
}

func TestStopWithAGivenListener(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := start(t, Options{Listener: NewPipe()})
		u := signedIn(t, p)
		p.Stop()
		if r, err := u.send(u.request("GET", "v1/user/Info", "")); err == nil {
			t.Errorf("while stopped: %+v", r)
		}
		if err := p.Resume(); err != nil {
			t.Fatal(err)
		}
		if r := u.do("GET", "v1/user/Info", ""); r.status != 200 {
			t.Errorf("after resuming: %+v", r)
		}
	})
}

func TestClosedWhileStopped(t *testing.T) {
	p := start(t, Options{})
	p.Stop()
	p.Close()
	p.Close()
	if err := p.Resume(); err != nil {
		t.Error(err)
	}
	if err := p.Await(t.Context(), func(State) bool { return false }); err == nil {
		t.Error("waiting for a closed platform succeeded")
	}
}

func TestSilence(t *testing.T) {
	for name, c := range map[string]struct {
		silence         func(*Platform)
		old, fresh, web bool // whether old and new connections, and old websockets, get answers
	}{
		"old connections":  {func(p *Platform) { p.Faults().Silence() }, false, true, false},
		"websockets":       {func(p *Platform) { p.Faults().SilenceSockets() }, true, true, false},
		"every connection": {func(p *Platform) { p.Faults().Blackhole() }, false, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := start(t, Options{Listener: NewPipe()})
				u := signedIn(t, p)
				conn := u.subscribe("L")
				other := newUser(t, p)
				c.silence(p)
				p.AddVoicemail(Voicemail{})
				if got := answers(u); got != c.old {
					t.Errorf("an old connection answers: %v", got)
				}
				if got := answers(other); got != c.fresh {
					t.Errorf("a new connection answers: %v", got)
				}
				frames := make(chan string, 1)
				go func() {
					_, data, _ := conn.ReadMessage()
					frames <- string(data)
				}()
				synctest.Wait()
				if len(frames) > 0 {
					t.Errorf("the websocket got %s", <-frames)
				}
				p.Faults().Thaw()
				if got := <-frames; got != frameOf("0", "0", "1") {
					t.Errorf("after the thaw: %s", got)
				}
			})
		})
	}
}

// answers reports whether any answer comes within a minute.
func answers(u *user) bool {
	ctx, cancel := context.WithTimeout(u.t.Context(), time.Minute)
	defer cancel()
	_, err := u.send(u.request("GET", "v1/user/Info", "").WithContext(ctx))
	return err == nil
}

func TestCertificates(t *testing.T) {
	now := time.Now()
	unknown := func(err error) bool { return errors.As(err, new(x509.UnknownAuthorityError)) }
	invalid := func(err error) bool { return errors.As(err, new(x509.CertificateInvalidError)) }
	for name, c := range map[string]struct {
		certificate Certificate
		refused     func(error) bool
	}{
		"a new key":   {Certificate{}, nil},
		"self-signed": {Certificate{SelfSigned: true}, unknown},
		"expired":     {Certificate{NotAfter: now.Add(-time.Hour)}, invalid},
		"too early":   {Certificate{NotBefore: now.Add(time.Hour)}, invalid},
		"wrong host": {Certificate{Host: "elsewhere.example"},
			func(err error) bool { return errors.As(err, new(x509.HostnameError)) }},
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t, Options{})
			before := shownKey(t, p)
			if err := p.SetCertificate(c.certificate); err != nil {
				t.Fatal(err)
			}
			if shownKey(t, p) == before {
				t.Error("the key is the same")
			}
			u := newUser(t, p)
			_, err := u.send(u.request("GET", "v1/user/Info", ""))
			if c.refused == nil && err != nil || c.refused != nil && !c.refused(err) {
				t.Error(err)
			}
		})
	}
}

// shownKey is the key in the certificate that a new connection gets.
func shownKey(t *testing.T, p *Platform) string {
	t.Helper()
	conn, err := tls.Dial("tcp", p.Host(), &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	return string(conn.ConnectionState().PeerCertificates[0].RawSubjectPublicKeyInfo)
}

func TestOldTLS(t *testing.T) {
	p := start(t, Options{})
	p.Faults().Set(Quirks{OldTLS: true})
	u := newUser(t, p)
	if r, err := u.send(u.request("GET", "v1/user/Info", "")); err == nil {
		t.Errorf("a modern client was served: %+v", r)
	}
	u.http.Transport.(*http.Transport).TLSClientConfig.MinVersion = tls.VersionTLS10
	if _, err := u.send(u.request("GET", "v1/user/Info", "")); err != nil {
		t.Errorf("an old client was refused: %v", err)
	}
}
