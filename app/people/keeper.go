package people

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"istratray/app/settings"
)

const (
	syncLimit  = 10 * time.Minute // of one reading
	glance     = 3 * time.Second  // between two looks at files
	soonest    = time.Minute      // after a failure; doubles with each in a row
	latest     = 30 * time.Minute
	keyringFor = time.Minute
)

// Status is the state of an address book.
type Status struct {
	Name, Kind  string
	People      int
	Updated     time.Time // when it was last read; zero: never
	Problem     *Problem  // nil: none
	Asked       bool      // it is too large to be kept, and is queried number by number
	Syncing     bool
	Done, Total int // of the reading under way; Total is 0 while nobody knows
}

// keeper keeps one address book up to date.
type keeper struct {
	dir    *Directory
	conf   settings.Contacts
	src    source
	cache  cache
	wishes chan chan struct{} // closed after a reading that began later
	first  chan struct{}      // closed after the first reading
	stop   context.CancelFunc
	asks   *asker // nil: this kind is never asked

	failures int         // in a row; run's
	removed  atomic.Bool // the book is no more

	making sync.Mutex // held while an index is made: no older people or country replaces a newer one

	mu     sync.Mutex // guards what follows
	status Status
	index  *index
}

func newKeeper(d *Directory, c settings.Contacts) *keeper {
	k := &keeper{dir: d, conf: c, cache: cacheOf(d.opts.CacheDir, c), wishes: make(chan chan struct{}, 16),
		first:  make(chan struct{}),
		status: Status{Name: c.Name, Kind: c.Kind}, index: &index{}, stop: func() {}}
	k.src = sourceOf(c, need{cache: k.cache, extraCAs: d.opts.ExtraCAs,
		password: func(ctx context.Context) (string, error) {
			ctx, cancel := context.WithTimeout(ctx, keyringFor)
			defer cancel()
			return d.opts.Password(ctx, c.Name)
		}})
	if a, ok := k.src.(asked); ok {
		k.asks = newAsker(a, d.changed)
	}
	return k
}

// run keeps the book until ctx ends.
func (k *keeper) run(ctx context.Context) {
	var asking sync.WaitGroup
	if k.asks != nil {
		asking.Go(func() { k.asks.run(ctx, k.dir.book, k.dir.opts.Now) })
	}
	k.readOn(ctx)
	asking.Wait() // it may have kept a picture
	if k.removed.Load() {
		k.cache.forget()
	}
}

// readOn reads the book until ctx ends: at once, when it is time, and when someone wishes it.
func (k *keeper) readOn(ctx context.Context) {
	k.load()
	var waiting []chan struct{}
	read := sync.OnceFunc(func() { close(k.first) })
	defer read()
	for ctx.Err() == nil {
		k.sync(ctx)
		read()
		for _, done := range waiting {
			close(done)
		}
		waiting = k.wait(ctx)
	}
	for _, done := range waiting {
		close(done)
	}
}

// remove ends the keeper, and deletes what it keeps on the disk if that is asked for.
func (k *keeper) remove(forget bool) {
	k.removed.Store(forget)
	k.stop()
	if forget {
		k.cache.forget()
	}
}

// load begins with the people of the last run.
func (k *keeper) load() {
	head := k.cache.head()
	people := k.cache.people()
	if len(people) == 0 {
		return
	}
	k.take(people, head.Updated)
}

// take makes people those of the book. Answers have them before its status counts them.
func (k *keeper) take(people []Person, at time.Time) {
	k.making.Lock()
	k.put(newIndex(people, k.dir.book()))
	k.making.Unlock()
	k.dir.renew()
	k.edit(func(s *Status) { s.People, s.Updated = len(people), at })
	k.dir.opts.Changed()
}

// rebuild reads the numbers again, in another country.
func (k *keeper) rebuild() {
	k.making.Lock()
	defer k.making.Unlock()
	k.put(newIndex(k.people().people, k.dir.book()))
}

