package people

import (
	"maps"
	"net/url"
	"slices"
	"strings"
)

// davChanges are what is to be done to have a book's present state.
type davChanges struct {
	token, ctag string
	etags       map[string]string // by address: new and changed cards, or all
	removed     []string
	full        bool // there are more than we read
}

// note takes one card's state. The book itself is in the list, too.
func (d *davChanges) note(s *site, book *url.URL, r davResponse) error {
	href, err := s.path(book, r.Href)
	if err != nil {
		return err
	}
	switch {
	case strings.TrimRight(href, "/") == strings.TrimRight(onePath(book), "/"):
	case r.gone():
		d.removed = append(d.removed, href)
	case len(d.etags) >= maxPeople:
		d.full = true
	default:
		d.etags[href] = r.props().ETag
	}
	return nil
}

// whole reduces a list of all cards to those that we don't have, and finds those that are gone.
func (d *davChanges) whole(book *url.URL, have map[string]row) {
	for href, r := range have {
		etag, there := d.etags[href]
		switch {
		case !strings.HasPrefix(href, onePath(book)):
		case !there:
			d.removed = append(d.removed, href)
		case etag == r.ETag && etag != "":
			delete(d.etags, href)
		}
	}
}

// fit leaves out new cards for which there is no room beside those that we have.
func (d *davChanges) fit(have map[string]row) {
	room := maxPeople - len(have)
	for _, href := range d.removed {
		if _, ours := have[href]; ours {
			room++
		}
	}
	for _, href := range slices.Sorted(maps.Keys(d.etags)) {
		if _, ours := have[href]; ours {
			continue
		}
		if room--; room < 0 {
			delete(d.etags, href)
			d.full = true
		}
	}
}
