package istraclient

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"strings"
)

// fingerprintPrefix makes a fingerprint what curl's --pinnedpubkey understands.
const fingerprintPrefix = "sha256//"

// transportTLS is whom the client trusts.
type transportTLS struct {
	roots *x509.CertPool // nil = the system's
	pin   string         // "" = verify by authorities
}

func newTransportTLS(extra []byte, pin string) (*transportTLS, error) {
	t := &transportTLS{pin: strings.TrimSpace(pin)}
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
	config := &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: t.roots, NextProtos: []string{"http/1.1"}}
	if t.pin != "" {
		// Verification by authorities, names and dates gives way to one stronger check: the very
		// key that the user accepted.
		config.InsecureSkipVerify = true
		config.VerifyConnection = t.verifyPin
	}
	return config
}

func (t *transportTLS) verifyPin(state tls.ConnectionState) error {
	if len(state.PeerCertificates) == 0 {
		return &TLSError{Kind: BadCertificate, Host: state.ServerName}
	}
	if got := fingerprint(state.PeerCertificates[0]); got != t.pin {
		return &TLSError{Kind: KeyChanged, Host: state.ServerName, Fingerprint: got}
	}
	return nil
}

// fingerprint identifies a certificate's public key.
func fingerprint(cert *x509.Certificate) string {
	sum := sha256.Sum256(cert.RawSubjectPublicKeyInfo)
	return fingerprintPrefix + base64.StdEncoding.EncodeToString(sum[:])
}
