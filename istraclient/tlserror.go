package istraclient

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"strings"
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
	// the right name, but only as the common name, where nobody looks any more
	LegacyName       TLSKind = "legacy-name"
	WeakSignature    TLSKind = "weak-signature" // SHA-1 or MD5, which can be forged
	BadCertificate   TLSKind = "bad-certificate"
	NotTLS           TLSKind = "not-tls"           // the other side speaks something else
	OldVersion       TLSKind = "old-version"       // nothing newer than TLS 1.1
	NoAgreement      TLSKind = "no-agreement"      // no common cipher
	WantsCertificate TLSKind = "wants-certificate" // from us, which we have none of
	BadAuthority     TLSKind = "bad-authority"     // Options.ExtraCAs holds no certificate
)

// Pinnable reports whether the server's key can be trusted once a person has compared it: no authority has signed the
// certificate as it is, or the key has changed since it was trusted.
func (k TLSKind) Pinnable() bool {
	return k == UnknownAuthority || k == KeyChanged || k == LegacyName || k == WeakSignature
}

// TLSError means that no connection was made since the other side could not be trusted.
// Nothing was sent.
type TLSError struct {
	Kind        TLSKind
	Host        string // as connected to, perhaps with a port
	Fingerprint string // of the key the server showed, for Options.PinnedKey; "" when it showed none
	Certificate string // SHA-256 of the certificate it showed, as browsers and openssl show it: AB:CD:…
	Names       string // that the certificate is for, the first few
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
	case errors.As(err, &op) && (op.Op == "local error" || op.Op == "remote error"): // how crypto/tls reports alerts
		return &TLSError{Kind: disagreement(err), Host: host, Err: err}
	}
	return nil
}

// disagreement reads why a handshake failed from the words of crypto/tls, which has no types for it.
func disagreement(err error) TLSKind {
	text := err.Error()
	for _, reason := range []struct {
		words string
		kind  TLSKind
	}{
		{"protocol version", OldVersion}, // both its own words and the alert's
		{"certificate required", WantsCertificate}, {"remote error: tls: bad certificate", WantsCertificate},
		{"remote error: tls: unknown certificate", WantsCertificate}, {"unrecognized name", WrongHost},
		{"failed to parse certificate", BadCertificate}, {"server sent certificate", BadCertificate},
		{"unsupported type of public key", BadCertificate},
	} {
		if strings.Contains(text, reason.words) {
			return reason.kind
		}
	}
	return NoAgreement
}

func (t *transportTLS) certificateFailure(host string, err *tls.CertificateVerificationError) *TLSError {
	failure := &TLSError{Kind: certificateKind(err.Err), Host: host, Err: err}
	if len(err.UnverifiedCertificates) == 0 {
		return failure
	}
	if failure.Kind != WeakSignature && t.unknownAuthority(err.UnverifiedCertificates) {
		failure.Kind = UnknownAuthority
	}
	return t.about(err.UnverifiedCertificates[0], failure)
}

func certificateKind(err error) TLSKind {
	var host x509.HostnameError
	var authority x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &host):
		if hasOnlyCommonName(host.Certificate, host.Host) {
			return LegacyName
		}
		return WrongHost
	case isWeak(err):
		return WeakSignature
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

// hasOnlyCommonName reports whether a certificate names the host the old way, and no other way.
func hasOnlyCommonName(cert *x509.Certificate, host string) bool {
	if len(cert.DNSNames)+len(cert.IPAddresses)+len(cert.EmailAddresses)+len(cert.URIs) > 0 {
		return false
	}
	legacy := &x509.Certificate{DNSNames: []string{cert.Subject.CommonName}}
	if ip := net.ParseIP(cert.Subject.CommonName); ip != nil {
		legacy = &x509.Certificate{IPAddresses: []net.IP{ip}}
	}
	return legacy.VerifyHostname(host) == nil
}

// isWeak reports whether a signature in the chain is of a kind that is not accepted any more. Where it keeps the
// authority from being recognised, x509 says so in words only.
func isWeak(err error) bool {
	return errors.As(err, new(x509.InsecureAlgorithmError)) || strings.Contains(err.Error(), "insecure algorithm")
}

// unknownAuthority looks behind the first fault found: a self-signed certificate with a wrong name
// or date is still first of all self-signed, and pinning its key is still the way out.
func (t *transportTLS) unknownAuthority(chain []*x509.Certificate) bool {
	leaf := chain[0]
	opts := x509.VerifyOptions{Roots: t.roots, Intermediates: x509.NewCertPool(),
		CurrentTime: leaf.NotBefore.Add(time.Second)}
	for _, cert := range chain[1:] {
		opts.Intermediates.AddCert(cert)
	}
	_, err := leaf.Verify(opts)
	var authority x509.UnknownAuthorityError
	return errors.As(err, &authority)
}
