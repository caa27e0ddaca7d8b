package people_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"istratray/app/people"
	"istratray/app/settings"
	"istratray/internal/need"
)

const base = "dc=example,dc=com"

// slapd is a real LDAP server, of whom everyone may ask and who listens with and without TLS.
type slapd struct {
	t           testing.TB
	plain, ldap string // addresses
	pin         string
	conf        string
	stop        func()
}

// startSlapd loads people into a server. limit is the server's own of a search, "" for none.
func startSlapd(t testing.TB, limit string, withTLS bool, ldif string) *slapd {
	t.Helper()
	dir := t.TempDir()
	s := &slapd{t: t}
	secure := ""
	if withTLS {
		secure = s.certificate(dir)
	}
	if limit == "" {
		limit = "unlimited"
	}
	s.conf = write(t, filepath.Join(dir, "slapd.conf"), fmt.Sprintf(`include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile %[1]s/pid
%[2]s
sizelimit %[3]s
database mdb
suffix "%[4]s"
rootdn "cn=admin,%[4]s"
rootpw secret
directory %[1]s
maxsize 268435456
index objectClass eq
index telephoneNumber,mobile,homePhone pres,eq,sub
access to * by anonymous read by users read
`, dir, secure, limit, base))
	load := exec.Command(tool(t, "slapadd"), "-q", "-f", s.conf) // #nosec G204 -- a test's own server
	load.Stdin = strings.NewReader("dn: " + base +
		"\nobjectClass: dcObject\nobjectClass: organization\no: Example\ndc: example\n\n" + ldif)
	if out, err := load.CombinedOutput(); err != nil {
		t.Fatalf("slapadd: %v: %s", err, out)
	}
	s.run()
	return s
}

func tool(t testing.TB, name string) string {
	t.Helper()
	if path := filepath.Join("/usr/sbin", name); exists(path) {
		return path
	}
	return need.Tool(t, name)
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

func (s *slapd) run() {
	s.t.Helper()
	plain, secure := freePort(s.t), freePort(s.t)
	s.plain, s.ldap = fmt.Sprintf("ldap://127.0.0.1:%d", plain), fmt.Sprintf("ldaps://127.0.0.1:%d", secure)
	addresses := s.plain
	if s.pin != "" {
		addresses += " " + s.ldap
	}
	cmd := exec.Command(tool(s.t, "slapd"), "-h", addresses, "-f", s.conf, "-d", "0") // #nosec G204 -- a test's own server
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.stop = func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }
	s.t.Cleanup(s.stop)
	awaitPort(s.t, plain)
}

// certificate is one that nobody has signed.
func (s *slapd) certificate(dir string) string {
	s.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		s.t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "slapd"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		s.t.Fatal(err)
	}
	certificate, _ := x509.ParseCertificate(der)
	s.pin = people.Fingerprint(certificate)
	private, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		s.t.Fatal(err)
	}
	crt := write(s.t, filepath.Join(dir, "crt.pem"), string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE",
		Bytes: der})))
	pk := write(s.t, filepath.Join(dir, "key.pem"), string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY",
		Bytes: private})))
	return "TLSCertificateFile " + crt + "\nTLSCertificateKeyFile " + pk + "\nTLSCACertificateFile " + crt
}

func entry(name, more string) string {
	return fmt.Sprintf("dn: cn=%s,%s\nobjectClass: inetOrgPerson\nsn: x\n%s\n\n", name, base, strings.TrimSpace(more))
}

func (s *slapd) book(change func(*settings.Contacts)) settings.Contacts {
	c := settings.Contacts{Name: "Firm", Kind: settings.LDAP, URL: s.plain, Base: base, PinnedKey: s.pin}
	if change != nil {
		change(&c)
	}
	return c
}

