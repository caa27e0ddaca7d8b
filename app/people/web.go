package people

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	dialLimit   = 10 * time.Second
	answerLimit = 25 * time.Second // for the head of an answer, and for each next piece of it
	wholeLimit  = 2 * time.Minute  // for all of it
	maxHops     = 5
)

// maxAnswer is the most bytes of one answer. Tests make it smaller.
var maxAnswer int64 = 32 << 20

// errKey is a pinned key that is not the one shown.
type errKey struct{ fingerprint string }

func (e *errKey) Error() string { return "the server shows another key than the pinned one" }

// trust is how a book's TLS is verified: against authorities, or against the key that the user accepted.
func trust(host, pin string, extra []byte) *tls.Config {
	config := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: host}
	if len(extra) > 0 {
		roots, err := x509.SystemCertPool()
		if err != nil {
			roots = x509.NewCertPool()
		}
		roots.AppendCertsFromPEM(extra)
		config.RootCAs = roots
	}
	if pin != "" {
		config.InsecureSkipVerify = true // #nosec G402 -- the stronger check below takes its place
		config.VerifyConnection = func(state tls.ConnectionState) error {
			if got := fingerprint(state.PeerCertificates[0]); got != pin {
				return &errKey{got}
			}
			return nil
		}
	}
	return config
}

// fingerprint is what curl's --pinnedpubkey understands.
func fingerprint(cert *x509.Certificate) string {
	sum := sha256.Sum256(cert.RawSubjectPublicKeyInfo)
	return "sha256//" + base64.StdEncoding.EncodeToString(sum[:])
}

// tlsProblem classes what a handshake returned; nil where it was not about trust.
func tlsProblem(err error) *Problem {
	var key *errKey
	var verification *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	switch {
	case errors.As(err, &key):
		return &Problem{Code: ChangedKey, Detail: key.fingerprint, Err: err}
	case errors.As(err, &verification) && errors.As(err, &unknown) && len(verification.UnverifiedCertificates) > 0:
		return &Problem{Code: UnknownKey, Detail: fingerprint(verification.UnverifiedCertificates[0]), Err: err}
	case errors.As(err, &verification), errors.As(err, new(tls.RecordHeaderError)):
		return &Problem{Code: BadCertificate, Err: err}
	}
	return nil
}

// site is one origin, and the login for it. Nothing it is given leaves the origin.
type site struct {
	origin   *url.URL // an address there
	http     *http.Client
	login    string
	password string
	date     time.Time // when the last answer was given, by the server's clock
}

