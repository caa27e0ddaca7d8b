package settings

import (
	"encoding/json"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The kinds of address books.
const (
	VCard   = "vcard" // a file or folder of vCards, or a CSV file
	CardDAV = "carddav"
	LDAP    = "ldap"
	System  = "system" // the desktop's own
)

// maxContacts bounds the list of address books.
const maxContacts = 50

// Contacts is one address book. Its password, if it has one, is in the keyring under its name.
type Contacts struct {
	Name  string `json:"name"` // unique
	Kind  string `json:"kind"`
	Path  string `json:"path,omitempty"`  // vcard: absolute
	URL   string `json:"url,omitempty"`   // carddav: https or http; ldap: ldap (with StartTLS) or ldaps
	Login string `json:"login,omitempty"` // carddav: user; ldap: DN; "" = anonymous

	Base   string `json:"base,omitempty"`   // ldap: where people are
	Filter string `json:"filter,omitempty"` // ldap: who counts; "" = who has a telephone number
	// ldap: name, company, numbers, picture (by spaces), where they aren't the usual ones
	Attributes map[string]string `json:"attributes,omitempty"`
	// accepted fingerprint of a self-signed server; "" = none
	PinnedKey string `json:"pinnedKey,omitempty"`
}

// UnmarshalJSON starts afresh: decoding a list writes over what it held, and would mix two books.
func (c *Contacts) UnmarshalJSON(text []byte) error {
	type plain Contacts
	var fresh plain
	err := json.Unmarshal(text, &fresh)
	*c = Contacts(fresh)
	return err
}

// CallerPage is a page for a caller in the browser, such as a CRM's. In the address {number}, {name} and
// {id} are replaced.
type CallerPage struct {
	Label string `json:"label"` // of the button; "" = a standard one
	URL   string `json:"url"`   // "" = none
}

func usableContacts(list []Contacts) bool {
	names := map[string]bool{}
	for _, c := range list {
		if names[c.Name] || !c.Usable() {
			return false
		}
		names[c.Name] = true
	}
	return len(list) <= maxContacts
}

// Usable reports whether an address book has all that its kind needs.
func (c Contacts) Usable() bool {
	if !isName(c.Name) {
		return false
	}
	switch c.Kind {
	case VCard:
		return filepath.IsAbs(c.Path) && !strings.ContainsRune(c.Path, 0)
	case CardDAV:
		return isAddress(c.URL, "https", "http")
	case LDAP:
		return isAddress(c.URL, "ldap", "ldaps")
	}
	return c.Kind == System
}

// isName is for names that are shown, typed and part of a keyring entry.
func isName(name string) bool {
	return name != "" && name == strings.TrimSpace(name) && utf8.RuneCountInString(name) <= 64 &&
		!strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsGraphic(r) || r == utf8.RuneError })
}

// isAddress asks for a host, and that no login or password is in the address.
func isAddress(text string, schemes ...string) bool {
	u, err := url.Parse(text)
	return err == nil && slices.Contains(schemes, strings.ToLower(u.Scheme)) && u.Hostname() != "" && u.User == nil
}

// PageFault is what is wrong with a CallerPage.
type PageFault int

// The faults.
const (
	PageGood   PageFault = iota
	PageScheme           // not an address with https or http
	PageHost             // what is filled in could change the host
	PageLong             // the address has more than 2000 bytes, or the label more than 64 characters
)

// Fault is what is wrong with the page, if anything is. No page at all is a good one.
func (p CallerPage) Fault() PageFault {
	switch {
	case p.URL == "":
		return PageGood
	case len(p.URL) > 2000 || utf8.RuneCountInString(p.Label) > 64:
		return PageLong
	}
	one, err := url.Parse(filled(p.URL, "1"))
	if err != nil || !isAddress(filled(p.URL, "1"), "https", "http") {
		return PageScheme
	}
	two, err := url.Parse(filled(p.URL, "2"))
	if err != nil || two.Scheme != one.Scheme || two.Host != one.Host {
		return PageHost
	}
	return PageGood
}

// Unknown is the first placeholder in the page's address that nothing is filled in for, such as {phone}; "" if there is
// none. The address is usable all the same: braces may be a server's own.
func (p CallerPage) Unknown() string {
	for _, piece := range strings.Split(p.URL, "{")[1:] {
		name, _, closed := strings.Cut(piece, "}")
		if found := "{" + name + "}"; closed && !strings.Contains(name, "/") && filled(found, "") == found {
			return found
		}
	}
	return ""
}

// filled is an address with one value in all places.
func filled(page, value string) string {
	return strings.NewReplacer("{number}", value, "{name}", value, "{id}", value).Replace(page)
}