func TestASmallDirectoryIsKept(t *testing.T) {
	s := startSlapd(t, "", true,
		entry("Anna Keller", "telephoneNumber: +49 7231 26-120\nmobile: 0171 5551234\no: Keller GmbH")+
			entry("Bob", "displayName: Bobby\nhomePhone: +49 89 555 100")+entry("Nobody", "mail: x@example.com"))
	for name, c := range map[string]struct {
		change   func(*settings.Contacts)
		password string
		people   int
		problem  people.Code
	}{
		"StartTLS, anonymous": {nil, "", 2, ""},
		"ldaps":               {func(c *settings.Contacts) { c.URL = s.ldap }, "", 2, ""},
		"with a login":        {func(c *settings.Contacts) { c.Login = "cn=admin," + base }, "secret", 2, ""},
		"without a base":      {func(c *settings.Contacts) { c.Base = "" }, "", 2, ""},
		"a filter":            {func(c *settings.Contacts) { c.Filter = "(cn=Bob)" }, "", 1, ""},
		"a filter, bare":      {func(c *settings.Contacts) { c.Filter = "cn=Anna*" }, "", 1, ""},
		"other attributes": {func(c *settings.Contacts) {
			c.Attributes = map[string]string{"numbers": "mobile",
				"name": "cn"}
		}, "", 1, ""},
		"a broken filter": {func(c *settings.Contacts) { c.Filter = "(cn=Bob" }, "", 0, people.BadFilter},
		"the wrong password": {func(c *settings.Contacts) { c.Login = "cn=admin," + base }, "wrong", 0,
			people.WrongPassword},
		"no password":        {func(c *settings.Contacts) { c.Login = "cn=admin," + base }, "", 0, people.NoPassword},
		"a key nobody knows": {func(c *settings.Contacts) { c.PinnedKey = "" }, "", 0, people.UnknownKey},
		"… of ldaps": {func(c *settings.Contacts) { c.URL, c.PinnedKey = s.ldap, "" }, "", 0,
			people.UnknownKey},
		"another key": {func(c *settings.Contacts) { c.PinnedKey = "sha256//x" }, "", 0, people.ChangedKey},
		"nobody there": {func(c *settings.Contacts) {
			c.URL = fmt.Sprintf("ldap://127.0.0.1:%d",
				freePort(t))
		}, "", 0, people.Unreachable},
		"no such place": {func(c *settings.Contacts) { c.Base = "dc=none" }, "", 0, people.NotFound},
		"TLS spoken to plain one": {func(c *settings.Contacts) {
			c.URL = strings.Replace(s.plain, "ldap:", "ldaps:",
				1)
		}, "", 0, people.Unreachable},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			n, _, err := h.Try(t.Context(), s.book(c.change), c.password)
			code := people.Code("")
			if err != nil {
				code = err.(*people.Problem).Code //nolint:errorlint // what Try promises
			}
			if n != c.people || code != c.problem {
				t.Errorf("%d people, %v; want %d, %q", n, err, c.people, c.problem)
			}
		})
	}

	h := newHouse(t)
	h.Use([]settings.Contacts{s.book(nil)})
	h.eventually("read", func() bool { return h.Books()[0].People == 2 })
	if k := h.wantName(number("01715551234"), "Anna Keller"); k.Company != "Keller GmbH" {
		t.Errorf("%+v", k)
	}
	h.wantName(number("+4989555100"), "Bobby")
	s.stop()
	if status := h.sync(); status.Problem == nil || status.People != 2 {
		t.Errorf("a book that is down: %+v", status)
	}
	h.wantName(number("+4989555100"), "Bobby")
}

func TestADirectoryWithoutEncryption(t *testing.T) {
	s := startSlapd(t, "", false, entry("Anna", "telephoneNumber: +49 7231 26-120"))
	h := newHouse(t)
	if n, _, err := h.Try(t.Context(), s.book(nil), ""); n != 1 || err != nil {
		t.Errorf("anonymous: %d, %v", n, err)
	}
	if n, _, err := h.Try(t.Context(), s.book(func(c *settings.Contacts) { c.Login = "cn=admin," + base }),
		"secret"); n != 1 || err != nil {
		t.Errorf("on this computer: %d, %v", n, err)
	}
	_, _, err := h.Try(t.Context(), s.book(func(c *settings.Contacts) { c.PinnedKey = "sha256//x" }), "")
	if p, ok := err.(*people.Problem); !ok || p.Code != people.NoStartTLS { //nolint:errorlint // what Try promises
		t.Errorf("a pinned key without TLS: %v", err)
	}
}

func TestALargeDirectoryIsAsked(t *testing.T) {
	var ldif strings.Builder
	for i := range 3000 {
		ldif.WriteString(entry(fmt.Sprint("Person ", i), fmt.Sprintf("telephoneNumber: +49 7231 5%05d", i)))
	}
	ldif.WriteString(entry("Spaced", "telephoneNumber: +49 (89) 5 5 5.1 0 0"))
	ldif.WriteString(entry("Extension", "telephoneNumber: 214"))
	s := startSlapd(t, "500", true, ldif.String()) // of the server, which stands for more people than are kept
	h := newHouse(t)
	h.Use([]settings.Contacts{s.book(nil)})
	h.eventually("found to be large", func() bool { return h.Books()[0].Asked })
	if status := h.Books()[0]; status.Problem != nil || status.People != 0 {
		t.Errorf("%+v", status)
	}
	h.wantName(number("+49723150217 7"), "")
	h.eventually("an answer", func() bool { return h.Who(number("+497231502177")).Name == "Person 2177" })
	began := time.Now()
	k := h.Resolve(t.Context(), number("07231 502999"))
	t.Logf("asked for %v", time.Since(began))
	if k.Name != "Person 2999" || k.Source != "Firm" {
		t.Errorf("%+v", k)
	}
	for n, want := range map[string]string{"089555100": "Spaced", "214": "Extension", "+4930901820": ""} {
		if k := h.Resolve(t.Context(), number(n)); k.Name != want {
			t.Errorf("%s is %+v, want %q", n, k, want)
		}
	}
	s.stop()
	if k := h.Resolve(t.Context(), number("07231502999")); k.Name != "Person 2999" {
		t.Errorf("of a directory that is down: %+v", k)
	}
	if k := h.Resolve(t.Context(), number("07231502998")); k.Name != "" {
		t.Errorf("%+v", k)
	}
}

// A server that says nothing, or too much, holds up nobody but its own book.
func TestADirectoryThatHangs(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var conns []net.Conn
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			conns = append(conns, c) //nolint:staticcheck // held open
		}
	}()
	h := newHouse(t)
	h.Use([]settings.Contacts{{Name: "Hangs", Kind: settings.LDAP, URL: "ldap://" + l.Addr().String()},
		book("Mine", h.file("mine.vcf", vcard("Anna", "", "214")))})
	h.eventually("the other book", func() bool { return h.Who(number("214")).Name == "Anna" })
	if s := h.Books()[0]; !s.Syncing {
		t.Errorf("%+v", s)
	}
}
