package people_test

import (
	"slices"
	"testing"

	"istratray/app/people"
	"istratray/app/settings"
)

const (
	desk   = "+497231123405"
	mobile = "+4915112345678"
)

// TestMarksAreAboutThePerson: what is said of one number of a person is changed and taken back by way of any
// other, and what is about the other number alone doesn't hide it.
func TestMarksAreAboutThePerson(t *testing.T) {
	h := newHouse(t)
	h.Use([]settings.Contacts{book("b", h.file("b.vcf", vcard("Zoe Book", "", desk, mobile)))})
	h.eventually("read", func() bool { return h.Who(people.Party{Number: desk}).Name != "" })
	both := func(what string, want people.Known) {
		t.Helper()
		for _, number := range []string{desk, mobile} {
			k := h.Who(people.Party{Number: number})
			if k.Note != want.Note || k.VIP != want.VIP || k.Muted != want.Muted {
				t.Errorf("%s: %s is %+v, want %+v", what, number, k, want)
			}
		}
	}
	h.set(t, desk, func(o *people.Own) { o.Muted, o.Note = true, "rings at noon" })
	both("said", people.Known{Muted: true, Note: "rings at noon"})
	h.set(t, mobile, func(o *people.Own) { o.Favourite = true })
	both("a favourite", people.Known{Muted: true, Note: "rings at noon"})
	h.set(t, mobile, func(o *people.Own) { o.VIP = true })
	both("a VIP, too", people.Known{Muted: true, VIP: true, Note: "rings at noon"})
	h.set(t, mobile, func(o *people.Own) { o.Muted = false })
	both("heard again", people.Known{VIP: true, Note: "rings at noon"})
	h.set(t, mobile, func(o *people.Own) { o.Note = "" })
	both("no note", people.Known{VIP: true})
	h.set(t, desk, func(o *people.Own) { o.VIP = false })
	both("nothing", people.Known{})
}

// TestARenamedSharedNumberHasMarksOfItsOwn: it is not known whose other numbers belong to it.
func TestARenamedSharedNumberHasMarksOfItsOwn(t *testing.T) {
	h := newHouse(t)
	h.Use([]settings.Contacts{book("b", h.file("b.vcf", vcard("Zoe", "", desk, mobile)+vcard("Yan", "", desk)))})
	h.eventually("read", func() bool { return h.Who(people.Party{Number: desk}).Others == 1 })
	h.set(t, mobile, func(o *people.Own) { o.Muted = true })
	h.set(t, desk, func(o *people.Own) { o.Name = "The office" })
	if k := h.Who(people.Party{Number: desk}); k.Muted || k.Name != "The office" {
		t.Errorf("the shared number is %+v", k)
	}
}

// TestFavouritesKeepTheirOrder when something else is said of one of them.
func TestFavouritesKeepTheirOrder(t *testing.T) {
	h := newHouse(t)
	for _, number := range []string{"201", "202", "203"} {
		h.set(t, number, func(o *people.Own) { o.Favourite = true })
	}
	h.set(t, "201", func(o *people.Own) { o.Note = "mornings" })
	if got, want := h.Favourites(), []string{"201", "202", "203"}; !slices.Equal(got, want) {
		t.Errorf("favourites are %v, want %v", got, want)
	}
}

func (h *house) set(t *testing.T, number string, change func(*people.Own)) {
	t.Helper()
	if _, err := h.Set(number, change); err != nil {
		t.Fatal(err)
	}
}

// Where no country is known, what was said of a number counts however it is written; and a name of one's own is none
// of the book's.
func TestMarksWithoutACountry(t *testing.T) {
	h := newHouse(t)
	h.SetCountry("")
	h.Use([]settings.Contacts{book("Mine", h.file("mine.vcf",
		vcard("Anna", "Firm", "+33 4 93 00 11 22", "+33 6 12 34 56 78")))})
	h.eventually("read", func() bool { return h.Books()[0].People == 1 })
	for _, said := range []string{"0493001122", "+33493001122", "0612345678"} {
		if _, err := h.Set(said, func(o *people.Own) { o.Note, o.Favourite = "of "+said, true }); err != nil {
			t.Fatal(err)
		}
		for _, asked := range []string{"0493001122", "+33493001122", "0033493001122", "+33612345678", "0612345678"} {
			if k := h.Who(number(asked)); k.Name != "Anna" || k.Note != "of "+said {
				t.Errorf("said of %s, asked for %s: %+v", said, asked, k)
			}
		}
	}
	if n := len(h.Favourites()); n != 2 {
		t.Errorf("%d favourites, of two numbers", n)
	}
	if _, err := h.Set("+33493001122", func(o *people.Own) { o.Name = "Anni" }); err != nil {
		t.Fatal(err)
	}
	if k := h.Who(number("0493001122")); k.Name != "Anni" || k.Source != "" || k.Company != "Firm" {
		t.Errorf("renamed: %+v", k)
	}
}
