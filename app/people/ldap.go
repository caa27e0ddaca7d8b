package people

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-ldap/ldap/v3"

	"istratray/app/numbers"
	"istratray/app/settings"
)

const (
	ldapPage  = 500
	maxPages  = 2000   // some servers have smaller ones than they are asked for
	keepMost  = 20_000 // people of a directory that are kept; a larger one is asked number by number
	ldapPause = time.Hour
	askedFor  = 7 * 24 * time.Hour // how long it is taken for granted that a directory is large
	idleFor   = 30 * time.Second   // how long a connection is kept for the next number
)

// Attributes as they are called in common schemas and in Active Directory.
var (
	nameAttributes    = []string{"displayName", "cn"}
	companyAttributes = []string{"company", "o"}
	numberAttributes  = []string{"telephoneNumber", "mobile", "homePhone", "ipPhone", "otherTelephone",
		"otherMobile", "otherHomePhone"}
)

var attributeName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z][A-Za-z0-9.;-]*$`) })

// directoryServer is an LDAP directory. A small one is kept, a large one asked.
type directoryServer struct {
	conf                     settings.Contacts
	need                     need
	names, companies, phones []string
	photos                   []string // attributes
	isLarge, hasPictures     atomic.Bool

	mu    sync.Mutex // one question at a time; guards what follows
	line  *ldapLine  // kept for the next question; nil: none
	idle  *time.Timer
	album *pictures // made when it is needed
	wrong *Problem  // what only a person can put right: until the next reading nobody is asked
}

func newDirectoryServer(c settings.Contacts, n need) *directoryServer {
	d := &directoryServer{conf: c, need: n}
	d.names = attributes(c.Attributes["name"], nameAttributes)
	d.companies = attributes(c.Attributes["company"], companyAttributes)
	d.phones = attributes(c.Attributes["numbers"], numberAttributes)
	d.photos = attributes(c.Attributes["picture"], pictureAttributes)
	d.isLarge.Store(n.cache.head().Asked)
	return d
}

func attributes(chosen string, usual []string) []string {
	var names []string
	for _, name := range strings.FieldsFunc(chosen, func(r rune) bool { return r == ' ' || r == ',' }) {
		if attributeName().MatchString(name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return usual
	}
	return names
}

func (d *directoryServer) pause() time.Duration { return ldapPause }

func (d *directoryServer) large() bool { return d.isLarge.Load() }

// read reads all people, or finds that they are too many. Of a directory known to be large it only sees
// whether it answers.
func (d *directoryServer) read(ctx context.Context, report progress) ([]Person, bool, error) {
	line, err := d.dial(ctx)
	d.mu.Lock()
	d.judge(err)
	d.mu.Unlock()
	if err != nil {
		return nil, false, err
	}
	defer line.close()
	defer d.seePictures(ctx, line)
	head := d.need.cache.head()
	if head.Asked && time.Since(head.Updated) < askedFor {
		_, err := line.search(ctx, line.base, ldap.ScopeBaseObject, "(objectClass=*)", 1, nil)
		return nil, false, err
	}
	people, large, err := d.everybody(ctx, line, report)
	if err != nil {
		return nil, false, err
	}
	d.isLarge.Store(large)
	if large {
		people = nil
	}
	if !large && !head.Asked && !head.Updated.IsZero() && reflect.DeepEqual(people, d.need.cache.people()) {
		return nil, false, nil
	}
	err = d.need.cache.write(kept{Updated: time.Now(), Asked: large}, asRows(people))
	return people, true, err
}

// everyone reads page by page, up to what is kept.
func (d *directoryServer) everybody(ctx context.Context, line *ldapLine, report progress) (people []Person,
	large bool, err error) {
	filter, err := d.filter(d.present())
	if err != nil {
		return nil, false, err
	}
	paging := ldap.NewControlPaging(ldapPage)
	for pages := 1; ; pages++ {
		result, err := line.search(ctx, line.base, ldap.ScopeWholeSubtree, filter, 0, d.wanted(), paging)
		if result != nil {
			people = append(people, peopleOf(d.entriesOf(result))...)
			report(len(people), 0)
		}
		switch {
		case ldap.IsErrorAnyOf(err, ldap.LDAPResultSizeLimitExceeded, ldap.LDAPResultAdminLimitExceeded),
			len(people) > keepMost:
			return people, true, nil
		case err != nil:
			return nil, false, err
		}
		next, ok := ldap.FindControl(result.Controls, ldap.ControlTypePaging).(*ldap.ControlPaging)
		switch {
		case !ok || len(next.Cookie) == 0:
			return people, false, nil
		case pages > maxPages:
			return nil, false, &Problem{Code: ServerError, Err: errors.New("there is no end of pages")}
		}
		paging.SetCookie(next.Cookie)
	}
}

func (d *directoryServer) wanted() []string {
	all := append([]string{"givenName", "sn"}, d.names...)
	return append(append(all, d.companies...), d.phones...)
}

// present is a filter for whoever has a number.
func (d *directoryServer) present() string {
	return "(|" + each(d.phones, "*") + ")"
}

// each is a condition for each of several attributes.
func each(attributes []string, pattern string) string {
	var b strings.Builder
	for _, a := range attributes {
		fmt.Fprintf(&b, "(%s=%s)", a, pattern)
	}
	return b.String()
}

// filter adds the user's own.
func (d *directoryServer) filter(condition string) (string, error) {
	own := strings.TrimSpace(d.conf.Filter)
	if own == "" {
		return condition, nil
	}
	if !strings.HasPrefix(own, "(") {
		own = "(" + own + ")"
	}
	filter := "(&" + own + condition + ")"
	if _, err := ldap.CompileFilter(filter); err != nil {
		return "", &Problem{Code: BadFilter, Err: err}
	}
	return filter, nil
}

func peopleOf(entries []listed) []Person {
	people := make([]Person, 0, len(entries))
	for _, e := range entries {
		people = append(people, e.Person)
	}
	return people
}

// listed is a person, and where a directory has them.
type listed struct {
	Person
	dn string
}

func (d *directoryServer) entriesOf(result *ldap.SearchResult) []listed {
	var people []listed
	for _, e := range result.Entries {
		p := Person{Name: first(e, d.names), Company: first(e, d.companies)}
		p.Name = cmp.Or(p.Name, strings.TrimSpace(value(e, "givenName")+" "+value(e, "sn")))
		for _, a := range d.phones {
			p.Numbers = append(p.Numbers, e.GetEqualFoldAttributeValues(a)...)
		}
		if p, ok := p.cleaned(); ok {
			people = append(people, listed{p, e.DN})
		}
	}
	return people
}

func value(e *ldap.Entry, name string) string { return e.GetEqualFoldAttributeValue(name) }

func first(e *ldap.Entry, names []string) string {
	for _, name := range names {
		if v := strings.TrimSpace(value(e, name)); v != "" {
			return v
		}
	}
	return ""
}

const (
	tellingDigits = 8  // of a number's end, to look for
	spacedDigits  = 7  // … where anything may be between the digits
	mostAnswers   = 50 // people for one number
)

// ask looks for whoever has a number: as directories index them, and if that finds nobody with whatever
// people write between digits.
func (d *directoryServer) ask(ctx context.Context, key string, book *numbers.Book) ([]Person, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, pattern := range patterns(key) {
		filter, err := d.filter("(|" + each(d.phones, pattern) + ")")
		if err != nil {
			return nil, err
		}
		entries, err := d.question(ctx, filter)
		if err != nil {
			return nil, err
		}
		x := newIndex(peopleOf(entries), book)
		found := x.exact(key)
		if len(found) == 0 {
			found = x.alike(key, book)
		}
		if len(found) > 0 {
			return found, d.addPictures(ctx, found, entries)
		}
	}
	return nil, nil
}

func patterns(key string) []string {
	digits := numbers.Digits(key)
	if len(digits) < spacedDigits {
		return []string{digits}
	}
	tail := digits[len(digits)-min(len(digits), tellingDigits):]
	spaced := "*" + strings.Join(strings.Split(digits[len(digits)-spacedDigits:], ""), "*")
	return []string{"*" + tail, spaced}
}

// question uses the connection of the last one where it still holds. It is called with mu held.
func (d *directoryServer) question(ctx context.Context, filter string) ([]listed, error) {
	again := d.line != nil
	for {
		if err := d.connected(ctx); err != nil {
			return nil, err
		}
		result, err := d.line.search(ctx, d.line.base, ldap.ScopeWholeSubtree, filter, mostAnswers, d.wanted())
		if err == nil || ldap.IsErrorWithCode(err, ldap.LDAPResultSizeLimitExceeded) {
			d.keepLine()
			return d.entriesOf(result), nil
		}
		d.dropLine()
		if !again || ctx.Err() != nil || !errors.As(err, new(*ldap.Error)) {
			return nil, err
		}
		again = false
	}
}

// connected makes a connection if there is none, unless a reading has to succeed first: a login that is refused for
// each caller gets locked. It is called with mu held.
func (d *directoryServer) connected(ctx context.Context) error {
	switch {
	case d.line != nil:
		return nil
	case d.wrong != nil:
		return d.wrong
	}
	line, err := d.dial(ctx)
	if err != nil {
		d.judge(err)
		return err
	}
	d.line = line
	return nil
}

// judge notes whether an error is one that only a person can put right. It is called with mu held.
func (d *directoryServer) judge(err error) {
	d.wrong = nil
	if p := problemOf(err); p != nil && p.needsPerson() {
		d.wrong = p
	}
}

func (d *directoryServer) keepLine() {
	if d.idle == nil {
		d.idle = time.AfterFunc(idleFor, d.hangUp)
		return
	}
	d.idle.Reset(idleFor)
}

func (d *directoryServer) dropLine() {
	if d.line != nil {
		d.line.close()
		d.line = nil
	}
}

func (d *directoryServer) hangUp() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.dropLine()
}

// dial connects and signs in.
func (d *directoryServer) dial(ctx context.Context) (*ldapLine, error) {
	u, err := url.Parse(d.conf.URL)
	if err != nil {
		return nil, &Problem{Code: NotFound, Err: err}
	}
	password := ""
	if d.conf.Login != "" {
		if password, err = d.need.password(ctx); err != nil {
			return nil, passwordProblem(err)
		}
		if password == "" { // a server would take that for an anonymous login, and agree
			return nil, &Problem{Code: NoPassword}
		}
	}
	line, err := connect(ctx, u, trust(u.Hostname(), d.conf.PinnedKey, d.need.extraCAs),
		d.conf.PinnedKey != "", password != "")
	if err != nil {
		return nil, err
	}
	if err := line.open(ctx, d.conf.Login, password, d.conf.Base); err != nil {
		line.close()
		return nil, err
	}
	return line, nil
}
