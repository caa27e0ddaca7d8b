package people_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"istratray/app/people"
	"istratray/app/settings"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// house is a running directory.
type house struct {
	t   testing.TB
	dir string
	*people.Directory
	changed chan struct{}
	words   map[string]string // passwords, by book
}

func newHouse(t testing.TB, list ...settings.Contacts) *house {
	t.Helper()
	h := &house{t: t, dir: t.TempDir(), changed: make(chan struct{}, 1), words: map[string]string{}}
	h.Directory = people.New(people.Options{CacheDir: filepath.Join(h.dir, "cache"),
		OwnDir: filepath.Join(h.dir, "own"),
		Changed: func() {
			select {
			case h.changed <- struct{}{}:
			default:
			}
		},
		Password: func(_ context.Context, name string) (string, error) {
			if word, ok := h.words[name]; ok {
				return word, nil
			}
			return "", people.ErrNoPassword
		}})
	h.SetCountry("DE")
	h.SetAccount("anna@phone.example.com")
	h.Use(list)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); _ = h.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-done })
	h.eventually("running", func() bool { return h.Sync(t.Context(), "") == nil })
	return h
}

// eventually waits for a change after which something holds.
func (h *house) eventually(what string, holds func() bool) {
	h.t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for limit := time.After(15 * time.Second); !holds(); {
		select {
		case <-h.changed:
		case <-tick.C:
		case <-limit:
			h.t.Fatalf("never: %s; %+v", what, h.Books())
		}
	}
}

func (h *house) file(name, text string) string {
	h.t.Helper()
	return write(h.t, filepath.Join(h.dir, name), text)
}

