package people

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"istratray/app/numbers"
	"istratray/app/settings"
)

// Options are what a Directory needs of the world around it.
type Options struct {
	CacheDir string // the last good people of each book
	OwnDir   string // what the user said about callers, a file an account
	ExtraCAs []byte // authorities to trust as well, in PEM form

	// Password gives the password of the address book of that name; ErrNoPassword where none is kept.
	Password func(ctx context.Context, name string) (string, error)
	// Changed tells that answers of Who may differ from before. It must not block.
	Changed func()
	Logger  *slog.Logger
	Now     func() time.Time // nil: time.Now
}

// Errors of a Directory.
var (
	ErrNoPassword = errors.New("no password is kept for this address book")
	ErrNoNumber   = errors.New("this is no telephone number")
	ErrNoAccount  = errors.New("nobody is signed in")
)

// Directory knows people. Make it with New, and let it live in Run.
type Directory struct {
	opts    Options
	log     *slog.Logger
	current atomic.Pointer[view]

	mu      sync.Mutex // guards what follows
	ctx     context.Context
	keepers []*keeper
	own     *ownFile
	numbers *numbers.Book
	line    Line
	running sync.WaitGroup // added to with mu held
}

// New makes a directory without address books.
func New(opts Options) *Directory {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	if opts.Changed == nil {
		opts.Changed = func() {}
	}
	d := &Directory{opts: opts, log: opts.Logger, own: &ownFile{}, numbers: numbers.NewBook("")}
	d.renew()
	return d
}

// Run keeps the address books up to date until ctx ends.
func (d *Directory) Run(ctx context.Context) error {
	d.mu.Lock()
	d.ctx = ctx
	for _, k := range d.keepers {
		d.start(k)
	}
	d.mu.Unlock()
	<-ctx.Done()
	d.settled()
	d.running.Wait()
	return nil
}

// settled returns when nobody who began before ctx ended is in start any more.
func (d *Directory) settled() {
	d.mu.Lock()
	defer d.mu.Unlock()
}

// start is called with mu held.
func (d *Directory) start(k *keeper) {
	if d.ctx == nil || d.ctx.Err() != nil {
		return
	}
	var ctx context.Context
	ctx, k.stop = context.WithCancel(d.ctx)
	d.running.Go(func() { k.run(ctx) })
}

// Use makes these the address books, in this order. Unchanged ones keep running.
func (d *Directory) Use(list []settings.Contacts) {
	d.mu.Lock()
	var next []*keeper
	for _, c := range list {
		at := slices.IndexFunc(d.keepers, func(k *keeper) bool { return same(k.conf, c) })
		if at >= 0 {
			next = append(next, d.keepers[at])
			continue
		}
		k := newKeeper(d, c)
		next = append(next, k)
		d.start(k)
	}
	for _, k := range d.keepers {
		if !slices.Contains(next, k) {
			again := slices.ContainsFunc(next, func(n *keeper) bool { return n.cache == k.cache })
			k.remove(!again)
		}
	}
	d.keepers = next
	d.mu.Unlock()
	d.changed()
}

func same(a, b settings.Contacts) bool {
	return fmt.Sprintf("%q", a) == fmt.Sprintf("%q", b)
}

// Has reports whether an address book is in use just as it is here.
func (d *Directory) Has(c settings.Contacts) bool {
	k := d.keeper(c.Name)
	return k != nil && same(k.conf, c)
}

// HasName reports whether there is an address book of that name.
func (d *Directory) HasName(name string) bool { return d.keeper(name) != nil }

// SetCountry sets the country of numbers without a country code. Answers change only when it is another.
func (d *Directory) SetCountry(country string) {
	book := numbers.NewBook(country)
	d.mu.Lock()
	if d.numbers.Country() == book.Country() {
		d.mu.Unlock()
		return
	}
	d.numbers = book
	keepers := slices.Clone(d.keepers)
	d.mu.Unlock()
	for _, k := range keepers {
		k.rebuild()
	}
	d.changed()
}

// SetLine sets the user's own line.
func (d *Directory) SetLine(l Line) {
	d.mu.Lock()
	changed := d.line != l
	d.line = l
	d.mu.Unlock()
	if changed {
		d.changed()
	}
}

// SetAccount switches to what the user of an account said about callers; "" is no account.
func (d *Directory) SetAccount(account string) {
	d.mu.Lock()
	next := ownFileOf(d.opts.OwnDir, account)
	if next.file == d.own.file {
		d.mu.Unlock()
		return
	}
	if err := next.refresh(); err != nil {
		d.log.Error("people", "err", err)
	}
	d.own = next
	d.mu.Unlock()
	d.changed()
}

func (d *Directory) book() *numbers.Book {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.numbers
}

// changed makes new answers out of what has changed, and calls Options.Changed.
func (d *Directory) changed() {
	d.renew()
	d.opts.Changed()
}

func (d *Directory) renew() {
	d.mu.Lock()
	defer d.mu.Unlock()
	v := &view{book: d.numbers, line: d.line, said: newSaid(d.own.byKey(d.numbers))}
	for _, k := range d.keepers {
		v.books = append(v.books, bookView{k.conf.Name, k.people(), k.asks, k.cache.dir()})
	}
	d.current.Store(v)
}

