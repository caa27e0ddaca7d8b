package istraclient

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// fingerprintPrefix makes a fingerprint what curl's --pinnedpubkey understands.
const fingerprintPrefix = "sha256//"

// transportTLS is whom the client trusts.
type transportTLS struct {
	roots *x509.CertPool // nil = the system's
	pin   string         // "" = verify by authorities

	sessions tls.ClientSessionCache // spares most of a handshake: the program's requests are minutes apart
}

func newTransportTLS(extra []byte, pin string) (*transportTLS, error) {
	t := &transportTLS{pin: strings.TrimSpace(pin), sessions: tls.NewLRUClientSessionCache(8)}
	if len(extra) == 0 {
		return t, nil
	}
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool() // a system without any: the extra ones still count
	}
	if !roots.AppendCertsFromPEM(extra) {
		return nil, &TLSError{Kind: BadAuthority, Err: errors.New("no certificate in PEM form found")}
	}
	t.roots = roots
	return t, nil
}

// config is a fresh configuration: TLS 1.2 or later, HTTP/1.1 only.
func (t *transportTLS) config() *tls.Config {
	config := &tls.Config{
		MinVersion: tls.VersionTLS12, RootCAs: t.roots, NextProtos: []string{"http/1.1"}, CipherSuites: cipherSuites,
		ClientSessionCache: t.sessions,
	}
	if t.pin != "" {
		// Verification by authorities, names and dates gives way to one stronger check: the very
		// key that the user accepted.
		config.InsecureSkipVerify = true
		config.VerifyConnection = t.verifyPin
	}
	return config
}

// cipherSuites are those of Go's default for TLS 1.2 and then, chosen only by servers that have no other, the two best
// with RSA key exchange, which lacks forward secrecy.
var cipherSuites = append(defaultSuites(),
	tls.TLS_RSA_WITH_AES_128_GCM_SHA256, tls.TLS_RSA_WITH_AES_256_GCM_SHA384,
	tls.TLS_RSA_WITH_AES_128_CBC_SHA, tls.TLS_RSA_WITH_AES_256_CBC_SHA)

func defaultSuites() []uint16 {
	var ids []uint16
	for _, suite := range tls.CipherSuites() {
		ids = append(ids, suite.ID)
	}
	return ids
}

func (t *transportTLS) verifyPin(state tls.ConnectionState) error {
	if len(state.PeerCertificates) == 0 {
		return &TLSError{Kind: BadCertificate, Host: state.ServerName}
	}
	if got := fingerprint(state.PeerCertificates[0]); got != t.pin {
		return t.about(state.PeerCertificates[0], &TLSError{Kind: KeyChanged, Host: state.ServerName})
	}
	return nil
}

// about says which certificate an error is about.
func (t *transportTLS) about(cert *x509.Certificate, e *TLSError) *TLSError {
	e.Fingerprint, e.Certificate, e.Names = fingerprint(cert), certificateFingerprint(cert), namesOf(cert)
	return e
}

// certificateFingerprint is a certificate's SHA-256 as browsers and openssl show it.
func certificateFingerprint(cert *x509.Certificate) string {
	sum := sha256.Sum256(cert.Raw)
	return strings.ReplaceAll(fmt.Sprintf("% X", sum[:]), " ", ":")
}

// namesOf are the names that a certificate is for, the first few of them.
func namesOf(cert *x509.Certificate) string {
	names := slices.Clone(cert.DNSNames)
	for _, ip := range cert.IPAddresses {
		names = append(names, ip.String())
	}
	if len(names) == 0 && cert.Subject.CommonName != "" {
		names = []string{cert.Subject.CommonName}
	}
	if len(names) > 3 {
		names = append(names[:3], "…")
	}
	return tidy(strings.Join(names, ", "), 200)
}

// fingerprint identifies a certificate's public key.
func fingerprint(cert *x509.Certificate) string {
	sum := sha256.Sum256(cert.RawSubjectPublicKeyInfo)
	return fingerprintPrefix + base64.StdEncoding.EncodeToString(sum[:])
}
