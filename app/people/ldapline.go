package people

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/url"
	"strings"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"
)

const (
	ldapLimit  = 20 * time.Second // for one answer
	maxLDAP    = 256 << 20        // bytes of one connection
	maxMessage = 8 << 20          // bytes of one entry; a picture may be in it
)

// The limit is the library's own, for all connections: nobody else uses it.
func init() { ber.MaxPacketLengthBytes = maxMessage }

// ldapLine is a connection to a directory.
type ldapLine struct {
	conn *ldap.Conn
	base string
}

func (l *ldapLine) close() { _ = l.conn.Close() }

// connect opens an encrypted connection. One that can't be encrypted is good for nothing but anonymous
// questions, or for a directory on this computer.
func connect(ctx context.Context, u *url.URL, trusted *tls.Config, pinned, secret bool) (*ldapLine, error) {
	raw, err := dialLDAP(ctx, u)
	if err != nil {
		return nil, err
	}
	if strings.EqualFold(u.Scheme, "ldaps") {
		secured := tls.Client(raw, trusted)
		limited, cancel := context.WithTimeout(ctx, dialLimit)
		defer cancel()
		if err := secured.HandshakeContext(limited); err != nil {
			_ = raw.Close()
			return nil, ldapProblem(err)
		}
		return lineOver(secured, true), nil
	}
	line := lineOver(raw, false)
	if err = line.startTLS(ctx, trusted); err == nil {
		return line, nil
	}
	line.close()
	if p := problemOf(err); p.Code != NoStartTLS || pinned || secret && !isLocal(raw.RemoteAddr()) {
		return nil, err
	}
	if raw, err = dialLDAP(ctx, u); err != nil { // the old connection is no longer read
		return nil, err
	}
	return lineOver(raw, false), nil
}

func dialLDAP(ctx context.Context, u *url.URL) (net.Conn, error) {
	port := u.Port()
	switch {
	case port != "":
	case strings.EqualFold(u.Scheme, "ldaps"):
		port = "636"
	default:
		port = "389"
	}
	dialer := &net.Dialer{Timeout: dialLimit}
	raw, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(u.Hostname(), port))
	if err != nil {
		return nil, err
	}
	return &bounded{Conn: raw, left: maxLDAP}, nil
}

func lineOver(raw net.Conn, secured bool) *ldapLine {
	conn := ldap.NewConn(raw, secured)
	conn.SetTimeout(ldapLimit)
	conn.Start()
	return &ldapLine{conn: conn}
}

func isLocal(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// startTLS tells a server that knows no encryption from one that can't be trusted. What go-ldap says of the
// latter is only text, so the reason is caught where the certificate is verified.
func (l *ldapLine) startTLS(ctx context.Context, trusted *tls.Config) error {
	stop := context.AfterFunc(ctx, l.close)
	defer stop()
	var distrust error
	config := trusted.Clone()
	config.InsecureSkipVerify = true // #nosec G402 -- verified just below
	config.VerifyConnection = func(state tls.ConnectionState) error {
		distrust = verify(state, trusted)
		return distrust
	}
	err := l.conn.StartTLS(config)
	switch {
	case err == nil:
		return nil
	case distrust != nil:
		return ldapProblem(distrust)
	case ldap.IsErrorAnyOf(err, ldap.LDAPResultProtocolError, ldap.LDAPResultUnavailable,
		ldap.LDAPResultUnwillingToPerform,
		ldap.LDAPResultOperationsError, ldap.LDAPResultUnavailableCriticalExtension):
		return &Problem{Code: NoStartTLS, Err: err}
	}
	return ldapProblem(err)
}

// verify does what crypto/tls does with a configuration, for whoever has to see its error.
func verify(state tls.ConnectionState, config *tls.Config) error {
	if config.VerifyConnection != nil {
		return config.VerifyConnection(state)
	}
	opts := x509.VerifyOptions{Roots: config.RootCAs, DNSName: config.ServerName, Intermediates: x509.NewCertPool()}
	for _, c := range state.PeerCertificates[1:] {
		opts.Intermediates.AddCert(c)
	}
	if _, err := state.PeerCertificates[0].Verify(opts); err != nil {
		return &tls.CertificateVerificationError{UnverifiedCertificates: state.PeerCertificates, Err: err}
	}
	return nil
}

// open signs in, and finds out where people are if that isn't said.
func (l *ldapLine) open(ctx context.Context, login, password, base string) error {
	var err error
	stop := context.AfterFunc(ctx, l.close)
	defer stop()
	if login != "" {
		err = l.conn.Bind(login, password)
	}
	if err != nil {
		return ldapProblem(err)
	}
	if l.base = base; base != "" {
		return nil
	}
	root, err := l.search(ctx, "", ldap.ScopeBaseObject, "(objectClass=*)", 1,
		[]string{"defaultNamingContext", "namingContexts"})
	if err != nil || len(root.Entries) == 0 {
		return err
	}
	l.base = first(root.Entries[0], []string{"defaultNamingContext", "namingContexts"})
	return nil
}

// search is one request. An error may come with what was found until then.
func (l *ldapLine) search(ctx context.Context, base string, scope int, filter string, limit int, attributes []string,
	controls ...ldap.Control) (*ldap.SearchResult, error) {
	stop := context.AfterFunc(ctx, l.close)
	defer stop()
	req := ldap.NewSearchRequest(base, scope, ldap.NeverDerefAliases, limit, int(ldapLimit/time.Second), false, filter,
		attributes, controls)
	result, err := l.conn.Search(req)
	switch {
	case err == nil, result != nil && ldap.IsErrorAnyOf(err, ldap.LDAPResultSizeLimitExceeded,
		ldap.LDAPResultAdminLimitExceeded):
		return result, err
	case ctx.Err() != nil:
		return nil, ctx.Err()
	}
	return nil, ldapProblem(err)
}

// ldapProblem classes what go-ldap says.
func ldapProblem(err error) error {
	if p := tlsProblem(err); p != nil {
		return p
	}
	var known *ldap.Error
	if !errors.As(err, &known) {
		return err
	}
	if p := tlsProblem(known.Err); p != nil {
		return p
	}
	code := ServerError
	switch known.ResultCode {
	case ldap.LDAPResultInvalidCredentials, ldap.LDAPResultInvalidDNSyntax:
		code = WrongPassword
	case ldap.LDAPResultInappropriateAuthentication, ldap.LDAPResultStrongAuthRequired,
		ldap.LDAPResultConfidentialityRequired:
		code = NoPassword
	case ldap.LDAPResultOperationsError:
		if strings.Contains(known.Error(), "successful bind") {
			code = NoPassword // Active Directory's way to say so
		}
	case ldap.LDAPResultInsufficientAccessRights:
		code = Denied
	case ldap.LDAPResultNoSuchObject:
		code = NotFound
	case ldap.ErrorFilterCompile:
		code = BadFilter
	case ldap.LDAPResultTimeLimitExceeded:
		code = Timeout
	case ldap.ErrorNetwork:
		if code = Unreachable; strings.Contains(known.Error(), "timed out") {
			code = Timeout // go-ldap has no other way to say so
		}
	}
	return &Problem{Code: code, Err: err}
}

// bounded ends a connection that brings more than any directory has to say.
type bounded struct {
	net.Conn
	left int64
}

func (b *bounded) Read(into []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooMuch
	}
	n, err := b.Conn.Read(into)
	b.left -= int64(n)
	return n, err
}
