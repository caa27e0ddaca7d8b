package people_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"istratray/app/people"
	"istratray/app/settings"
)

// oddDAV is a CardDAV server of somebody else's: one book of two people under root, with its own ways.
type oddDAV struct {
	root    string                                                           // where the service is, "/dav" for example
	href    func(path, host string) string                                   // how it writes an address in one kind of answer
	before  func(w http.ResponseWriter, req *http.Request, body string) bool // true: it has answered
	etag    string                                                           // of each card
	missing bool                                                             // a card in the list that is gone when it is asked for
	paged   bool                                                             // changes come in two answers
}

const oddHome = "/anna@example.com/"

func (o *oddDAV) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body := bodyOf(req)
	if o.before != nil && o.before(w, req, body) {
		return
	}
	path, under := strings.CutPrefix(req.URL.Path, o.root)
	w.Header().Set("Content-Type", "text/html; charset=iso-8859-1") // it is neither
	switch {
	case req.URL.Path == "/.well-known/carddav":
		http.Redirect(w, req, o.href(o.root+"/", req.Host), http.StatusMovedPermanently)
	case !under:
		http.NotFound(w, req)
	case req.Method == "PROPFIND" && path == "/":
		o.answer(w, req, "", o.item(req, "/", `<current-user-principal><href>`+o.href(o.root+"/principals"+oddHome,
			req.Host)+`</href></current-user-principal>`))
	case req.Method == "PROPFIND" && path == "/principals"+oddHome:
		o.answer(w, req, "", o.item(req, path, `<c:addressbook-home-set><href>`+o.href(o.root+oddHome, req.Host)+
			`</href></c:addressbook-home-set>`))
	case req.Method == "PROPFIND" && path == oddHome:
		o.answer(w, req, "", o.item(req, path, `<resourcetype><collection/></resourcetype>`)+
			o.item(req, path+"book/", `<resourcetype><collection/><c:addressbook/></resourcetype>`))
	case path == oddHome+"book/":
		o.book(w, req, body)
	default:
		http.Error(w, "what?", http.StatusNotImplemented)
	}
}

func (o *oddDAV) book(w http.ResponseWriter, req *http.Request, body string) {
	at := oddHome + "book/"
	etag := `<getetag>` + o.etag + `</getetag>`
	card := func(name, number string) string {
		return `<c:address-data>` + vcard(name, "Firm", number) + `</c:address-data>`
	}
	gone := fmt.Sprintf(`<response><href>%s</href><propstat><prop><c:address-data/></prop>`+
		`<status>HTTP/1.1 404 Not Found</status></propstat></response>`, o.href(o.root+at+"gone.vcf", req.Host))
	state := func(name string) string { return o.item(req, at+name, etag) }
	itself := o.item(req, at, `<resourcetype><collection/><c:addressbook/></resourcetype>`)
	switch {
	case strings.Contains(body, "addressbook-multiget"):
		answer := ""
		if strings.Contains(body, "a%20b.vcf") || strings.Contains(body, "a b.vcf") {
			answer += o.item(req, at+"a b.vcf", etag+card("Anna", "+49 7231 260120"))
		}
		if strings.Contains(body, "eva.vcf") {
			answer += o.item(req, at+"eva.vcf", etag+card("Eva", "+49 7231 260121"))
		}
		if strings.Contains(body, "gone.vcf") {
			answer += gone
		}
		o.answer(w, req, "", answer)
	case strings.Contains(body, "sync-collection") && o.paged && !strings.Contains(body, "first"):
		o.answer(w, req, "urn:first", state("a b.vcf")+fmt.Sprintf(`<response><href>%s</href>`+
			`<status>HTTP/1.1 507 Insufficient Storage</status></response>`, o.href(o.root+at, req.Host)))
	case strings.Contains(body, "sync-collection") && o.paged:
		o.answer(w, req, "urn:second", state("eva.vcf"))
	case req.Method == "REPORT":
		http.Error(w, "no such report", http.StatusForbidden)
	case req.Header.Get("Depth") == "0":
		o.answer(w, req, "", itself)
	case o.missing:
		o.answer(w, req, "", itself+state("a b.vcf")+state("eva.vcf")+state("gone.vcf"))
	default:
		o.answer(w, req, "", itself+state("a b.vcf")+state("eva.vcf"))
	}
}

