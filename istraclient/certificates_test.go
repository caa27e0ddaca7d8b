package istraclient

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

var rsaKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// oldServer is a certificate of an old server, and how it speaks TLS.
type oldServer struct {
	template x509.Certificate // zero: valid, for 127.0.0.1
	negative bool             // serial number
	byOthers bool             // signed by an authority that the client trusts, instead of by itself
	config   *tls.Config      // nil: as a new one would
}

// start serves an ordinary Login and returns a client that isn't signed in, and the server's certificate.
func (o *oldServer) start(t *testing.T, change ...func(*Options)) (*Client, *x509.Certificate) {
	t.Helper()
	key, err := rsaKey()
	if err != nil {
		t.Fatal(err)
	}
	authority := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Authority"}, IsCA: true,
		BasicConstraintsValid: true,
		NotBefore:             time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		KeyUsage: x509.KeyUsageCertSign,
	}
	ca, err := x509.CreateCertificate(rand.Reader, authority, authority, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	leaf := o.template
	leaf.SerialNumber = big.NewInt(5)
	if leaf.NotBefore.IsZero() {
		leaf.NotBefore, leaf.NotAfter = authority.NotBefore, authority.NotAfter
	}
	if leaf.Subject.CommonName == "" {
		leaf.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1)}
	}
	issuer := &leaf
	if o.byOthers {
		issuer = authority
	}
	der, err := x509.CreateCertificate(rand.Reader, &leaf, issuer, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	if o.negative {
		der = withNegativeSerial(t, der, key)
	}
	server := httptest.NewUnstartedServer(http.HandlerFunc(logIn))
	server.Config.ErrorLog = discardLog
	if server.TLS = o.config.Clone(); server.TLS == nil {
		server.TLS = new(tls.Config)
	}
	server.TLS.Certificates = []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}
	server.StartTLS()
	t.Cleanup(server.Close)
	opts := Options{Server: server.URL, Base: server.URL + "/restletrouter/", Login: "alex", Password: "135790",
		ExtraCAs: pemOf(ca)}
	for _, f := range change {
		f(&opts)
	}
	c, err := New(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return c, cert
}

