package people_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"istratray/app/people"
	"istratray/app/settings"
)

// fullDAV is a book with more cards than are read. It answers with tokens, or with the states of all cards.
type fullDAV struct {
	tokens bool

	mu      sync.Mutex
	cards   map[string]string // by name: the number
	changes []string          // since the first token
}

func (f *fullDAV) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	body := bodyOf(req)
	item := func(name, props string) string {
		return `<response><href>/book/` + name + `</href><propstat><prop>` + props +
			`</prop><status>HTTP/1.1 200 OK</status></propstat></response>`
	}
	etag := func(name string) string { return `<getetag>"` + f.cards[name] + `"</getetag>` }
	itself := item("", `<resourcetype><collection/><c:addressbook/></resourcetype><s:getctag>`+
		fmt.Sprint(len(f.changes))+`</s:getctag>`)
	answer := ""
	switch {
	case strings.Contains(body, "addressbook-multiget"):
		for _, name := range slices.Sorted(maps.Keys(f.cards)) {
			if strings.Contains(body, "/book/"+name+"<") {
				card := vcard(name, "Firm", f.cards[name])
				answer += item(name, etag(name)+`<c:address-data>`+card+`</c:address-data>`)
			}
		}
	case req.Method == "PROPFIND" && req.Header.Get("Depth") == "0":
		answer = itself
	case strings.Contains(body, "sync-collection") && f.tokens:
		names := slices.Sorted(maps.Keys(f.cards))
		if strings.Contains(body, "urn:t") {
			names = f.changes
		}
		for _, name := range names {
			if _, there := f.cards[name]; there {
				answer += item(name, etag(name))
			} else {
				answer += `<response><href>/book/` + name + `</href><status>HTTP/1.1 404 Not Found</status></response>`
			}
		}
		answer += `<sync-token>urn:t` + fmt.Sprint(len(f.changes)) + `</sync-token>`
	case req.Method == "PROPFIND":
		answer = itself
		for _, name := range slices.Sorted(maps.Keys(f.cards)) {
			answer += item(name, etag(name))
		}
	default:
		http.Error(w, "no such report", http.StatusForbidden)
		return
	}
	w.WriteHeader(http.StatusMultiStatus)
	_, _ = fmt.Fprint(w, `<multistatus xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav" `+
		`xmlns:s="http://calendarserver.org/ns/">`+answer+`</multistatus>`)
}

func (f *fullDAV) change(name, number string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.changes = append(f.changes, name)
	if number == "" {
		delete(f.cards, name)
	} else {
		f.cards[name] = number
	}
}

func TestABookWithMorePeopleThanAreKept(t *testing.T) {
	people.LimitPeople(t, 3)
	for _, tokens := range []bool{true, false} {
		t.Run(fmt.Sprint("tokens ", tokens), func(t *testing.T) {
			dav := &fullDAV{tokens: tokens, cards: map[string]string{}}
			for i := range 5 {
				dav.cards[fmt.Sprint("card", i)] = fmt.Sprint("+49 7231 26012", i)
			}
			server := httptest.NewTLSServer(dav)
			defer server.Close()
			h := newHouse(t)
			h.words["Full"] = "secret"
			h.Use([]settings.Contacts{{Name: "Full", Kind: settings.CardDAV, URL: server.URL + "/book/", Login: "anna",
				PinnedKey: people.Fingerprint(server.Certificate())}})
			if _, err := h.First(t.Context(), "Full"); err != nil {
				t.Fatal(err)
			}
			h.wantFull(3)
			h.wantName(number("+497231260120"), "card0")

			h.wantFull(3, "nothing has changed")
			dav.change("card9", "+49 7231 260129")
			h.wantFull(3, "one more")
			dav.change("card1", "+49 7231 260131")
			h.wantFull(3, "one has another number")
			h.wantName(number("+497231260131"), "card1")

			dav.change("card0", "")
			dav.change("card9", "")
			h.sync()
			h.wantFull(3, "two fewer")
			h.wantName(number("+497231260123"), "card3")
			dav.change("card4", "")
			dav.change("card3", "")
			h.sync()
			if s := h.sync(); s.Problem != nil || s.People != 2 {
				t.Errorf("when there is room for all: %+v, problem %v", s, s.Problem)
			}
		})
	}
}

// wantFull reads the book again, and says whether it is said that there are more people than are kept.
func (h *house) wantFull(n int, when ...string) {
	h.t.Helper()
	s := h.sync()
	if s.Problem == nil || s.Problem.Code != people.TooMany || s.People != n || s.Updated.IsZero() {
		h.t.Errorf("%v: %+v, problem %v", when, s, s.Problem)
	}
}

func TestAFolderWithMorePeopleThanAreKept(t *testing.T) {
	people.LimitPeople(t, 3)
	for n, full := range map[int]bool{3: false, 4: true} {
		dir := t.TempDir()
		for i := range n {
			card := vcard(fmt.Sprint("card", i), "Firm", fmt.Sprint("+49 7231 26012", i))
			write(t, fmt.Sprintf("%s/%d.vcf", dir, i), card)
		}
		h := newHouse(t, settings.Contacts{Name: "Files", Kind: settings.VCard, Path: dir})
		s := h.sync()
		if s.People != 3 || (s.Problem != nil) != full || full && s.Problem.Code != people.TooMany {
			t.Errorf("%d people: %+v, problem %v", n, s, s.Problem)
		}
	}
}
