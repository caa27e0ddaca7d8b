package people_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"istratray/app/people"
	"istratray/app/settings"
)

const crowd = 10_000

func manyCards() string {
	var b strings.Builder
	for i := range crowd {
		b.WriteString(strings.Replace(vcard(fmt.Sprint("Person ", i), fmt.Sprint("Firm ", i%500),
			fmt.Sprintf("+49 7231 %d", 200_000+i), fmt.Sprintf("0171 %d", 1_000_000+i)),
			"VERSION:3.0", fmt.Sprintf("VERSION:3.0\r\nUID:u%d\r\nN:Person;%d;;;", i, i), 1))
	}
	return b.String()
}

// BenchmarkWho is a lookup among 10,000 people; at most 0.2 ms.
func BenchmarkWho(b *testing.B) {
	d := people.New(people.Options{CacheDir: b.TempDir()})
	d.SetCountry("DE")
	file := filepath.Join(b.TempDir(), "many.vcf")
	t := &testing.T{}
	write(t, file, manyCards())
	d.Use([]settings.Contacts{book("Many", file)})
	go func() { _ = d.Run(b.Context()) }()
	if s, err := d.First(b.Context(), "Many"); err != nil || s.People != crowd {
		b.Fatal(s, err)
	}
	known, unknown := make([]people.Party, 1000), make([]people.Party, 1000)
	for i := range known {
		known[i], unknown[i] = number(fmt.Sprintf("+497231%d", 200_000+i*7)), number(fmt.Sprintf("+49301%06d", i))
	}
	for name, list := range map[string][]people.Party{"known": known, "unknown": unknown} {
		b.Run(name, func(b *testing.B) {
			for i := range b.N {
				d.Who(list[i%len(list)])
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/lookup")
		})
	}
}

// BenchmarkCardDAV is the first reading of 10,000 people from a local radicale, which may take 5 s, and a later one
// without changes: 0.2 s, and one request for the book. Beside them, what radicale needs for one answer with all cards.
func BenchmarkCardDAV(b *testing.B) {
	if _, err := os.Stat("/dev/shm"); err == nil {
		b.Setenv("TMPDIR", "/dev/shm") // radicale brings each card to the disk, which takes minutes
	}
	r := startRadicale(b)
	r.book("many")
	r.put("PUT", "/anna/many/", manyCards())
	c := r.conf()
	c.URL += "/anna/many/"
	b.Run("server", func(b *testing.B) {
		for range b.N {
			r.put("REPORT", "/anna/many/", `<C:addressbook-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav">`+
				`<D:prop><D:getetag/><C:address-data/></D:prop><C:filter/></C:addressbook-query>`)
		}
	})
	b.Run("first", func(b *testing.B) {
		for range b.N {
			readAll(b, c)
		}
	})
	h := readAll(b, c)
	b.Run("unchanged", func(b *testing.B) {
		r.asked()
		for range b.N {
			h.sync()
		}
		b.ReportMetric(float64(len(r.asked()))/float64(b.N), "requests/op")
	})
}

func newCloud(b *testing.B, c settings.Contacts) *house {
	b.Helper()
	h := newHouse(b)
	h.words["Cloud"] = "secret"
	h.Use([]settings.Contacts{c})
	return h
}

// readAll is a house that has read a book of many for the first time.
func readAll(b *testing.B, c settings.Contacts) *house {
	b.Helper()
	h := newCloud(b, c)
	if s, err := h.First(b.Context(), c.Name); err != nil || s.People != crowd {
		b.Fatalf("%+v %v", s, err)
	}
	return h
}

// BenchmarkDirectory asks a directory of 100,000 for a number that was never asked for, which may take 50 ms, and for
// one that was.
func BenchmarkDirectory(b *testing.B) {
	const all = 100_000
	var ldif strings.Builder
	for i := range all {
		ldif.WriteString(entry(fmt.Sprint("Person ", i), fmt.Sprintf("telephoneNumber: +49 7231 5%06d", i)))
	}
	s := startSlapd(b, "500", true, ldif.String())
	h := newHouse(b)
	h.Use([]settings.Contacts{s.book(nil)})
	h.eventually("found to be large", func() bool { return h.Books()[0].Asked })
	asked := 0
	b.Run("asked", func(b *testing.B) {
		for range b.N {
			asked++
			if k := h.Resolve(b.Context(), number(fmt.Sprintf("+4972315%06d", asked*7%all))); k.Name == "" {
				b.Fatal("nobody")
			}
		}
	})
	b.Run("cached", func(b *testing.B) {
		for range b.N {
			h.Resolve(b.Context(), number("+49723150000007"))
		}
	})
}