func write(t testing.TB, file, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func (h *house) wantName(p people.Party, want string) people.Known {
	h.t.Helper()
	k := h.Who(p)
	if k.Name != want {
		h.t.Errorf("%+v is %+v, want %q", p, k, want)
	}
	return k
}

func vcard(name, company string, numbers ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:%s\r\nORG:%s\r\n", name, company)
	for _, n := range numbers {
		fmt.Fprintf(&b, "TEL;TYPE=WORK:%s\r\n", n)
	}
	return b.String() + "END:VCARD\r\n"
}

func book(name, path string) settings.Contacts {
	return settings.Contacts{Name: name, Kind: settings.VCard, Path: path}
}

func number(n string) people.Party { return people.Party{Label: n, Number: n} }

func TestOneNumberInManyForms(t *testing.T) {
	h := newHouse(t)
	h.Use([]settings.Contacts{book("Mine", h.file("mine.vcf",
		vcard("Anna Keller", "Keller GmbH", "07231 / 26-120", "0171 5551234")+vcard("Tom", "", "214")))})
	h.eventually("read", func() bool { return h.Books()[0].People == 2 })
	for _, raw := range []string{"+49723126120", "0049 7231 26120", "07231 26120", "(07231) 26-120",
		"+49 (0)7231 26120"} {
		k := h.wantName(number(raw), "Anna Keller")
		if k.Company != "Keller GmbH" || k.Source != "Mine" ||
			!slices.Equal(k.Numbers, []string{"+49723126120", "+491715551234"}) {
			t.Errorf("%q: %+v", raw, k)
		}
	}
	h.wantName(people.Party{Number: "+49723126120", Callback: "00723126120"}, "Anna Keller") // teaches the prefix
	h.wantName(people.Party{Callback: "001715551234"}, "Anna Keller")
	h.wantName(people.Party{Label: "00723126120", Callback: "00723126120"}, "Anna Keller")
	h.wantName(number("214"), "Tom")
	h.wantName(people.Party{Label: "Anonymous"}, "Anonymous")
	h.wantName(number("+49301234567"), "")
	h.wantName(people.Party{}, "")
}

// Who sees that a book has been read finds its people, at once.
func TestCountedPeopleAreKnown(t *testing.T) {
	h := newHouse(t)
	file := h.file("mine.vcf", vcard("Anna Keller", "", "+4972312612"))
	for i := range 100 {
		h.Use([]settings.Contacts{book(fmt.Sprint(i), file)})
		for limit := time.Now().Add(15 * time.Second); h.Books()[0].People == 0; runtime.Gosched() {
			if time.Now().After(limit) {
				t.Fatal("never read")
			}
		}
		if k := h.Who(number("+4972312612")); k.Name != "Anna Keller" {
			t.Fatalf("after %d readings: counted, but not known: %+v", i, k)
		}
	}
}

func TestWhoseWordCounts(t *testing.T) {
	h := newHouse(t)
	h.Use([]settings.Contacts{
		book("First", h.file("first.vcf", vcard("Anna Keller", "", "+497231260120")+vcard("Eva", "",
			"+497231260120")+vcard("Eva", "", "+497231260120")+vcard("Uwe", "", "+497231260120"))),
		book("Second", h.file("second.vcf", vcard("Hanna", "Firm", "+497231260120",
			"+49301234567")+vcard("Colleague", "", "214"))),
	})
	h.eventually("read", func() bool { return h.Books()[0].People == 4 && h.Books()[1].People == 2 })
	caller := people.Party{Label: "The platform's", Number: "+497231260120"}
	if k := h.wantName(caller, "Anna Keller"); k.Others != 2 || k.Source != "First" {
		t.Errorf("%+v", k)
	}
	h.wantName(people.Party{Label: "The platform's", Number: "+49301234567"}, "Hanna")
	h.wantName(people.Party{Label: "The platform's", Number: "+4989123456"}, "The platform's")
	h.wantName(people.Party{Label: "Tom", Number: "214", Internal: true}, "Tom")
	h.wantName(people.Party{Label: "214", Number: "214", Internal: true}, "Colleague")
	if _, err := h.Set("+49 7231 260120", func(o *people.Own) { o.Name = "My Anna" }); err != nil {
		t.Fatal(err)
	}
	if k := h.wantName(caller, "My Anna"); k.Others != 0 || k.Source != "" {
		t.Errorf("%+v", k)
	}
	if _, err := h.Set("214", func(o *people.Own) { o.Name = "Tommy" }); err != nil {
		t.Fatal(err)
	}
	h.wantName(people.Party{Label: "Tom", Number: "214", Internal: true}, "Tommy")

	h.Use([]settings.Contacts{book("Second", filepath.Join(h.dir, "second.vcf"))}) // removed, and with it its names
	h.wantName(people.Party{Label: "The platform's", Number: "+49301234567"}, "Hanna")
	if n := len(h.Books()); n != 1 {
		t.Errorf("%d books", n)
	}
}

// One who has several numbers is one person by each of them; a company that is found by its trunk is nobody.
func TestOnePersonBySeveralNumbers(t *testing.T) {
	h := newHouse(t)
	h.Use([]settings.Contacts{book("Mine", h.file("mine.vcf",
		vcard("Anna", "Keller", "+49 7231 260120", "0171 5551234")+
			vcard("Keller", "Keller", "+49 89 1230", "+49 89 1235")+vcard("Bob", "", "+49 7231 260777")+
			vcard("Eva", "", "+49 30 901820", "+49 30 901821")+vcard("Tom", "", "+49 30 901820", "+49 30 901822")))})
	h.eventually("read", func() bool { return h.Books()[0].People == 5 })
	office, mobile := h.Who(number("+497231260120")).Person, h.Who(number("+491715551234")).Person
	if office == "" || office != mobile {
		t.Errorf("Anna is %q and %q", office, mobile)
	}
	for _, n := range []string{"+498912345", "+497231260777", "+4930901820", "+4940111222"} {
		if k := h.Who(number(n)); k.Person != "" {
			t.Errorf("%s is %+v", n, k)
		}
	}
}

func TestTheLastResorts(t *testing.T) {
	h := newHouse(t)
	h.Use([]settings.Contacts{book("Mine", h.file("mine.vcf",
		vcard("Ms Front Desk", "Keller GmbH", "+49 7231 26-0")+vcard("Bob", "", "+33 1 23 45 67 80")+vcard("Colleague",
			"", "+49 89 555 100")+vcard("Other", "", "205")))})
	h.eventually("read", func() bool { return h.Books()[0].People == 4 })
	h.wantName(number("+4972312634"), "Keller GmbH")
	h.wantName(number("+497231261"), "") // as long as the company's own: another line of its
	h.wantName(number("+33123456789"), "")
	h.wantName(number("100"), "")
	h.SetLine(people.Line{Number: "+4989555300", Extension: "300"})
	h.wantName(number("100"), "Colleague")
	h.wantName(number("+4989555205"), "Other")
}

func TestWhatTheUserSaysStays(t *testing.T) {
	h := newHouse(t)
	h.Use([]settings.Contacts{book("Mine", h.file("mine.vcf", vcard("Anna", "", "+497231260120", "+491715551234")))})
	h.eventually("read", func() bool { return h.Books()[0].People == 1 })
	note := "Back in May; ask for \\ the \"key\",\nthen call again. " + strings.Repeat("Länge ", 40)
	for _, set := range []func(*people.Own){
		func(o *people.Own) { o.Note = note }, func(o *people.Own) { o.VIP = true },
		func(o *people.Own) { o.Muted = true },
	} {
		if _, err := h.Set("07231 260120", set); err != nil {
			t.Fatal(err)
		}
	}
	check := func() {
		t.Helper()
		for _, n := range []string{"+497231260120", "01715551234"} { // all numbers of the person
			if k := h.wantName(number(n), "Anna"); !k.VIP || !k.Muted || k.Note != strings.TrimSpace(note) {
				t.Errorf("%s: %+v", n, k)
			}
		}
	}
	check()
	h.SetAccount("tom@phone.example.com")
	if k := h.Who(number("+497231260120")); k.VIP || k.Note != "" {
		t.Errorf("another account's: %+v", k)
	}
	h.SetAccount("anna@phone.example.com")
	check()

	var export bytes.Buffer
	if err := h.Export(&export); err != nil {
		t.Fatal(err)
	}
	h.SetAccount("tom@phone.example.com")
	if n, err := h.Import(&export); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	check()
	if _, err := h.Set("+497231260120", func(o *people.Own) { *o = people.Own{Number: o.Number} }); err != nil {
		t.Fatal(err)
	}
	if k := h.Who(number("+497231260120")); k.VIP || k.Muted || k.Note != "" {
		t.Errorf("taken back: %+v", k)
	}
	if _, err := h.Set("no number", func(o *people.Own) { o.VIP = true }); err == nil {
		t.Error("no number was taken for one")
	}
	h.SetAccount("")
	if _, err := h.Set("214", func(o *people.Own) { o.VIP = true }); err == nil {
		t.Error("nobody is signed in")
	}
}

func TestFavourites(t *testing.T) {
	h := newHouse(t)
	for _, n := range []string{"07231 260120", "214", "+493012345678"} {
		if _, err := h.Set(n, func(o *people.Own) { o.Favourite = true }); err != nil {
			t.Fatal(err)
		}
	}
	if k := h.Who(number("+497231260120")); !k.Favourite {
		t.Errorf("%+v", k)
	}
	if _, err := h.Set("+497231260120", func(o *people.Own) { o.Favourite = false }); err != nil {
		t.Fatal(err)
	}
	h.SetAccount("tom@phone.example.com")
	if got := h.Favourites(); len(got) != 0 {
		t.Errorf("another account's: %q", got)
	}
	h.SetAccount("anna@phone.example.com") // read from the file
	if got := strings.Join(h.Favourites(), " "); got != "214 +493012345678" {
		t.Errorf("%q", got)
	}
}

func TestOthersMayEditOurFile(t *testing.T) {
	h := newHouse(t)
	if _, err := h.Set("214", func(o *people.Own) { o.Name = "Tom" }); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(h.dir, "own", "*.vcf"))
	if len(files) != 1 {
		t.Fatal(files)
	}
	info, err := os.Stat(files[0])
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
	text, _ := os.ReadFile(files[0])
	write(t, files[0], string(text)+vcard("Eva", "", "215"))
	if _, err := h.Set("216", func(o *people.Own) { o.Name = "Uwe" }); err != nil {
		t.Fatal(err)
	}
	for n, name := range map[string]string{"214": "Tom", "215": "Eva", "216": "Uwe"} {
		h.wantName(number(n), name)
	}
}

