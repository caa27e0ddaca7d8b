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
	maxRounds = 1000 // answers to one question for changes
	batch     = 200  // cards in one request
	cardPause = 15 * time.Minute
)

// davBook is one address book of a server, and which state of it we have.
type davBook struct {
	URL   string  `json:"url"`
	Token string  `json:"token,omitempty"` // of sync-collection
	CTag  string  `json:"ctag,omitempty"`  // where the server has no tokens
	Full  bool    `json:"full,omitempty"`  // it has more cards than we read
	Mark  davMark `json:"mark,omitzero"`
}

// cardDAV reads all address books of a server, or one.
type cardDAV struct {
	conf settings.Contacts
	need need

	// during a reading
	sum   map[string]row // all cards, by address
	album *pictures
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
	c.album = c.need.cache.album()
	defer func() { c.sum, c.album = nil, nil }()
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
	changed, moved := false, false
	for i := range head.Books {
		was := head.Books[i]
		fresh, err := c.updateBook(ctx, s, &head.Books[i], report)
		changed, moved = changed || fresh, moved || head.Books[i] != was
		if p := problemOf(err); p != nil {
			if p.Code == NotFound && len(c.need.cache.head().Books) > 0 {
				_ = c.need.cache.write(kept{Updated: head.Updated}, maps.Values(c.all()))
			}
			return nil, false, err
		}
	}
	var people []Person
	if changed || moved {
		people, head.Full = c.people()
		head.Full = head.Full || slices.ContainsFunc(head.Books, func(b davBook) bool { return b.Full })
		head.Updated = time.Now()
		if err := c.need.cache.write(head, sorted(c.all())); err != nil {
			return nil, false, err
		}
	}
	if head.Full {
		return people, changed, errTooMany
	}
	return people, changed, nil
}

