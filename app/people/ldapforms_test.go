package people_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"

	"istratray/app/people"
	"istratray/app/settings"
)

// ldapPerson is an entry of a directory, with attributes by name.
func ldapPerson(request *ber.Packet, name string, attributes map[string]string) *ber.Packet {
	text := func(s string) *ber.Packet {
		return ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, s, "")
	}
	made := func(tag ber.Tag, children ...*ber.Packet) *ber.Packet {
		p := ber.Encode(ber.ClassUniversal, ber.TypeConstructed, tag, nil, "")
		for _, c := range children {
			p.AppendChild(c)
		}
		return p
	}
	all := made(ber.TagSequence)
	for attribute, value := range attributes {
		all.AppendChild(made(ber.TagSequence, text(attribute), made(ber.TagSet, text(value))))
	}
	op := ber.Encode(ber.ClassApplication, ber.TypeConstructed, ldapEntry, nil, "")
	op.AppendChild(text("cn=" + name + "," + base))
	op.AppendChild(all)
	id := ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, request.Children[0].Value, "")
	return made(ber.TagSequence, id, op)
}

// peopleDirectory has two people, and ends each answer with a result.
func peopleDirectory(t *testing.T, result int64) settings.Contacts {
	t.Helper()
	u := oddDirectory(t, func(r *ber.Packet) []*ber.Packet {
		if r.Children[1].Tag == ldapExtended { // StartTLS
			return []*ber.Packet{envelope(r, ldapExtendedDone, 2)}
		}
		return []*ber.Packet{
			ldapPerson(r, "Anna", map[string]string{"DISPLAYNAME": "Anna Keller", "telephonenumber": "+49 7231 26-120",
				"jpegPhoto": "\xff\xd8\xff\xe0\x00 no picture " + strings.Repeat("\x00\xfe", 1000)}),
			ldapPerson(r, "Bob", map[string]string{"Cn": "Bob", "MOBILE": "0171 5551234", "jpegPhoto;binary": "",
				"userCertificate;binary": "\x30\x82\x00"}),
			envelope(r, ldapSearchDone, result),
		}
	})
	return settings.Contacts{Name: "Firm", Kind: settings.LDAP, URL: u, Base: base}
}

func TestAttributesInOtherLettersAndPicturesThatAreNone(t *testing.T) {
	h := newHouse(t)
	h.Use([]settings.Contacts{peopleDirectory(t, ldap.LDAPResultSuccess)})
	h.eventually("read", func() bool { return h.Books()[0].People == 2 })
	if k := h.wantName(number("+49723126120"), "Anna Keller"); k.Picture != "" {
		t.Errorf("she has a picture: %+v", k)
	}
	h.wantName(number("01715551234"), "Bob")
}

// A directory that tells part of its people, as it has a limit, is asked for each number; the part of an answer counts.
func TestADirectoryWithALimitAnswersInPart(t *testing.T) {
	h := newHouse(t)
	h.Use([]settings.Contacts{peopleDirectory(t, ldap.LDAPResultSizeLimitExceeded)})
	h.eventually("found to be large", func() bool { return h.Books()[0].Asked })
	if status := h.Books()[0]; status.Problem != nil {
		t.Errorf("%+v", status)
	}
	for n, want := range map[string]string{"07231 26120": "Anna Keller", "01715551234": "Bob", "+4930901820": ""} {
		if k := h.Resolve(t.Context(), number(n)); k.Name != want {
			t.Errorf("%s is %+v, want %q", n, k, want)
		}
	}
}

// A login that is refused is not tried for each caller, as that locks an account: the next reading tries it again.
func TestARefusedLoginIsTriedOnce(t *testing.T) {
	var refuse atomic.Bool
	var tried atomic.Int32
	u := oddDirectory(t, func(r *ber.Packet) []*ber.Packet {
		switch {
		case r.Children[1].Tag == ldapExtended: // StartTLS
			return []*ber.Packet{envelope(r, ldapExtendedDone, 2)}
		case r.Children[1].Tag == ldapBind && refuse.Load():
			tried.Add(1)
			return []*ber.Packet{envelope(r, ldapBindDone, ldap.LDAPResultInvalidCredentials)}
		case r.Children[1].Tag == ldapBind:
			return []*ber.Packet{envelope(r, ldapBindDone, 0)}
		}
		return []*ber.Packet{ldapPerson(r, "Anna", map[string]string{"cn": "Anna", "mobile": "0171 5551234"}),
			envelope(r, ldapSearchDone, ldap.LDAPResultSizeLimitExceeded)}
	})
	h := newHouse(t)
	h.words["Firm"] = "secret"
	h.Use([]settings.Contacts{{Name: "Firm", Kind: settings.LDAP, URL: u, Base: base, Login: "cn=me," + base}})
	h.eventually("found to be large", func() bool { return h.Books()[0].Asked })
	refuse.Store(true)
	for i := range 10 {
		h.Resolve(t.Context(), number(fmt.Sprint("+4930901820", i)))
	}
	if n := tried.Load(); n != 1 {
		t.Errorf("tried %d times", n)
	}
	if s := h.sync(); s.Problem == nil || s.Problem.Code != people.WrongPassword {
		t.Errorf("%+v", s)
	}
	refuse.Store(false)
	h.sync()
	if k := h.Resolve(t.Context(), number("01715551234")); k.Name != "Anna" {
		t.Errorf("%+v", k)
	}
}

// A directory that was too large a week ago is read again once, to see whether it still is.
func TestALargeDirectoryIsReadOnceAWeek(t *testing.T) {
	var read atomic.Int32
	u := oddDirectory(t, func(r *ber.Packet) []*ber.Packet {
		switch {
		case r.Children[1].Tag == ldapExtended: // StartTLS
			return []*ber.Packet{envelope(r, ldapExtendedDone, 2)}
		case len(r.Children) > 2: // by pages
			read.Add(1)
		}
		return []*ber.Packet{ldapPerson(r, "Anna", map[string]string{"cn": "Anna", "mobile": "0171 5551234"}),
			envelope(r, ldapSearchDone, ldap.LDAPResultSizeLimitExceeded)}
	})
	h := newHouse(t)
	h.Use([]settings.Contacts{{Name: "Firm", Kind: settings.LDAP, URL: u, Base: base}})
	h.eventually("found to be large", func() bool { return h.Books()[0].Asked })
	files, _ := filepath.Glob(filepath.Join(h.dir, "cache", "*.json"))
	if len(files) != 1 {
		t.Fatal(files)
	}
	old := time.Now().AddDate(0, 0, -8).Format(time.RFC3339)
	write(t, files[0], fmt.Sprintf(`{"version":1,"updated":%q,"asked":true}`, old))
	before := read.Load()
	for range 3 {
		h.sync()
	}
	if n := read.Load() - before; n != 1 {
		t.Errorf("read %d times", n)
	}
}
