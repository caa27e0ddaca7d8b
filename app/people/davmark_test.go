package people_test

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"istratray/app/people"
	"istratray/app/settings"
)

// aged makes a book's last change one of another time.
func (r *radicale) aged(book string, at time.Time) {
	r.t.Helper()
	dir := filepath.Join(r.store, book)
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	for _, name := range append(files, filepath.Join(dir, ".Radicale.props"), dir) {
		err = errors.Join(err, os.Chtimes(name, at, at))
	}
	if err != nil {
		r.t.Fatal(err)
	}
}

// A book says when it was changed last: the first reading is one answer, and one without changes asks no more than
// that.
func TestABookThatSaysWhenItWasChanged(t *testing.T) {
	r := startRadicale(t)
	r.book("private")
	for i := range 300 {
		r.card("private", fmt.Sprint("p", i), fmt.Sprint("Person ", i), fmt.Sprintf("+49 7231 260%03d", i))
	}
	long := time.Now().Add(-time.Hour)
	r.aged("private", long)
	h := newHouse(t)
	h.words["Cloud"] = "secret"
	c := r.conf()
	c.URL += "/anna/private/"
	h.Use([]settings.Contacts{c})
	if s, err := h.First(t.Context(), "Cloud"); err != nil || s.People != 300 {
		t.Fatal(s, err)
	}
	if asked := r.asked(); len(asked) != 3 { // what it is, when it was changed, the cards
		t.Errorf("the first reading: %q", asked)
	}
	want := func(what string, people int, requests ...string) {
		t.Helper()
		s := h.sync()
		if asked := r.asked(); s.Problem != nil || s.People != people || !slices.Equal(asked, requests) {
			t.Errorf("%s: %+v, asked %q", what, s, asked)
		}
	}
	look, report := "PROPFIND /anna/private/", "REPORT /anna/private/"
	want("nothing new", 300, look)
	r.card("private", "new", "Newcomer", "+49 89 555 101")
	r.aged("private", time.Now().Add(time.Hour))
	want("somebody new", 301, look, report, report)
	want("too early to believe it", 301, report)
	r.put("DELETE", "/anna/private/p4.vcf", "")
	r.aged("private", long.Add(time.Minute))
	want("somebody less", 300, report, look)
	want("nothing new", 300, look)
	h.wantName(number("+497231260004"), "")
	h.wantName(number("+4989555101"), "Newcomer")
}

// Where changes leave the time of the last one as it was, it is not believed again.
func TestABookThatSaysTheWrongTime(t *testing.T) {
	people.TrustMarksFor(t, 0)
	r := startRadicale(t)
	r.book("private")
	r.card("private", "p", "Anna", "+49 7231 260120")
	long := time.Now().Add(-time.Hour)
	r.aged("private", long)
	h := newHouse(t)
	h.words["Cloud"] = "secret"
	c := r.conf()
	c.URL += "/anna/private/"
	h.Use([]settings.Contacts{c})
	h.eventually("read", func() bool { return h.Books()[0].People == 1 })
	r.card("private", "q", "Bob", "+49 7231 260121")
	r.aged("private", long)
	h.sync()
	h.wantName(number("+497231260121"), "Bob")
	r.asked()
	r.card("private", "r", "Cleo", "+49 7231 260122")
	if h.sync(); len(r.asked()) != 2 {
		t.Error("the book is still asked when it was changed")
	}
	h.wantName(number("+497231260122"), "Cleo")
}

// A server may forget a sync token, and say so in several ways.
func TestASyncTokenThatIsForgotten(t *testing.T) {
	r := startRadicale(t)
	for _, status := range []int{400, 403, 404, 409, 410, 412, 507} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			book := fmt.Sprint("book", status)
			r.book(book)
			r.card(book, "p", "Anna", "+49 7231 260120")
			h := newHouse(t)
			h.words["Cloud"] = "secret"
			c := r.conf()
			c.URL += "/anna/" + book + "/"
			h.Use([]settings.Contacts{c})
			if s, err := h.First(t.Context(), "Cloud"); err != nil || s.People != 1 {
				t.Fatalf("%+v, %v, %v", s, s.Problem, err)
			}
			h.sync()
			r.card(book, "q", "Bob", "+49 7231 260121")
			defer r.spoiled(nil)
			r.spoiled(func(w http.ResponseWriter, req *http.Request) bool {
				if !strings.Contains(bodyOf(req), "radicale.org/ns/sync/") {
					return false
				}
				w.WriteHeader(status)
				_, _ = fmt.Fprint(w, `<D:error xmlns:D="DAV:"><D:valid-sync-token/></D:error>`)
				return true
			})
			if s := h.sync(); s.Problem != nil || s.People != 2 {
				t.Errorf("%+v, %v", s, s.Problem)
			}
		})
	}
}
