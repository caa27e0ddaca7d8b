package people_test

import (
	"compress/gzip"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"istratray/app/people"
	"istratray/app/settings"
	"istratray/internal/need"
)

// radicale is a real CardDAV server, behind a proxy that counts and can be told to misbehave.
type radicale struct {
	t     testing.TB
	proxy *httptest.Server
	back  string // its own address
	store string // where it keeps its books

	mu       sync.Mutex
	requests []string
	spoil    func(http.ResponseWriter, *http.Request) bool // true: it has answered
}

func startRadicale(t testing.TB) *radicale {
	t.Helper()
	program := need.Tool(t, "radicale")
	dir := t.TempDir()
	write(t, filepath.Join(dir, "users"), "anna:secret\n")
	port := freePort(t)
	config := write(t, filepath.Join(dir, "config"),
		fmt.Sprintf("[server]\nhosts = 127.0.0.1:%d\n[auth]\ntype = htpasswd\nhtpasswd_filename = "+
			"%s\nhtpasswd_encryption = plain\ndelay = 0\n"+
			"[storage]\nfilesystem_folder = %s\n", port, filepath.Join(dir, "users"), filepath.Join(dir, "store")))
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, program, "--config", config) // #nosec G204 -- a test's own server
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); _ = cmd.Wait() })
	r := &radicale{t: t, back: fmt.Sprintf("http://127.0.0.1:%d", port),
		store: filepath.Join(dir, "store", "collection-root", "anna")}
	awaitPort(t, port)
	target, _ := url.Parse(r.back)
	forward := httputil.NewSingleHostReverseProxy(target)
	transport := &http.Transport{}
	forward.Transport = transport
	r.proxy = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r.mu.Lock()
		r.requests = append(r.requests, req.Method+" "+req.URL.Path)
		spoil := r.spoil
		r.mu.Unlock()
		if spoil == nil || !spoil(w, req) {
			forward.ServeHTTP(w, req)
		}
	}))
	t.Cleanup(func() { r.proxy.CloseClientConnections(); r.proxy.Close(); transport.CloseIdleConnections() })
	return r
}

// freePort is one that no connection is given by chance before a server listens on it, and no other test.
func freePort(t testing.TB) int {
	t.Helper()
	for range 100 {
		port := 15_000 + mathrand.IntN(15_000)
		if _, taken := ports.LoadOrStore(port, true); taken {
			continue
		}
		l, err := net.Listen("tcp", fmt.Sprint("127.0.0.1:", port))
		if err != nil {
			continue
		}
		l.Close()
		return port
	}
	t.Fatal("no port is free")
	return 0
}

var ports sync.Map // given to tests

func awaitPort(t testing.TB, port int) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for limit := time.After(20 * time.Second); ; {
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			conn.Close()
			return
		}
		select {
		case <-tick.C:
		case <-limit:
			t.Fatal("the server does not listen: ", err)
		}
	}
}

func (r *radicale) pin() string {
	return people.Fingerprint(r.proxy.Certificate())
}

// put stores something, as another program would. A server that hangs up on a busy machine is asked again.
func (r *radicale) put(method, path, body string) {
	r.t.Helper()
	for tries := 1; ; tries++ {
		status, err := r.send(method, path, body)
		again := tries > 1 && method == "MKCOL" &&
			(status == http.StatusConflict || status == http.StatusMethodNotAllowed)
		switch {
		case err == nil && (status < 300 || again): // the first time it was done
			return
		case err == nil || tries == 5:
			r.t.Fatalf("%s %s: %d, %v", method, path, status, err)
		}
	}
}