// withNegativeSerial signs a certificate anew whose serial number, 5, has become -5. Go doesn't make such ones.
func withNegativeSerial(t *testing.T, der []byte, key *rsa.PrivateKey) []byte {
	t.Helper()
	var cert struct {
		TBS       asn1.RawValue
		Algorithm asn1.RawValue
		Signature asn1.BitString
	}
	if _, err := asn1.Unmarshal(der, &cert); err != nil {
		t.Fatal(err)
	}
	cert.TBS.FullBytes = bytes.Replace(cert.TBS.FullBytes, []byte{2, 1, 5}, []byte{2, 1, 0xfb}, 1)
	sum := sha256.Sum256(cert.TBS.FullBytes)
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	cert.Signature = asn1.BitString{Bytes: signature, BitLength: 8 * len(signature)}
	der, err = asn1.Marshal(cert)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

var past, future = time.Now().AddDate(-1, 0, 0), time.Now().AddDate(1, 0, 0)

// Certificates of old servers each have their own reason and advice. A certificate that no trusted authority has
// signed can be pinned once a person has compared it; requests and push stream then work.
func TestCertificatesOfOldServers(t *testing.T) {
	for name, test := range map[string]struct {
		server oldServer
		want   TLSKind
		says   string
	}{
		"negative serial":        {oldServer{negative: true}, UnknownAuthority, "Compare its fingerprint"},
		"negative, by authority": {oldServer{negative: true, byOthers: true}, "", ""},
		"only a common name": {oldServer{template: commonName("127.0.0.1"), byOthers: true}, LegacyName,
			"subject alternative name"},
		"the same, self-signed": {oldServer{template: commonName("127.0.0.1")}, UnknownAuthority,
			"Compare its fingerprint"},
		"another common name": {oldServer{template: commonName("old.example"), byOthers: true}, WrongHost,
			"is for old.example only"},
		"SHA-1": {oldServer{template: x509.Certificate{SignatureAlgorithm: x509.SHA1WithRSA},
			byOthers: true}, WeakSignature, "SHA-1"},
		"SHA-1, self-signed": {oldServer{template: x509.Certificate{SignatureAlgorithm: x509.SHA1WithRSA}},
			UnknownAuthority, "Compare its fingerprint"},
		"expired": {oldServer{template: x509.Certificate{NotBefore: past, NotAfter: past.Add(time.Hour)},
			byOthers: true}, Expired, "has expired"},
		"not yet valid": {oldServer{template: x509.Certificate{NotBefore: future,
			NotAfter: future.Add(time.Hour)}, byOthers: true}, NotYetValid, "date and time"},
		"RSA key exchange only": {oldServer{config: rsaKeyExchange, byOthers: true}, "", ""},
		"RSA only, self-signed": {oldServer{config: rsaKeyExchange}, UnknownAuthority, "Compare its fingerprint"},
		"TLS 1.1": {oldServer{config: &tls.Config{MinVersion: tls.VersionTLS10,
			MaxVersion: tls.VersionTLS11}, byOthers: true}, OldVersion, "TLS 1.2"},
		"triple DES only": {oldServer{config: tripleDES, byOthers: true}, NoAgreement, "no encryption"},
		"a certificate wanted": {oldServer{config: &tls.Config{ClientAuth: tls.RequireAnyClientCert,
			MaxVersion: tls.VersionTLS12}, byOthers: true}, WantsCertificate, "of its own"},
		"a certificate, TLS 1.3": {oldServer{config: &tls.Config{ClientAuth: tls.RequireAnyClientCert}, byOthers: true},
			WantsCertificate, "of its own"},
	} {
		t.Run(name, func(t *testing.T) {
			c, cert := test.server.start(t)
			err := c.SignIn(t.Context())
			if test.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			e := as[*TLSError](t, err)
			if e.Kind != test.want || !strings.Contains(Explain(err), test.says) || !Transient(err) {
				t.Fatalf("%v: %s", err, Explain(err))
			}
			if !e.Kind.Pinnable() {
				return
			}
			sum := sha256.Sum256(cert.Raw)
			if want := strings.ReplaceAll(fmt.Sprintf("% X", sum), " ", ":"); e.Certificate != want || len(want) != 95 {
				t.Errorf("certificate %s, want %s", e.Certificate, want)
			}
			pinned, _ := test.server.start(t, func(o *Options) { o.PinnedKey, o.ExtraCAs = e.Fingerprint, nil })
			if err := pinned.SignIn(t.Context()); err != nil {
				t.Errorf("pinned: %v", err)
			}
		})
	}
}

func commonName(name string) x509.Certificate {
	return x509.Certificate{Subject: pkix.Name{CommonName: name}}
}

var (
	rsaKeyExchange = &tls.Config{MaxVersion: tls.VersionTLS12, CipherSuites: []uint16{tls.TLS_RSA_WITH_AES_128_CBC_SHA}}
	tripleDES      = &tls.Config{MaxVersion: tls.VersionTLS12,
		CipherSuites: []uint16{tls.TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA}}
)

// RSA key exchange is for servers that have nothing else: others don't choose it, even if they would like to.
func TestForwardSecrecyIsPreferred(t *testing.T) {
	for name, suites := range map[string][]uint16{
		"RSA listed first": {tls.TLS_RSA_WITH_AES_256_GCM_SHA384, tls.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA},
		"all":              cipherSuites,
	} {
		server := oldServer{byOthers: true, config: &tls.Config{MaxVersion: tls.VersionTLS12, CipherSuites: suites}}
		c, _ := server.start(t)
		conn, err := c.dialer.open(t.Context(), c.dialer.dial, c.root().Host)
		if err != nil {
			t.Fatal(err)
		}
		got := tls.CipherSuiteName(conn.(*alertConn).ConnectionState().CipherSuite)
		conn.Close()
		if !strings.HasPrefix(got, "TLS_ECDHE_") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// Bytes that are no certificate at all.
func TestUnreadableCertificate(t *testing.T) {
	key, err := rsaKey()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = discardLog
	server.TLS = &tls.Config{GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
		return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{[]byte("garbage")},
			PrivateKey: key}}}, nil
	}}
	server.StartTLS()
	defer server.Close()
	c, err := New(Options{Server: server.URL, Login: "alex", Password: "1"})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if e := as[*TLSError](t, c.SignIn(t.Context())); e.Kind != BadCertificate {
		t.Error(e)
	}
}

// Who reads first gets the server's refusal, and who writes afterwards has to hear of it, too.
func TestAnAlertIsNotLostOnTheWriter(t *testing.T) {
	server := oldServer{config: &tls.Config{ClientAuth: tls.RequireAnyClientCert}, byOthers: true}
	c, _ := server.start(t)
	conn, err := c.dialer.open(t.Context(), c.dialer.dial, strings.TrimPrefix(c.opts.Server, "https://"))
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second))
	if _, err := conn.Read(make([]byte, 1)); err == nil {
		t.Fatal("the server wanted no certificate")
	}
	_ = conn.Close()
	if _, err := conn.Write([]byte("GET / HTTP/1.1\r\n")); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("writing failed with %v", err)
	}
}