func newSite(root *url.URL, pin string, extra []byte) *site {
	dialer := &net.Dialer{Timeout: dialLimit}
	return &site{origin: root, http: &http.Client{
		Transport: &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           dialer.DialContext,
			TLSClientConfig:       trust(root.Hostname(), pin, extra),
			TLSHandshakeTimeout:   dialLimit,
			ResponseHeaderTimeout: answerLimit,
			MaxIdleConns:          1,
			IdleConnTimeout:       30 * time.Second,
			ForceAttemptHTTP2:     false,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

func (s *site) close() { s.http.CloseIdleConnections() }

// own reports whether an address is of the site's origin.
func (s *site) own(u *url.URL) bool {
	return strings.EqualFold(u.Scheme, s.origin.Scheme) && strings.EqualFold(hostPort(u), hostPort(s.origin))
}

func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[strings.ToLower(u.Scheme)]
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// resolve makes an address out of what an answer says.
func (s *site) resolve(base *url.URL, href string) (*url.URL, error) {
	u, err := base.Parse(href)
	if err != nil {
		return nil, &Problem{Code: ServerError, Err: err}
	}
	if secure := s.secured(u); s.own(secure) {
		u = secure
	}
	if !s.own(u) {
		return nil, &Problem{Code: Elsewhere, Detail: u.Scheme + "://" + u.Host}
	}
	return u, nil
}

// secured is an address with HTTPS: servers behind a proxy that does TLS for them take themselves for plain HTTP.
func (s *site) secured(u *url.URL) *url.URL {
	secure := *u
	if strings.EqualFold(u.Scheme, "http") && strings.EqualFold(s.origin.Scheme, "https") {
		secure.Scheme = "https"
	}
	return &secure
}

// path is resolve for what is kept of an address: one form of all that mean the same.
func (s *site) path(base *url.URL, href string) (string, error) {
	u, err := s.resolve(base, href)
	if err != nil {
		return "", err
	}
	return onePath(u), nil
}

// onePath escapes what has to be, and nothing else: /anna@example.com/ and /anna%40example.com/ are one place. A
// slash within a name stays as it is.
func onePath(u *url.URL) string {
	if escaped := u.EscapedPath(); strings.Contains(strings.ToLower(escaped), "%2f") {
		return escaped
	}
	return (&url.URL{Path: u.Path}).EscapedPath()
}

// do sends a request and follows redirects within the origin, with method and body as they were. The
// caller closes the body of the answer, which has a limit of size and of the time between two pieces.
func (s *site) do(ctx context.Context, method string, u *url.URL, header map[string]string,
	body string) (*http.Response, *url.URL, error) {
	for range maxHops {
		resp, err := s.once(ctx, method, u, header, body)
		if err != nil {
			return nil, u, err
		}
		if resp.StatusCode < 300 || resp.StatusCode > 399 || resp.Header.Get("Location") == "" {
			return resp, u, nil
		}
		resp.Body.Close()
		if u, err = s.resolve(u, resp.Header.Get("Location")); err != nil {
			return nil, u, err
		}
	}
	return nil, u, &Problem{Code: ServerError, Err: errors.New("the server redirects in a circle")}
}

func (s *site) once(ctx context.Context, method string, u *url.URL, header map[string]string,
	body string) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(ctx, wholeLimit)
	req, err := http.NewRequestWithContext(ctx, method, u.String(), strings.NewReader(body))
	if err != nil {
		cancel()
		return nil, &Problem{Code: NotFound, Err: err}
	}
	for name, value := range header {
		req.Header.Set(name, value)
	}
	if s.login != "" {
		req.SetBasicAuth(s.login, s.password)
	}
	resp, err := s.http.Do(req)
	if err != nil {
		cancel()
		if p := tlsProblem(err); p != nil {
			return nil, p
		}
		return nil, err
	}
	if s.date, err = http.ParseTime(resp.Header.Get("Date")); err != nil {
		s.date = time.Now()
	}
	resp.Body = newSlowBody(resp.Body, cancel)
	return resp, nil
}

// slowBody ends an answer that is too long, or that stops coming.
type slowBody struct {
	io.ReadCloser
	left   int64
	timer  *time.Timer
	cancel context.CancelFunc
}

func newSlowBody(body io.ReadCloser, cancel context.CancelFunc) *slowBody {
	return &slowBody{ReadCloser: body, left: maxAnswer, timer: time.AfterFunc(answerLimit, cancel), cancel: cancel}
}

func (b *slowBody) Read(into []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooMuch
	}
	n, err := b.ReadCloser.Read(into)
	b.left -= int64(n)
	if err != nil && !errors.Is(err, io.EOF) && !b.timer.Stop() {
		return n, &Problem{Code: Timeout, Err: err}
	}
	b.timer.Reset(answerLimit)
	return n, err
}

func (b *slowBody) Close() error {
	b.timer.Stop()
	b.cancel()
	return b.ReadCloser.Close()
}

// statusProblem is what a status says that isn't success; nil for success.
func statusProblem(status int, login string) *Problem {
	err := errors.New(http.StatusText(status))
	switch {
	case status < 300:
		return nil
	case status == http.StatusUnauthorized && login == "":
		return &Problem{Code: NoPassword, Err: err}
	case status == http.StatusUnauthorized:
		return &Problem{Code: WrongPassword, Err: err}
	case status == http.StatusForbidden:
		return &Problem{Code: Denied, Err: err}
	case status == http.StatusNotFound, status == http.StatusGone:
		return &Problem{Code: NotFound, Err: err}
	case status == http.StatusMethodNotAllowed, status == http.StatusNotImplemented:
		return &Problem{Code: NoBook, Err: err}
	}
	return &Problem{Code: ServerError, Err: err}
}
