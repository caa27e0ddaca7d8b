package istratest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"sync"
	"time"
)

// Certificate describes what the platform shows to connecting clients. The zero value is a good one by
// the platform's own authority (Platform.CAPEM), valid for a day before and ten years after the start.
type Certificate struct {
	SelfSigned          bool      // by its own key instead of the authority's
	Host                string    // the only name in it; zero: the platform's, 127.0.0.1 and localhost
	NotBefore, NotAfter time.Time // zero: as above
}

// certificates makes and holds them.
type certificates struct {
	host  string
	start time.Time
	ca    *x509.Certificate
	caKey *ecdsa.PrivateKey

	mu     sync.Mutex // guards shown and serial
	shown  tls.Certificate
	serial int64
}

func newCertificates(host string, start time.Time) (*certificates, error) {
	c := &certificates{host: host, start: start}
	var err error
	if c.caKey, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		return nil, err
	}
	template := c.template(Certificate{}, "Simulated Istra authority")
	template.IsCA, template.KeyUsage = true, x509.KeyUsageCertSign
	der, err := x509.CreateCertificate(rand.Reader, template, template, c.caKey.Public(), c.caKey)
	if err != nil {
		return nil, err
	}
	if c.ca, err = x509.ParseCertificate(der); err != nil {
		return nil, err
	}
	return c, c.show(Certificate{})
}

// show makes a new key and certificate for all handshakes to come.
func (c *certificates) show(want Certificate) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	template := c.template(want, "Simulated Istra platform")
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	template.KeyUsage = x509.KeyUsageDigitalSignature
	c.name(template, want.Host)
	issuer, issuerKey := c.ca, c.caKey
	if want.SelfSigned {
		issuer, issuerKey = template, key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, issuer, key.Public(), issuerKey)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.shown = tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
	return nil
}

func (c *certificates) template(want Certificate, name string) *x509.Certificate {
	fill(&want.NotBefore, c.start.Add(-24*time.Hour))
	fill(&want.NotAfter, c.start.AddDate(10, 0, 0))
	c.mu.Lock()
	defer c.mu.Unlock()
	c.serial++
	return &x509.Certificate{
		SerialNumber: big.NewInt(c.serial), Subject: pkix.Name{CommonName: name},
		NotBefore: want.NotBefore, NotAfter: want.NotAfter, BasicConstraintsValid: true,
	}
}

func (c *certificates) name(template *x509.Certificate, only string) {
	names := []string{only}
	if only == "" {
		names = []string{c.host, "127.0.0.1", "::1", "localhost"}
	}
	for _, name := range names {
		if ip := net.ParseIP(name); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, name)
		}
	}
}

func (c *certificates) current() tls.Certificate {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.shown
}

// CAPEM is the authority that signed the platform's certificate, as PEM.
func (p *Platform) CAPEM() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.certs.ca.Raw})
}

// SetCertificate makes a new key and certificate for all connections from now on.
func (p *Platform) SetCertificate(c Certificate) error { return p.certs.show(c) }
