package people

import (
	"context"
	"encoding/xml"
	"errors"
	"iter"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"istratray/app/settings"
)

const (
	maxBooks  = 50
	batch     = 200 // cards in one request
	cardPause = 15 * time.Minute
)

// davBook is one address book of a server, and which state of it we have.
type davBook struct {
	URL   string `json:"url"`
	Token string `json:"token,omitempty"` // of sync-collection
	CTag  string `json:"ctag,omitempty"`  // where the server has no tokens
}

// cardDAV reads all address books of a server, or one.
type cardDAV struct {
	conf settings.Contacts
	need need
	sum  map[string]row // during a reading: all cards, by address
}

func newCardDAV(c settings.Contacts, n need) *cardDAV { return &cardDAV{conf: c, need: n} }

func (c *cardDAV) pause() time.Duration { return cardPause }

// read asks each book what has changed since the last time, which mostly is one request, and fetches that.
func (c *cardDAV) read(ctx context.Context, report progress) ([]Person, bool, error) {
	root, err := url.Parse(c.conf.URL)
	if err != nil {
		return nil, false, &Problem{Code: NotFound, Err: err}
	}
	s := newSite(root, c.conf.PinnedKey, c.need.extraCAs)
	defer s.close()
	if s.login = c.conf.Login; s.login != "" {
		if s.password, err = c.need.password(ctx); err != nil {
			return nil, false, passwordProblem(err)
		}
	}
	head := c.need.cache.head()
	if len(head.Books) == 0 {
		if head.Books, err = s.find(ctx, root); err != nil {
			return nil, false, err
		}
	}
	defer func() { c.sum = nil }()
	return c.update(ctx, s, head, report)
}

func passwordProblem(err error) *Problem {
	if errors.Is(err, ErrNoPassword) {
		return &Problem{Code: NoPassword, Err: err}
	}
	return &Problem{Code: KeyringProblem, Err: err}
}

// update brings the cache up to date. Where a book's address is gone, the books are looked for next time.
func (c *cardDAV) update(ctx context.Context, s *site, head kept, report progress) ([]Person, bool, error) {
	changed := false
	for i := range head.Books {
		fresh, err := c.updateBook(ctx, s, &head.Books[i], report)
		changed = changed || fresh
		if p := problemOf(err); p != nil {
			if p.Code == NotFound && len(c.need.cache.head().Books) > 0 {
				_ = c.need.cache.write(kept{Updated: head.Updated}, maps.Values(c.all()))
			}
			return nil, false, err
		}
	}
	if !changed {
		return nil, false, nil
	}
	head.Updated = time.Now()
	if err := c.need.cache.write(head, sorted(c.all())); err != nil {
		return nil, false, err
	}
	var people []Person
	for r := range sorted(c.all()) {
		if len(r.Numbers) > 0 && len(people) < maxPeople {
			people = append(people, r.compact())
		}
	}
	return people, true, nil
}

// sorted gives people one order, whatever order they came in.
func sorted(rows map[string]row) iter.Seq[row] {
	return mapped(slices.Values(slices.Sorted(maps.Keys(rows))), func(href string) row { return rows[href] })
}

// all are the cards, read from the cache when they are first needed.
func (c *cardDAV) all() map[string]row {
	if c.sum == nil {
		c.sum = map[string]row{}
		for r := range c.need.cache.rows() {
			c.sum[r.Href] = r
		}
	}
	return c.sum
}

// updateBook asks for changes since the last token; without one, or where the server has forgotten it, for
// all cards' states.
func (c *cardDAV) updateBook(ctx context.Context, s *site, b *davBook, report progress) (bool, error) {
	u, err := s.resolve(s.origin, b.URL)
	if err != nil {
		return false, err
	}
	if b.Token != "" {
		changes, err := c.changes(ctx, s, u, b.Token)
		if err == nil {
			return c.carryOut(ctx, s, u, b, changes, report)
		}
		if p := problemOf(err); p.Code != Denied && p.Code != ServerError && p.Code != NoBook {
			return false, err
		}
		b.Token = "" // the server has forgotten it
	}
	changes, err := c.changes(ctx, s, u, "")
	if p := problemOf(err); p != nil && (p.Code == NoBook || p.Code == Denied || p.Code == ServerError) {
		changes, err = c.states(ctx, s, u)
	}
	if err != nil {
		return false, err
	}
	if changes.ctag != "" && changes.ctag == b.CTag {
		return false, nil
	}
	changes.whole(u, c.all())
	return c.carryOut(ctx, s, u, b, changes, report)
}

// davChanges are what is to be done to have a book's present state.
type davChanges struct {
	token, ctag string
	etags       map[string]string // by address: new and changed cards, or all
	removed     []string
}

// changes is a sync-collection (RFC 6578); all cards without a token.
func (c *cardDAV) changes(ctx context.Context, s *site, book *url.URL, token string) (*davChanges, error) {
	all := &davChanges{etags: map[string]string{}, token: token}
	for more := true; more; {
		more = false
		var text strings.Builder
		_ = xml.EscapeText(&text, []byte(all.token))
		next, _, err := s.ask(ctx, "REPORT", book, "1", `<D:sync-collection `+davNames+`><D:sync-token>`+text.String()+
			`</D:sync-token><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>`,
			func(r davResponse) error {
				more = more || strings.Contains(r.Status, " 507") // there is more than fits into one answer
				return all.note(s, book, r)
			})
		if err != nil {
			return nil, err
		}
		if next == "" || next == all.token && more {
			return nil, &Problem{Code: ServerError, Err: errors.New("the server gives no sync token")}
		}
		all.token = next
	}
	return all, nil
}