func (r *radicale) send(method, path, body string) (status int, err error) {
	req, err := http.NewRequest(method, r.back+path, strings.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.SetBasicAuth("anna", "secret")
	if strings.HasPrefix(body, "BEGIN:VCARD") {
		req.Header.Set("Content-Type", "text/vcard")
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode, err
}

func (r *radicale) book(name string) {
	r.put("MKCOL", "/anna/"+name+"/",
		`<?xml version="1.0"?><D:mkcol xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><D:set><D:prop><D:resourcetype><D:collection/><C:addressbook/></D:resourcetype><D:displayname>`+name+`</D:displayname></D:prop></D:set></D:mkcol>`)
}

func (r *radicale) card(book, uid, name string, numbers ...string) {
	text := strings.Replace(vcard(name, "Firm", numbers...), "VERSION:3.0",
		"VERSION:3.0\r\nUID:"+uid+"\r\nN:"+name+";;;;", 1)
	r.put("PUT", "/anna/"+book+"/"+uid+".vcf", text)
}

func (r *radicale) asked() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	asked := r.requests
	r.requests = nil
	return asked
}

func (r *radicale) spoiled(f func(http.ResponseWriter, *http.Request) bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.spoil = f
}

func (r *radicale) conf() settings.Contacts {
	return settings.Contacts{Name: "Cloud", Kind: settings.CardDAV, URL: r.proxy.URL, Login: "anna", PinnedKey: r.pin()}
}

func (h *house) sync() people.Status {
	h.t.Helper()
	if err := h.Sync(h.t.Context(), ""); err != nil {
		h.t.Fatal(err)
	}
	return h.Books()[0]
}

func TestCardDAVFromTheRoot(t *testing.T) {
	r := startRadicale(t)
	r.book("private")
	r.book("work")
	for i := range 5 {
		r.card("private", fmt.Sprint("p", i), fmt.Sprint("Person ", i), fmt.Sprintf("+49 7231 26012%d", i))
	}
	r.card("work", "w", "Worker", "+49 89 555 100")
	r.card("work", "n", "No Number")
	h := newHouse(t)
	h.words["Cloud"] = "secret"
	h.Use([]settings.Contacts{r.conf()})
	h.eventually("read", func() bool { return h.Books()[0].People == 6 })
	h.wantName(number("+497231260123"), "Person 3")
	h.wantName(number("+4989555100"), "Worker")

	h.sync()
	r.asked()
	if s := h.sync(); s.Problem != nil || s.People != 6 {
		t.Errorf("%+v", s)
	}
	if asked := r.asked(); len(asked) != 2 {
		t.Errorf("nothing has changed in two books: %q", asked)
	}

	r.card("private", "p3", "Person Three", "+49 7231 260123")
	r.card("work", "new", "Newcomer", "+49 89 555 101")
	r.put("DELETE", "/anna/private/p4.vcf", "")
	h.sync()
	h.wantName(number("+497231260123"), "Person Three")
	h.wantName(number("+4989555101"), "Newcomer")
	h.wantName(number("+497231260124"), "")
	if s := h.Books()[0]; s.People != 6 {
		t.Errorf("%+v", s)
	}
}

func TestCardDAVOneBook(t *testing.T) {
	r := startRadicale(t)
	r.book("private")
	r.book("work")
	r.card("private", "p", "Anna", "+49 7231 260120")
	r.card("work", "w", "Worker", "+49 89 555 100")
	h := newHouse(t)
	h.words["Cloud"] = "secret"
	c := r.conf()
	c.URL += "/anna/work/"
	h.Use([]settings.Contacts{c})
	h.eventually("read", func() bool { return h.Books()[0].People == 1 })
	h.wantName(number("+4989555100"), "Worker")
}

// Servers without sync tokens, or that have forgotten ours, are asked for the states of all cards.
func TestCardDAVWithoutTokens(t *testing.T) {
	r := startRadicale(t)
	r.book("private")
	r.card("private", "p", "Anna", "+49 7231 260120")
	r.spoiled(func(w http.ResponseWriter, req *http.Request) bool {
		if !strings.Contains(bodyOf(req), "sync-collection") {
			return false
		}
		http.Error(w, "no", http.StatusBadRequest)
		return true
	})
	h := newHouse(t)
	h.words["Cloud"] = "secret"
	h.Use([]settings.Contacts{r.conf()})
	h.eventually("read", func() bool { return h.Books()[0].People == 1 })
	r.card("private", "q", "Bob", "+49 7231 260121")
	h.sync()
	h.wantName(number("+497231260121"), "Bob")
	h.wantName(number("+497231260120"), "Anna")
	r.spoiled(nil)
	r.card("private", "r", "Cleo", "+49 7231 260122")
	h.sync()
	h.wantName(number("+497231260122"), "Cleo")
}

func bodyOf(req *http.Request) string {
	var b strings.Builder
	buf := make([]byte, 4096)
	for {
		n, err := req.Body.Read(buf)
		b.Write(buf[:n])
		if err != nil {
			break
		}
	}
	req.Body = readCloser{strings.NewReader(b.String())}
	return b.String()
}

type readCloser struct{ *strings.Reader }

func (readCloser) Close() error { return nil }

// A server that can't leave pictures out is asked for fewer cards at once; one that is too large is passed over.
func TestCardsWithPictures(t *testing.T) {
	people.LimitAnswers(t, 128<<10)
	r := startRadicale(t)
	r.book("private")
	for i := range 8 {
		size := 40 << 10
		if i == 3 {
			size = 200 << 10
		}
		text := strings.Replace(vcard(fmt.Sprint("Person ", i), "", fmt.Sprintf("+49 7231 26012%d", i)), "VERSION:3.0",
			fmt.Sprintf("VERSION:3.0\r\nUID:p%d\r\nN:Person;;;;\r\nPHOTO;ENCODING=b;TYPE=JPEG:%s", i,
				strings.Repeat("QUJD", size/4)), 1)
		r.put("PUT", fmt.Sprintf("/anna/private/p%d.vcf", i), text)
	}
	h := newHouse(t)
	h.words["Cloud"] = "secret"
	h.Use([]settings.Contacts{r.conf()})
	if s, err := h.First(t.Context(), "Cloud"); err != nil || s.Problem != nil || s.People != 7 {
		t.Errorf("%+v, %v, %v", s, s.Problem, err)
	}
	r.asked()
	if h.sync(); len(r.asked()) != 1 {
		t.Error("the large card is fetched again and again")
	}
}

// annasBook is a server with one person in one book, and a house that has read it.
func annasBook(t *testing.T) (*radicale, *house) {
	t.Helper()
	r := startRadicale(t)
	r.book("private")
	r.card("private", "p", "Anna", "+49 7231 260120")
	h := newHouse(t)
	h.words["Cloud"] = "secret"
	h.Use([]settings.Contacts{r.conf()})
	h.eventually("read", func() bool { return h.Books()[0].People == 1 })
	return r, h
}

func TestACardDAVServerInTrouble(t *testing.T) {
	people.LimitAnswers(t, 256<<10)
	r, h := annasBook(t)
	var elsewhere []http.Header
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
		elsewhere = append(elsewhere, req.Header)
	}))
	defer other.Close()
	answer := func(status int, body string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Content-Type", "application/xml")
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
			return true
		}
	}
	for name, c := range map[string]struct {
		spoil func(http.ResponseWriter, *http.Request) bool
		want  people.Code
	}{
		"401":            {answer(401, ""), people.WrongPassword},
		"500":            {answer(500, "<html>"), people.ServerError},
		"a page":         {answer(200, "<html>"), people.NoBook},
		"another page":   {answer(207, "<html><body>"), people.NoBook},
		"half an answer": {answer(207, `<D:multistatus xmlns:D="DAV:"><D:response>`), people.ServerError},
		"no XML":         {answer(207, "\x00\x01"), people.ServerError},
		"a deep one": {answer(207, `<D:multistatus xmlns:D="DAV:">`+strings.Repeat("<a>", 1_000_000)),
			people.ServerError},
		"a laughing one": {answer(207,
			`<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><D:multistatus `+
				`xmlns:D="DAV:"><D:response><D:href>&b;</D:href></D:response></D:multistatus>`), people.ServerError},
		"another charset": {answer(207, `<?xml version="1.0" encoding="x-unknown"?><D:multistatus xmlns:D="DAV:"/>`),
			people.ServerError},
		"bytes that are no text": {answer(207, "<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\">\xff\xfe</D:multistatus>"),
			people.ServerError},
		"a bomb": {func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Content-Encoding", "gzip")
			w.WriteHeader(207)
			z := gzip.NewWriter(w)
			_, _ = z.Write([]byte(`<D:multistatus xmlns:D="DAV:"><!--`))
			for range 64 {
				if _, err := z.Write(make([]byte, 1<<20)); err != nil {
					break
				}
			}
			_ = z.Close()
			return true
		}, people.TooMuch},
		"changes without end": {func(w http.ResponseWriter, req *http.Request) bool {
			w.WriteHeader(207)
			_, _ = fmt.Fprintf(w, `<D:multistatus xmlns:D="DAV:"><D:response><D:href>%s</D:href><D:status>HTTP/1.1 507 x</D:status></D:response><D:sync-token>%s</D:sync-token></D:multistatus>`,
				req.URL.Path, rand.Text())
			return true
		}, people.ServerError},
		"sent to plain HTTP": {func(w http.ResponseWriter, req *http.Request) bool {
			w.Header().Set("Location", "http://"+req.Host+req.URL.Path)
			w.WriteHeader(http.StatusTemporaryRedirect)
			return true
		}, people.ServerError}, // it is asked with TLS all the same, and so in a circle
		"sent nowhere": {answer(308, ""), people.ServerError},
		"too often":    {answer(429, ""), people.ServerError},
		"forbidden":    {answer(403, ""), people.Denied},
		"gone":         {answer(410, ""), people.NotFound},
		"another's cards": {answer(207,
			`<D:multistatus xmlns:D="DAV:"><D:response><D:href>https://evil.example.com/x.vcf</D:href></D:response><D:sync-token>x</D:sync-token></D:multistatus>`), people.Elsewhere},
		"sent elsewhere": {func(w http.ResponseWriter, req *http.Request) bool {
			http.Redirect(w, req, other.URL+"/dav", http.StatusPermanentRedirect)
			return true
		}, people.Elsewhere},
		"in a circle": {func(w http.ResponseWriter, req *http.Request) bool {
			http.Redirect(w, req, req.URL.Path, http.StatusFound)
			return true
		}, people.ServerError},
		"cut off": {func(w http.ResponseWriter, _ *http.Request) bool {
			conn, _, _ := w.(http.Hijacker).Hijack()
			conn.Close()
			return true
		}, people.Unreachable},
		"gigabytes": {func(w http.ResponseWriter, _ *http.Request) bool {
			w.WriteHeader(207)
			_, err := w.Write([]byte(`<D:multistatus xmlns:D="DAV:"><D:response><D:href>/`))
			for junk := []byte(strings.Repeat("x", 1<<20)); err == nil; {
				_, err = w.Write(junk)
			}
			return true
		}, people.TooMuch},
	} {
		t.Run(name, func(t *testing.T) {
			r.spoiled(c.spoil)
			s := h.sync()
			if s.Problem == nil || s.Problem.Code != c.want || s.People != 1 || s.Problem.Error() == "" {
				t.Errorf("%+v, problem %+v", s, s.Problem)
			}
			h.wantName(number("+497231260120"), "Anna")
			r.spoiled(nil)
			h.sync() // where the book is may have to be found again
		})
	}
	if len(elsewhere) > 0 {
		t.Errorf("another origin was asked, with %v", elsewhere)
	}
	r.spoiled(nil)
	if s := h.sync(); s.Problem != nil {
		t.Error(s.Problem)
	}
}

