package istraclient

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"time"
)

// TLSKind tells the failures of a secure connection apart.
type TLSKind string

// The failures of a secure connection.
const (
	UnknownAuthority TLSKind = "unknown-authority" // self-signed, or by an authority nobody here trusts
	KeyChanged       TLSKind = "key-changed"       // not the key of Options.PinnedKey
	Expired          TLSKind = "expired"
	NotYetValid      TLSKind = "not-yet-valid" // often this computer's clock
	WrongHost        TLSKind = "wrong-host"
	BadCertificate   TLSKind = "bad-certificate"
	NotTLS           TLSKind = "not-tls"       // the other side speaks something else
	NoAgreement      TLSKind = "no-agreement"  // no common version or cipher
	BadAuthority     TLSKind = "bad-authority" // Options.ExtraCAs holds no certificate
)

// TLSError means that no connection was made since the other side could not be trusted.
// Nothing was sent.
type TLSError struct {
	Kind        TLSKind
	Host        string
	Fingerprint string // of the key the server showed, for Options.PinnedKey; "" when it showed none
	Err         error
}

func (e *TLSError) Error() string {
	text := "secure connection"
	if e.Host != "" {
		text += " to " + e.Host
	}
	text += ": " + string(e.Kind)
	if e.Fingerprint != "" {
		text += " (key " + e.Fingerprint + ")"
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *TLSError) Unwrap() error { return e.Err }

// tlsFailure makes a *TLSError of what a handshake or request returned, or nil when the failure
// was not TLS's.
func (t *transportTLS) tlsFailure(host string, err error) *TLSError {
	var own *TLSError
	var verification *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var op *net.OpError
	switch {
	case errors.As(err, &own):
		return own
	case errors.As(err, &verification):
		return t.certificateFailure(host, verification)
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return &TLSError{Kind: NotTLS, Host: host, Err: err}
	case errors.As(err, &op) && (op.Op == "local error" || op.Op == "remote error"):
		return &TLSError{Kind: NoAgreement, Host: host, Err: err} // how crypto/tls reports alerts
	}
	return nil
}

func (t *transportTLS) certificateFailure(host string, err *tls.CertificateVerificationError) *TLSError {
	failure := &TLSError{Kind: certificateKind(err.Err), Host: host, Err: err}
	if len(err.UnverifiedCertificates) == 0 {
		return failure
	}
	failure.Fingerprint = fingerprint(err.UnverifiedCertificates[0])
	if t.unknownAuthority(err.UnverifiedCertificates) {
		failure.Kind = UnknownAuthority
	}
	return failure
}

func certificateKind(err error) TLSKind {
	var host x509.HostnameError
	var authority x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &host):
		return WrongHost
	case errors.As(err, &authority):
		return UnknownAuthority
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		if time.Now().Before(invalid.Cert.NotBefore) {
			return NotYetValid
		}
		return Expired
	}
	return BadCertificate
}

// unknownAuthority looks behind the first fault found: a self-signed certificate with a wrong name
// or date is still first of all self-signed, and pinning its key is still the way out.
func (t *transportTLS) unknownAuthority(chain []*x509.Certificate) bool {
	leaf := chain[0]
	opts := x509.VerifyOptions{Roots: t.roots, Intermediates: x509.NewCertPool(), CurrentTime: leaf.NotBefore.Add(time.Second)}
	for _, cert := range chain[1:] {
		opts.Intermediates.AddCert(cert)
	}
	_, err := leaf.Verify(opts)
	var authority x509.UnknownAuthorityError
	return errors.As(err, &authority)
}