// states is for servers without sync-collection: a list of all cards with their ETags.
func (c *cardDAV) states(ctx context.Context, s *site, book *url.URL) (*davChanges, error) {
	all := &davChanges{etags: map[string]string{}}
	_, _, err := s.ask(ctx, "PROPFIND", book, "1",
		`<D:propfind `+davNames+`><D:prop><D:getetag/><D:resourcetype/><S:getctag/></D:prop></D:propfind>`,
		func(r davResponse) error {
			if p := r.props(); p.Type.Book != nil {
				all.ctag = p.CTag
				return nil
			}
			return all.note(s, book, r)
		})
	return all, err
}

// note takes one card's state. The book itself is in the list, too.
func (d *davChanges) note(s *site, book *url.URL, r davResponse) error {
	u, err := s.resolve(book, r.Href)
	if err != nil {
		return err
	}
	href := u.EscapedPath()
	switch {
	case strings.TrimRight(href, "/") == strings.TrimRight(book.EscapedPath(), "/"):
	case r.gone():
		d.removed = append(d.removed, href)
	case len(d.etags) >= maxPeople:
		return errTooMuch
	default:
		d.etags[href] = r.props().ETag
	}
	return nil
}

// whole leaves of a list of all cards those that we don't have, and finds those that are gone.
func (d *davChanges) whole(book *url.URL, have map[string]row) {
	for href, r := range have {
		etag, there := d.etags[href]
		switch {
		case !strings.HasPrefix(href, book.EscapedPath()):
		case !there:
			d.removed = append(d.removed, href)
		case etag == r.ETag && etag != "":
			delete(d.etags, href)
		}
	}
}

// carryOut fetches what is new, and notes the book's new state only when all of it has arrived.
func (c *cardDAV) carryOut(ctx context.Context, s *site, u *url.URL, b *davBook, changes *davChanges,
	report progress) (bool, error) {
	news := b.Token != changes.token || b.CTag != changes.ctag || len(changes.etags)+len(changes.removed) > 0
	if len(changes.etags)+len(changes.removed) > 0 {
		c.all()
	}
	total, done := len(changes.etags), 0
	for hrefs := range slices.Chunk(slices.Sorted(maps.Keys(changes.etags)), batch) {
		if err := c.fetchAll(ctx, s, u, hrefs, changes.etags); err != nil {
			return false, err
		}
		done += len(hrefs)
		report(done, total)
	}
	for _, href := range changes.removed {
		delete(c.all(), href)
	}
	b.Token, b.CTag = changes.token, changes.ctag
	return news, nil
}

// fetchAll asks for fewer cards at once where they don't fit into one answer, because of pictures that the
// server can't leave out. A card that is too large by itself is no one.
func (c *cardDAV) fetchAll(ctx context.Context, s *site, book *url.URL, hrefs []string, etags map[string]string) error {
	err := c.fetch(ctx, s, book, hrefs, etags)
	switch half := len(hrefs) / 2; {
	case !errors.Is(err, errTooMuch):
		return err
	case half > 0:
		if err := c.fetchAll(ctx, s, book, hrefs[:half], etags); err != nil {
			return err
		}
		return c.fetchAll(ctx, s, book, hrefs[half:], etags)
	}
	c.sum[hrefs[0]] = row{Href: hrefs[0], ETag: etags[hrefs[0]]}
	return nil
}

// fetch reads cards, without the pictures where the server can leave them out.
func (c *cardDAV) fetch(ctx context.Context, s *site, book *url.URL, hrefs []string, etags map[string]string) error {
	var body strings.Builder
	body.WriteString(`<C:addressbook-multiget ` + davNames + `><D:prop><D:getetag/><C:address-data>`)
	for _, name := range []string{"VERSION", "UID", "FN", "N", "NICKNAME", "ORG", "TEL"} {
		body.WriteString(`<C:prop name="` + name + `"/>`)
	}
	body.WriteString(`</C:address-data></D:prop>`)
	for _, href := range hrefs {
		body.WriteString(`<D:href>`)
		_ = xml.EscapeText(&body, []byte(href))
		body.WriteString(`</D:href>`)
	}
	body.WriteString(`</C:addressbook-multiget>`)
	_, _, err := s.ask(ctx, "REPORT", book, "1", body.String(), func(r davResponse) error {
		u, err := s.resolve(book, r.Href)
		if err != nil {
			return err
		}
		href := u.EscapedPath()
		etag, wanted := etags[href]
		if !wanted {
			return nil
		}
		c.sum[href] = row{Person: personOf(r.props().Card), Href: href, ETag: etag}
		return nil
	})
	return err
}

// personOf is no one for a card without a number, or that can't be read: its state is kept all the same,
// so that it isn't fetched again and again.
func personOf(text string) Person {
	var p Person
	_ = readCards(strings.NewReader(text), func(c card) bool {
		if whole, ok := c.whole(); ok {
			p = whole
		}
		return false
	})
	return p
}