func (o *oddDAV) item(req *http.Request, path, props string) string {
	return fmt.Sprintf(`<response><href>%s</href><propstat><prop>%s</prop><status>HTTP/1.0 200</status></propstat>`+
		`<propstat><prop><c:x/></prop><status>HTTP/1.0 404</status></propstat></response>`,
		o.href(o.root+path, req.Host+"\x00"+req.Method), props)
}

// answer has the namespace that others give a prefix as the usual one.
func (o *oddDAV) answer(w http.ResponseWriter, _ *http.Request, token, items string) {
	w.WriteHeader(http.StatusMultiStatus)
	if token != "" {
		items += `<sync-token>` + token + `</sync-token>`
	}
	_, _ = fmt.Fprint(w, `<?xml version='1.0' encoding='UTF-8'?><multistatus xmlns="DAV:" `+
		`xmlns:c="urn:ietf:params:xml:ns:carddav">`+items+`</multistatus>`)
}

// escapedPath is a path as most servers write it.
func escapedPath(path, _ string) string { return strings.ReplaceAll(path, " ", "%20") }

func TestCardDAVServersOfOthers(t *testing.T) {
	for name, c := range map[string]struct {
		odd oddDAV
		at  string
	}{
		"behind a path":          {oddDAV{root: "/dav", etag: `"1"`}, "/dav/"},
		"found by its root":      {oddDAV{root: "/dav", etag: `"1"`}, ""},
		"weak states":            {oddDAV{root: "/dav", etag: `W/"1"`}, "/dav/"},
		"no states":              {oddDAV{root: "/dav"}, "/dav/"},
		"a card that is gone":    {oddDAV{root: "/dav", etag: `"1"`, missing: true}, "/dav/"},
		"changes in two answers": {oddDAV{root: "/dav", etag: `"1"`, paged: true}, "/dav/"},
		"one book":               {oddDAV{root: "/dav", etag: `"1"`}, "/dav/anna%40example.com/book/"},
		"@ and %40": {oddDAV{root: "/dav", etag: `"1"`, href: func(path, how string) string {
			path = strings.ReplaceAll(path, " ", "%20")
			if strings.Contains(how, "PROPFIND") {
				return strings.ReplaceAll(path, "@", "%40")
			}
			return path
		}}, "/dav/"},
		"lower-case escapes": {oddDAV{root: "/dav", etag: `"1"`, href: func(path, how string) string {
			return strings.NewReplacer(" ", "%20", ".", "%2e", "@", "%40").Replace(path)
		}}, "/dav/"},
		"it takes itself for plain HTTP": {oddDAV{root: "/dav", etag: `"1"`, href: func(path, how string) string {
			host, _, _ := strings.Cut(how, "\x00")
			return "http://" + host + strings.ReplaceAll(path, " ", "%20")
		}}, ""},
		"Nextcloud in a folder":   {oddDAV{root: "/cloud/remote.php/dav", etag: `"1"`}, "/cloud"},
		"ownCloud in a folder, /": {oddDAV{root: "/cloud/remote.php/dav", etag: `"1"`}, "/cloud/"},
	} {
		t.Run(name, func(t *testing.T) {
			if c.odd.href == nil {
				c.odd.href = escapedPath
			}
			var odd http.Handler = &c.odd
			if strings.HasPrefix(c.at, "/cloud") {
				odd = withoutWellKnown(odd)
			}
			server := httptest.NewTLSServer(odd)
			defer server.Close()
			h := newHouse(t)
			h.words["Cloud"] = "secret"
			h.Use([]settings.Contacts{{Name: "Cloud", Kind: settings.CardDAV, URL: server.URL + c.at, Login: "anna",
				PinnedKey: people.Fingerprint(server.Certificate())}})
			s, err := h.First(t.Context(), "Cloud")
			if err != nil || s.Problem != nil || s.People != 2 {
				t.Fatalf("%+v, problem %v, %v", s, s.Problem, err)
			}
			h.wantName(number("+497231260120"), "Anna")
			h.wantName(number("+497231260121"), "Eva")
			if s := h.sync(); s.Problem != nil || s.People != 2 {
				t.Errorf("the second reading: %+v, problem %v", s, s.Problem)
			}
		})
	}
}

func withoutWellKnown(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if strings.HasPrefix(req.URL.Path, "/.well-known/") {
			http.NotFound(w, req)
			return
		}
		h.ServeHTTP(w, req)
	})
}