func (k *keeper) put(x *index) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.index = x
}

// sync reads the book once.
func (k *keeper) sync(ctx context.Context) {
	k.edit(func(s *Status) { s.Syncing, s.Done, s.Total = true, 0, 0 })
	limited, cancel := context.WithTimeout(ctx, syncLimit)
	defer cancel()
	people, changed, err := k.src.read(limited, func(done, total int) {
		k.edit(func(s *Status) { s.Done, s.Total = done, total })
	})
	if ctx.Err() != nil {
		return
	}
	problem := problemOf(err)
	now := k.dir.opts.Now()
	if changed && (problem == nil || problem.Code != Cut || k.now().People == 0) {
		k.take(people, now)
		k.keepFiles(people, now)
	}
	read := problem == nil || problem.incomplete()
	k.failures++
	if read {
		k.failures = 0
	}
	if problem != nil {
		k.dir.log.Warn("reading an address book", "kind", k.conf.Kind, "problem", problem.Code, "err",
			forLog(problem.Err))
	}
	large := k.asks != nil && k.asks.from.large()
	k.edit(func(s *Status) {
		s.Syncing, s.Done, s.Total = false, 0, 0
		s.Problem, s.Asked = problem, large
		if read {
			s.Updated = now
		}
	})
	k.dir.changed()
}

// forLog is an error without address and path, which may reveal who the user is.
func forLog(err error) error {
	var web *url.Error
	var file *fs.PathError
	switch {
	case errors.As(err, &web):
		return web.Err
	case errors.As(err, &file):
		return file.Err
	}
	return err
}

// keepFiles is for sources that don't write the cache themselves.
func (k *keeper) keepFiles(people []Person, at time.Time) {
	if k.conf.Kind != settings.VCard && k.conf.Kind != settings.System {
		return
	}
	if err := k.cache.write(kept{Updated: at}, asRows(people)); err != nil {
		k.dir.log.Warn("keeping an address book", "err", err)
	}
}

// wait returns when it is time for the next reading, with those who wait for it.
func (k *keeper) wait(ctx context.Context) []chan struct{} {
	timer := time.NewTimer(k.pause())
	defer timer.Stop()
	watch, watching := k.src.(watched)
	for {
		select {
		case <-ctx.Done():
			return nil
		case done := <-k.wishes:
			return append(k.moreWishes(), done)
		case <-timer.C:
			if !watching || watch.stale() {
				return k.moreWishes()
			}
			timer.Reset(glance)
		}
	}
}

func (k *keeper) moreWishes() []chan struct{} {
	var all []chan struct{}
	for {
		select {
		case done := <-k.wishes:
			all = append(all, done)
		default:
			return all
		}
	}
}

// pause is how long to wait for the next reading that nobody asks for.
func (k *keeper) pause() time.Duration {
	if _, watching := k.src.(watched); watching {
		return glance
	}
	problem := k.now().Problem
	switch {
	case problem == nil, problem.incomplete():
		return k.src.pause()
	case problem.needsPerson():
		return never
	}
	return min(soonest<<min(k.failures, 10), latest)
}

// never is the wait for what only a person can fix.
const never = 1000 * time.Hour

// wish asks for a reading; the channel is closed when it is done.
func (k *keeper) wish(ctx context.Context) <-chan struct{} {
	done := make(chan struct{})
	select {
	case k.wishes <- done:
	case <-ctx.Done():
		close(done)
	}
	return done
}

func (k *keeper) now() Status {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.status
}

func (k *keeper) edit(change func(*Status)) {
	k.mu.Lock()
	defer k.mu.Unlock()
	change(&k.status)
}

func (k *keeper) people() *index {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.index
}

// mapped is a sequence with a function over it.
func mapped[A, B any](from iter.Seq[A], f func(A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		for a := range from {
			if !yield(f(a)) {
				return
			}
		}
	}
}