// people are those of all books; full reports that there are more.
func (c *cardDAV) people() (people []Person, full bool) {
	for r := range sorted(c.all()) {
		switch {
		case len(r.Numbers) == 0:
		case len(people) >= maxPeople:
			return people, true
		default:
			people = append(people, r.compact())
		}
	}
	return people, false
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

// updateBook first checks whether anything has changed, if the server can say so cheaply. A book that is read for the
// first time is then fetched whole.
func (c *cardDAV) updateBook(ctx context.Context, s *site, b *davBook, report progress) (changed bool, err error) {
	u, err := s.resolve(s.origin, b.URL)
	if err != nil {
		return false, err
	}
	was, asked := b.Mark, b.Mark.asked(time.Now())
	if asked {
		if b.Mark.Time, err = s.modified(ctx, u); err != nil {
			return false, err
		}
		if was.Settled && b.Mark.Time == was.Time {
			return false, nil
		}
	}
	began := time.Now()
	if first := b.Token == "" && b.CTag == "" && was.Checked.IsZero(); first && b.Mark.Time != "" {
		changed = c.everything(ctx, s, u, report)
	}
	if !changed {
		if changed, err = c.updateCards(ctx, s, u, b, report); err != nil {
			return false, err
		}
	}
	at := s.date.Add(-time.Since(began)) // as the server's clock was
	if changed && !asked && !was.Useless {
		if b.Mark.Time, err = s.modified(ctx, u); err != nil {
			return false, err
		}
	}
	b.Mark.compared(at, was.Useless || b.Mark.Time == "" || changed && was.Settled && b.Mark.Time == was.Time)
	return changed, nil
}

// everything reads all cards of a book with one question; false where that fails, or may not be all.
func (c *cardDAV) everything(ctx context.Context, s *site, book *url.URL, report progress) bool {
	fresh, whole := map[string]row{}, true
	_, _, err := s.ask(ctx, "REPORT", book, "1", `<C:addressbook-query `+davNames+`>`+cardProps+
		`<C:filter/></C:addressbook-query>`, func(r davResponse) error {
		href, err := s.path(book, r.Href)
		p := r.props()
		switch {
		case err != nil:
			return err
		case p.Card == "" || p.ETag == "" || strings.Contains(r.Status, " 507"): // there is more
			whole = false
		case len(fresh) >= maxPeople:
			return errTooMuch
		default:
			fresh[href] = row{Person: personOf(p.Card, c.album), Href: href, ETag: p.ETag}
			report(len(fresh), 0)
		}
		return nil
	})
	whole = whole && err == nil && len(fresh) > 0
	if whole {
		maps.DeleteFunc(c.all(), func(href string, _ row) bool { return strings.HasPrefix(href, onePath(book)) })
	}
	maps.Copy(c.all(), fresh)
	return whole
}

// updateCards asks for changes since the last token; without one, or where the server has forgotten it, for
// all cards' states.
func (c *cardDAV) updateCards(ctx context.Context, s *site, u *url.URL, b *davBook, report progress) (bool, error) {
	if b.Token != "" {
		changes, err := c.changes(ctx, s, u, b.Token)
		if err == nil {
			return c.carryOut(ctx, s, u, b, changes, report)
		}
		if p := problemOf(err); !p.forgotten() {
			return false, err
		}
		b.Token = ""
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
	b.Full = false
	return c.carryOut(ctx, s, u, b, changes, report)
}

// forgotten reports whether a server may mean by it that it no longer knows a sync token: 403 and 409 by the book, 410
// and others in practice.
func (p *Problem) forgotten() bool {
	return p.Code == Denied || p.Code == ServerError || p.Code == NoBook || p.Code == NotFound
}

// changes is a sync-collection (RFC 6578); all cards without a token.
func (c *cardDAV) changes(ctx context.Context, s *site, book *url.URL, token string) (*davChanges, error) {
	all := &davChanges{etags: map[string]string{}, token: token}
	more := true
	for rounds := 0; more; rounds++ {
		if more = false; rounds > maxRounds {
			return nil, &Problem{Code: ServerError, Err: errors.New("there is no end of changes")}
		}
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
	all, there := &davChanges{etags: map[string]string{}}, false
	_, _, err := s.ask(ctx, "PROPFIND", book, "1",
		`<D:propfind `+davNames+`><D:prop><D:getetag/><D:resourcetype/><S:getctag/></D:prop></D:propfind>`,
		func(r davResponse) error {
			if p := r.props(); p.Type.Book != nil {
				all.ctag, there = p.CTag, true
				return nil
			}
			return all.note(s, book, r)
		})
	if err == nil && !there { // so that it doesn't pass for an empty book
		err = &Problem{Code: ServerError, Err: errors.New("the answer has nothing about the book")}
	}
	return all, err
}

// carryOut fetches what is new, and notes the book's new state only when all of it has arrived.
func (c *cardDAV) carryOut(ctx context.Context, s *site, u *url.URL, b *davBook, changes *davChanges,
	report progress) (bool, error) {
	news := len(changes.etags)+len(changes.removed) > 0
	if news {
		changes.fit(c.all())
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
	if b.Full && len(changes.removed) > 0 { // there is room for others: the next reading looks for them
		b.Token, b.CTag = "", ""
	}
	b.Full = b.Full || changes.full
	return news, nil
}

// fetchAll asks for fewer cards at once where they don't fit into one answer, because of their pictures. A card that is
// too large even alone counts as nobody.
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

// cardProps is what is asked of a card: no more, where the server can leave the rest out.
const cardProps = `<D:prop><D:getetag/><C:address-data><C:prop name="VERSION"/><C:prop name="UID"/><C:prop name="FN"/>` +
	`<C:prop name="N"/><C:prop name="NICKNAME"/><C:prop name="ORG"/><C:prop name="TEL"/><C:prop name="PHOTO"/>` +
	`</C:address-data></D:prop>`

// fetch reads cards.
func (c *cardDAV) fetch(ctx context.Context, s *site, book *url.URL, hrefs []string, etags map[string]string) error {
	var body strings.Builder
	body.WriteString(`<C:addressbook-multiget ` + davNames + `>` + cardProps)
	for _, href := range hrefs {
		body.WriteString(`<D:href>`)
		_ = xml.EscapeText(&body, []byte(href))
		body.WriteString(`</D:href>`)
	}
	body.WriteString(`</C:addressbook-multiget>`)
	_, _, err := s.ask(ctx, "REPORT", book, "1", body.String(), func(r davResponse) error {
		href, err := s.path(book, r.Href)
		if err != nil {
			return err
		}
		etag, wanted := etags[href]
		if !wanted {
			return nil
		}
		c.sum[href] = row{Person: personOf(r.props().Card, c.album), Href: href, ETag: etag}
		return nil
	})
	return err
}

// personOf is nobody for a card that has no number or can't be read. Its state is kept nevertheless, so that it isn't
// fetched again and again.
func personOf(text string, album *pictures) Person {
	var p Person
	_ = readCards(strings.NewReader(text), func(c card) bool {
		if whole, ok := c.pictured(album); ok {
			p = whole
		}
		return false
	})
	return p
}