func TestWhomACardDAVBookTrusts(t *testing.T) {
	r := startRadicale(t)
	r.book("private")
	h := newHouse(t)
	c := r.conf()
	try := func(change func(*settings.Contacts), password string) people.Code {
		t.Helper()
		next := c
		change(&next)
		r.asked()
		_, _, err := h.Try(t.Context(), next, password)
		if err == nil {
			return ""
		}
		return err.(*people.Problem).Code //nolint:errorlint // what Try promises
	}
	for name, c := range map[string]struct {
		change   func(*settings.Contacts)
		password string
		want     people.Code
	}{
		"all is well":        {func(*settings.Contacts) {}, "secret", ""},
		"the wrong password": {func(*settings.Contacts) {}, "wrong", people.WrongPassword},
		"none":               {func(*settings.Contacts) {}, "", people.NoPassword},
		"no login":           {func(c *settings.Contacts) { c.Login = "" }, "", people.NoPassword},
		"a key nobody knows": {func(c *settings.Contacts) { c.PinnedKey = "" }, "secret", people.UnknownKey},
		"another key":        {func(c *settings.Contacts) { c.PinnedKey = "sha256//x" }, "secret", people.ChangedKey},
		"plain HTTP to TLS": {func(c *settings.Contacts) { c.URL = strings.Replace(c.URL, "https", "http", 1) },
			"secret", people.Unreachable},
		"nobody at home": {func(c *settings.Contacts) {
			c.URL = fmt.Sprintf("https://127.0.0.1:%d",
				freePort(t))
		}, "secret", people.Unreachable},
		// but at the well-known one
		"no book at that path": {func(c *settings.Contacts) { c.URL += "/anna/none/" }, "secret", ""},
	} {
		if got := try(c.change, c.password); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if c.want == people.WrongPassword && len(r.asked()) > 1 {
			t.Error("a wrong password was tried more than once")
		}
	}
}

