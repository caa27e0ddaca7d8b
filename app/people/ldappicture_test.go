package people_test

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"istratray/app/people"
	"istratray/app/settings"
)

// photographed are entries with pictures in attributes: good ones, a hostile one, and none.
func photographed(t *testing.T) string {
	t.Helper()
	photo := func(raw []byte) string { return "jpegPhoto:: " + base64.StdEncoding.EncodeToString(raw) }
	anna := "telephoneNumber: +49 7231 26-120\nmobile: 0171 5551234\n"
	return entry("Anna Keller", anna+photo(people.Photo(t, 300, 200))) +
		entry("Bob", "telephoneNumber: +49 7231 26-121\n"+photo(people.Vast(t))) +
		entry("Cleo", "telephoneNumber: +49 7231 26-122") +
		entry("Dora", "telephoneNumber: +49 7231 26-123\n"+photo([]byte(strings.Repeat("no picture", 200_000)))) +
		entry("Eva", "telephoneNumber: +49 (0) 7231 / 26 12-4\n"+photo(people.Photo(t, 100, 300)))
}

// keptPictures are the files of a house's pictures that are some.
func (h *house) keptPictures() []string {
	all, _ := filepath.Glob(filepath.Join(h.dir, "cache", "*-pictures", "*"))
	var found []string
	for _, file := range all {
		if info, err := os.Stat(file); err == nil && info.Size() > 0 {
			found = append(found, file)
		}
	}
	return found
}

// Pictures of a directory are read when someone is looked up, not with everybody.
func TestPicturesOfADirectory(t *testing.T) {
	for name, c := range map[string]struct {
		limit      string // more people than that, and the directory is asked number by number
		attributes map[string]string
		want       bool
	}{
		"a small one":         {"", nil, true},
		"a large one":         {"3", nil, true},
		"another's attribute": {"", map[string]string{"picture": "photo, jpegPhoto"}, true},
		"switched off":        {"", map[string]string{"picture": "none"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := startSlapd(t, c.limit, true, photographed(t))
			h := newHouse(t)
			h.Use([]settings.Contacts{s.book(func(b *settings.Contacts) { b.Attributes = c.attributes })})
			h.eventually("read", func() bool {
				b := h.Books()[0]
				return b.Problem == nil && (b.People == 5 || b.Asked)
			})
			if files := h.keptPictures(); len(files) > 0 {
				t.Errorf("pictures were read with the list: %q", files)
			}
			anna := h.Resolve(t.Context(), number("07231 26120"))
			if anna.Name != "Anna Keller" || anna.Picture != "" != c.want {
				t.Fatalf("%+v", anna)
			}
			for _, n := range []string{"121", "122", "123"} {
				if k := h.Resolve(t.Context(), number("07231 26"+n)); k.Name == "" || k.Picture != "" {
					t.Errorf("%+v", k)
				}
			}
			if !c.want {
				return
			}
			people.CheckPicture(t, anna.Picture)
			if k := h.Who(number("0171 5551234")); k.Picture != anna.Picture && c.limit == "" {
				t.Errorf("by her other number she has another picture: %+v", k)
			}
			h.eventually("a picture without waiting", func() bool { return h.Who(number("07231 26124")).Picture != "" })
			if files := h.keptPictures(); len(files) != 2 {
				t.Errorf("kept: %q", files)
			}
			h.sync()
			if k := h.Who(number("07231 26120")); k.Picture != anna.Picture {
				t.Errorf("after the next reading: %+v", k)
			}
			people.CheckPicture(t, anna.Picture)
			h.Use(nil)
			h.eventually("the pictures go with the book", func() bool { return len(h.keptPictures()) == 0 })
		})
	}
}

// The names of a directory stay when it goes down, and so do pictures that were seen.
func TestPicturesOfADirectoryThatIsDown(t *testing.T) {
	s := startSlapd(t, "", true, photographed(t))
	h := newHouse(t)
	h.Use([]settings.Contacts{s.book(nil)})
	h.eventually("read", func() bool { return h.Books()[0].People == 5 })
	anna := h.Resolve(t.Context(), number("07231 26120"))
	s.stop()
	h.sync()
	if k := h.Who(number("07231 26120")); k.Picture == "" || k.Picture != anna.Picture {
		t.Errorf("%+v", k)
	}
	if k := h.Resolve(t.Context(), number("07231 26124")); k.Name != "Eva" || k.Picture != "" {
		t.Errorf("%+v", k)
	}
}