// Who returns what is known of a party, without waiting: a directory that is queried number by number may know more
// later, which Changed reports.
func (d *Directory) Who(p Party) Known { return d.current.Load().who(p, d.opts.Now()) }

// Key is the identity of a number; "" where there is none.
func (d *Directory) Key(p Party) string { return d.current.Load().key(p) }

// Resolve is Who after asking the directories that have to be asked, for as long as ctx allows.
func (d *Directory) Resolve(ctx context.Context, p Party) Known {
	v := d.current.Load()
	known := v.who(p, d.opts.Now())
	for _, b := range v.books {
		switch {
		case b.asks == nil:
		case b.asks.from.large() && known.Source == "":
			b.asks.resolve(ctx, v.key(p), v.book, d.opts.Now())
		case known.Source == b.name && known.Picture == "" && known.Others == 0 && b.asks.from.pictured():
			b.asks.resolve(ctx, known.Numbers[0], v.book, d.opts.Now())
		}
	}
	return d.Who(p)
}

// Books is the state of the address books, in their order.
func (d *Directory) Books() []Status {
	d.mu.Lock()
	keepers := slices.Clone(d.keepers)
	d.mu.Unlock()
	all := make([]Status, 0, len(keepers))
	for _, k := range keepers {
		all = append(all, k.now())
	}
	return all
}

// Sync reads all address books now, or only the one of a name, and returns when that is done.
func (d *Directory) Sync(ctx context.Context, name string) error {
	d.mu.Lock()
	keepers := slices.Clone(d.keepers)
	running := d.ctx
	d.mu.Unlock()
	if running == nil || running.Err() != nil {
		return context.Canceled
	}
	var waiting []<-chan struct{}
	for _, k := range keepers {
		if name == "" || k.conf.Name == name {
			waiting = append(waiting, k.wish(ctx))
		}
	}
	for _, done := range waiting {
		select {
		case <-done:
		case <-ctx.Done():
			return ctx.Err()
		case <-running.Done():
			return context.Canceled
		}
	}
	return nil
}

// Set replaces what the user said about a caller.
func (d *Directory) Set(number string, change func(*Own)) (Own, error) {
	d.mu.Lock()
	o, err := d.set(number, change)
	d.mu.Unlock()
	if err == nil {
		d.changed()
	}
	return o, err
}

// set is called with mu held.
func (d *Directory) set(number string, change func(*Own)) (Own, error) {
	number = cleanNumber(number)
	key := d.numbers.Key(number)
	switch {
	case key == "":
		return Own{}, ErrNoNumber
	case d.own.file == "":
		return Own{}, ErrNoAccount
	}
	if err := d.own.refresh(); err != nil {
		d.log.Error("people", "err", err)
	}
	all := d.own.byKey(d.numbers)
	before := newSaid(all)
	key = before.key(key, d.numbers)
	o, known := all[key]
	if !known {
		o.Number = number
	}
	keys := before.keys(d.current.Load().who(Party{Number: number}, d.opts.Now()).keysOf(key), d.numbers)
	o, others := o.changed(change, all, keys)
	list := d.own.list
	for _, own := range append(others, o) {
		d.own.set(own, d.numbers.Key(own.Number), d.numbers)
	}
	if len(d.own.list) > maxOwn {
		d.own.list = list
		return Own{}, errTooMuch
	}
	if err := d.own.save(); err != nil {
		d.own.list = list
		return Own{}, err
	}
	return o, nil
}

// Favourites are the user's favourite numbers, in the order in which they were chosen.
func (d *Directory) Favourites() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	var found []string
	for _, o := range d.own.list {
		if o.Favourite {
			found = append(found, o.Number)
		}
	}
	return found
}

// Export writes what the user said about callers, as vCards.
func (d *Directory) Export(w io.Writer) error {
	d.mu.Lock()
	list := slices.Clone(d.own.list)
	d.mu.Unlock()
	return writeOwn(w, list)
}

// Import adds what vCards say, replacing what was said about the same numbers before, and returns how many there
// were.
func (d *Directory) Import(r io.Reader) (int, error) {
	list, err := readOwn(io.LimitReader(r, maxFileSize))
	if err != nil {
		return 0, problemOf(err)
	}
	d.mu.Lock()
	err = d.merge(list)
	d.mu.Unlock()
	if err != nil {
		return 0, err
	}
	d.changed()
	return len(list), nil
}

// merge is called with mu held.
func (d *Directory) merge(list []Own) error {
	if d.own.file == "" {
		return ErrNoAccount
	}
	if err := d.own.refresh(); err != nil {
		d.log.Error("people", "err", err)
	}
	added := map[string]bool{}
	for _, o := range list {
		added[d.numbers.Key(o.Number)] = true
	}
	before := d.own.list
	d.own.list = slices.DeleteFunc(slices.Clone(before), func(o Own) bool { return added[d.numbers.Key(o.Number)] })
	d.own.list = append(d.own.list, list...)
	err := error(nil)
	if len(d.own.list) > maxOwn {
		err = errTooMuch
	} else {
		err = d.own.save()
	}
	if err != nil {
		d.own.list = before
	}
	return err
}