// A login that is refused is not tried again by itself, since many in a row lock an account.
func TestAWrongPasswordIsNotTriedAgain(t *testing.T) {
	r := startRadicale(t)
	h := newHouse(t)
	h.words["Cloud"] = "wrong"
	h.Use([]settings.Contacts{r.conf()})
	s, err := h.First(t.Context(), "Cloud")
	if err != nil || s.Problem == nil || s.Problem.Code != people.WrongPassword {
		t.Fatalf("%+v %v", s, err)
	}
	if asked := r.asked(); len(asked) != 1 {
		t.Errorf("asked %q", asked)
	}
}

func TestPeopleOutliveARestart(t *testing.T) {
	r := startRadicale(t)
	r.book("private")
	r.card("private", "p", "Anna", "+49 7231 260120")
	dir := t.TempDir()
	begin := func() (*people.Directory, func()) {
		d := people.New(people.Options{CacheDir: dir, Password: func(context.Context, string) (string,
			error) {
			return "secret", nil
		}})
		d.Use([]settings.Contacts{r.conf()})
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan struct{})
		go func() { defer close(done); _ = d.Run(ctx) }()
		if s, err := d.First(t.Context(), "Cloud"); err != nil {
			t.Error(s, err)
		}
		return d, func() { cancel(); <-done }
	}
	_, end := begin()
	end()
	r.spoiled(func(w http.ResponseWriter, _ *http.Request) bool { w.WriteHeader(http.StatusBadGateway); return true })
	d, end := begin()
	if k := d.Who(number("+497231260120")); k.Name != "Anna" {
		t.Errorf("%+v; %+v", k, d.Books())
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, f := range files {
		if mode := modeOf(t, f); mode != 0o600 {
			t.Errorf("%s has mode %v", f, mode)
		}
	}
	d.Use(nil)
	end()
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) != 0 {
		t.Errorf("left of a removed book: %q", left)
	}
}