func TestFilesAreWatched(t *testing.T) {
	h := newHouse(t)
	folder := filepath.Join(h.dir, "folder")
	write(t, filepath.Join(folder, "a.vcf"), vcard("Anna", "", "+497231260120"))
	write(t, filepath.Join(folder, "collection", "b.vcf"), vcard("Bob", "", "+497231260121"))
	write(t, filepath.Join(folder, "c.csv"), "Name;Telefon\nCleo;+497231260122\n")
	write(t, filepath.Join(folder, "readme.txt"), "hello")
	h.Use([]settings.Contacts{book("Folder", folder)})
	h.eventually("read", func() bool { return h.Books()[0].People == 3 })
	write(t, filepath.Join(folder, "d.vcf"), vcard("Dora", "", "+497231260123"))
	h.eventually("a new file", func() bool { return h.Who(number("+497231260123")).Name == "Dora" })
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	h.eventually("a problem", func() bool { return h.Books()[0].Problem != nil })
	if p := h.Books()[0].Problem; p.Code != people.NotFound {
		t.Error(p.Code)
	}
	h.wantName(number("+497231260120"), "Anna") // the last good people
}

func TestABrokenFileKeepsTheLastGoodPeople(t *testing.T) {
	h := newHouse(t)
	file := h.file("mine.vcf", vcard("Anna", "", "+497231260120")+vcard("Bob", "", "+497231260121"))
	h.Use([]settings.Contacts{book("Mine", file)})
	h.eventually("read", func() bool { return h.Books()[0].People == 2 })
	for text, code := range map[string]people.Code{
		vcard("Anna", "", "+497231260120") + "BEGIN:VCARD\nFN:B": people.Cut,
		"\x00\x01\x02 garbage": people.Unreadable,
	} {
		write(t, file, text)
		if err := h.Sync(t.Context(), ""); err != nil {
			t.Fatal(err)
		}
		if s := h.Books()[0]; s.Problem == nil || s.Problem.Code != code || s.People != 2 {
			t.Errorf("%.20q: %+v", text, s)
		}
		h.wantName(number("+497231260121"), "Bob")
	}
	write(t, file, vcard("Anna", "", "+497231260120"))
	if err := h.Sync(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	h.wantName(number("+497231260121"), "")
	if s := h.Books()[0]; s.Problem != nil {
		t.Error(s.Problem)
	}
}

// A named pipe would hold up whoever opens it.
func TestWhatIsNoFileIsNotOpened(t *testing.T) {
	h := newHouse(t, book("Null", os.DevNull))
	if p := h.Books()[0].Problem; p == nil || p.Code != people.Unreadable {
		t.Error(p)
	}
}

func modeOf(t testing.TB, file string) os.FileMode {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}
