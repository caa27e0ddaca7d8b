package istraclient

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// script is a TLS server whose answers a test writes itself, for what the simulated platform doesn't do.
// Its API root is /restletrouter/; Login succeeds unless the test says otherwise.
type script struct {
	*httptest.Server
	mux *http.ServeMux

	mu   sync.Mutex // guards seen
	seen []*http.Request
}

// newScript starts a server; the keys of handlers are patterns of http.ServeMux under the API root.
func newScript(t testing.TB, handlers map[string]http.HandlerFunc) *script {
	t.Helper()
	s := &script{mux: http.NewServeMux()}
	if handlers["POST v1/service/Login"] == nil {
		s.handle("POST v1/service/Login", logIn)
	}
	for pattern, handler := range handlers {
		s.handle(pattern, handler)
	}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(s.serve))
	s.startTLS(t)
	return s
}

// startTLS shows a certificate that is quicker to sign with than the usual one of tests.
func (s *script) startTLS(t testing.TB) {
	t.Helper()
	cert, err := testCertificate()
	if err != nil {
		t.Fatal(err)
	}
	s.Config.ErrorLog = discardLog
	s.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	s.StartTLS()
	t.Cleanup(s.Server.Close)
}

var testCertificate = sync.OnceValues(func() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true,
		BasicConstraintsValid: true,
		NotBefore:             time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
})

func (s *script) handle(pattern string, handler http.HandlerFunc) {
	method, path, _ := strings.Cut(pattern, " ")
	s.mux.HandleFunc(method+" /restletrouter/"+path, handler)
}

func (s *script) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.seen = append(s.seen, r)
	s.mu.Unlock()
	s.mux.ServeHTTP(w, r)
}

// requests are those to paths that end in suffix.
func (s *script) requests(suffix string) []*http.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.seen), func(r *http.Request) bool {
		return !strings.HasSuffix(r.URL.Path, suffix)
	})
}

func (s *script) authority() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
}

// client is one that knows the script's root and isn't signed in yet.
func (s *script) client(t testing.TB, change ...func(*Options)) *Client {
	t.Helper()
	opts := Options{
		Server: s.URL, Base: s.URL + "/restletrouter/", Login: "alex", Password: "135790", ExtraCAs: s.authority(),
	}
	for _, f := range change {
		f(&opts)
	}
	c, err := New(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// logIn is an ordinary answer to Login.
func logIn(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Set-Cookie", "myIstra_SESSIONID=s3cr3t;Path=/restletrouter")
	w.Header().Set("X-Application", "myIstra;t0k3n")
	w.WriteHeader(http.StatusNoContent)
}

// says answers with a status and a JSON text.
func says(status int, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, text)
	}
}

// answering is a client of a server that answers one pattern with a status and JSON text.
func answering(t testing.TB, pattern string, status int, text string) *Client {
	t.Helper()
	return newScript(t, map[string]http.HandlerFunc{pattern: says(status, text)}).client(t)
}

func mustParse(t testing.TB, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
