package istraclient

import (
	"net"
	"strings"
	"testing"
	"time"

	"istratray/istraclient/istratest"
)

func TestExtraAuthorities(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	if err := newClient(t, p).SignIn(t.Context()); err != nil {
		t.Error(err)
	}
	err := newClient(t, p, func(o *Options) { o.ExtraCAs = nil }).SignIn(t.Context())
	if e := as[*TLSError](t, err); e.Kind != UnknownAuthority {
		t.Error(err)
	}
	_, err = New(Options{Server: p.Host(), ExtraCAs: []byte("no PEM")})
	if e := as[*TLSError](t, err); e.Kind != BadAuthority || Explain(err) == "" {
		t.Error(err)
	}
}

func TestCertificateFaultsAreToldApart(t *testing.T) {
	now := time.Now()
	for name, test := range map[string]struct {
		cert istratest.Certificate
		want TLSKind
	}{
		"self-signed":             {istratest.Certificate{SelfSigned: true}, UnknownAuthority},
		"self-signed, wrong name": {istratest.Certificate{SelfSigned: true, Host: "pbx.local"}, UnknownAuthority},
		"self-signed and expired": {istratest.Certificate{SelfSigned: true, NotBefore: now.AddDate(-2, 0, 0),
			NotAfter: now.AddDate(-1, 0, 0)}, UnknownAuthority},
		"expired":          {istratest.Certificate{NotAfter: now.Add(-time.Hour)}, Expired},
		"not yet valid":    {istratest.Certificate{NotBefore: now.Add(time.Hour)}, NotYetValid},
		"for another host": {istratest.Certificate{Host: "other.example"}, WrongHost},
		"another host, long expired": {istratest.Certificate{Host: "other.example",
			NotAfter: now.Add(-time.Hour)}, Expired},
	} {
		t.Run(name, func(t *testing.T) {
			p := startPlatform(t, istratest.Options{})
			if err := p.SetCertificate(test.cert); err != nil {
				t.Fatal(err)
			}
			err := newClient(t, p).SignIn(t.Context())
			e := as[*TLSError](t, err)
			if e.Kind != test.want && !(test.want == Expired && e.Kind == WrongHost) {
				t.Errorf("%v, want %s", err, test.want)
			}
			if !strings.HasPrefix(e.Fingerprint, fingerprintPrefix) || Retryable(err) || Explain(err) == "" ||
				p.State().RequestCount > 0 {
				t.Errorf("%+v", e)
			}
		})
	}
}

// The way of a self-signed server: refused with its fingerprint, accepted by a person, pinned, changed.
func TestPinnedKey(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	if err := p.SetCertificate(istratest.Certificate{SelfSigned: true, Host: "pbx.local"}); err != nil {
		t.Fatal(err)
	}
	first := as[*TLSError](t, newClient(t, p).SignIn(t.Context()))
	pinned := newClient(t, p, func(o *Options) { o.ExtraCAs, o.PinnedKey = nil, first.Fingerprint })
	if err := pinned.SignIn(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := p.SetCertificate(istratest.Certificate{}); err != nil { // even a certificate in good order
		t.Fatal(err)
	}
	p.DropConnections()
	_, err := pinned.GetCounters(t.Context())
	changed := as[*TLSError](t, err)
	if changed.Kind != KeyChanged || changed.Fingerprint == "" ||
		changed.Fingerprint == first.Fingerprint || Retryable(err) {
		t.Error(err)
	}
	err = pinned.Listen(t.Context(), func(Event) {})
	if e := as[*TLSError](t, err); e.Kind != KeyChanged {
		t.Error(err)
	}
}

func TestOldTLSIsRefused(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	p.Faults().Update(func(q *istratest.Quirks) { q.OldTLS = true })
	for _, pin := range []string{"", "sha256//x"} {
		err := newClient(t, p, func(o *Options) { o.PinnedKey = pin }).SignIn(t.Context())
		if e := as[*TLSError](t, err); e.Kind != OldVersion || Explain(err) == "" {
			t.Error(err)
		}
	}
}

func TestPlainHTTPIsRecognised(t *testing.T) {
	p := startPlatform(t, istratest.Options{NoTLS: true})
	err := newClient(t, p).SignIn(t.Context())
	if e := as[*TLSError](t, err); e.Kind != NotTLS || p.State().RequestCount > 0 {
		t.Error(err)
	}
}

// A connection that ends within the handshake is the network's fault, not the certificate's.
func TestHandshakeCutOff(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			conn.Close()
		}
	}()
	c, err := New(Options{Server: l.Addr().String(), Login: "a", Password: "1234"})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.SignIn(t.Context()); !Retryable(err) {
		t.Error(err)
	} else {
		as[*NetworkError](t, err)
	}
}
