package people

import (
	"context"
	"crypto/tls"
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

// ldapLine is a connection to a directory.
type ldapLine struct {
	conn *ldap.Conn
	base string
}

func (l *ldapLine) close() { _ = l.conn.Close() }

// connect opens an encrypted connection. One that can't be encrypted is good for nothing but anonymous
// questions, or for a directory on this computer.
func connect(ctx context.Context, u *url.URL, trusted *tls.Config, pinned, secret bool) (*ldapLine, error) {
	ber.MaxPacketLengthBytes = maxMessage
	port, overTLS := "389", strings.EqualFold(u.Scheme, "ldaps")
	if overTLS {
		port = "636"
	}
	if u.Port() != "" {
		port = u.Port()
	}
	dialer := &net.Dialer{Timeout: dialLimit}
	raw, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(u.Hostname(), port))
	if err != nil {
		return nil, err
	}
	raw = &bounded{Conn: raw, left: maxLDAP}
	if overTLS {
		secured := tls.Client(raw, trusted)
		limited, cancel := context.WithTimeout(ctx, dialLimit)
		defer cancel()
		if err := secured.HandshakeContext(limited); err != nil {
			_ = raw.Close()
			return nil, ldapProblem(err)
		}
		raw = secured
	}
	conn := ldap.NewConn(raw, overTLS)
	conn.SetTimeout(ldapLimit)
	conn.Start()
	line := &ldapLine{conn: conn}
	if overTLS {
		return line, nil
	}
	if err := line.startTLS(trusted, pinned || secret && !isLocal(raw.RemoteAddr())); err != nil {
		line.close()
		return nil, err
	}
	return line, nil
}

func isLocal(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// startTLS goes on without encryption only where the server knows none and none is needed.
func (l *ldapLine) startTLS(trusted *tls.Config, needed bool) error {
	err := l.conn.StartTLS(trusted)
	switch {
	case err == nil:
		return nil
	case !ldap.IsErrorAnyOf(err, ldap.LDAPResultProtocolError, ldap.LDAPResultUnavailable,
		ldap.LDAPResultUnwillingToPerform, ldap.LDAPResultOperationsError, ldap.LDAPResultUnavailableCriticalExtension):
		return ldapProblem(err)
	case needed:
		return &Problem{Code: NoStartTLS, Err: err}
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
	root, err := l.search(ctx, "", ldap.ScopeBaseObject, "(objectClass=*)", 1, []string{"defaultNamingContext", "namingContexts"})
	if err != nil || len(root.Entries) == 0 {
		return err
	}
	l.base = first(root.Entries[0], []string{"defaultNamingContext", "namingContexts"})
	return nil
}

// search is one request. An error may come with what was found until then.
func (l *ldapLine) search(ctx context.Context, base string, scope int, filter string, limit int, attributes []string, controls ...ldap.Control) (*ldap.SearchResult, error) {
	stop := context.AfterFunc(ctx, l.close)
	defer stop()
	req := ldap.NewSearchRequest(base, scope, ldap.NeverDerefAliases, limit, int(ldapLimit/time.Second), false, filter, attributes, controls)
	result, err := l.conn.Search(req)
	switch {
	case err == nil, result != nil && ldap.IsErrorAnyOf(err, ldap.LDAPResultSizeLimitExceeded, ldap.LDAPResultAdminLimitExceeded):
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
	case ldap.LDAPResultInappropriateAuthentication, ldap.LDAPResultStrongAuthRequired, ldap.LDAPResultConfidentialityRequired:
		code = NoPassword
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
