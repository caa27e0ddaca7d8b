package people

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"istratray/app/numbers"
)

const (
	maxAnswers = 20_000 // kept of one directory
	maxWaiting = 2000   // numbers that wait for an answer
	goodFor    = 6 * time.Hour
	askLimit   = 5 * time.Second
)

// asker asks a directory that is too large to be kept, number by number, and keeps the answers, also those that
// nobody is known. Of a directory that is kept it asks for the pictures of those who are looked up.
type asker struct {
	from    asked
	changed func()
	wake    chan struct{} // one slot: someone waits

	mu      sync.Mutex // guards what follows
	answers map[string]answer
	waiting []string
	queued  map[string]bool
}

type answer struct {
	people []Person
	until  time.Time
}

func newAsker(from asked, changed func()) *asker {
	return &asker{from: from, changed: changed, wake: make(chan struct{}, 1), answers: map[string]answer{},
		queued: map[string]bool{}}
}

// known is what is known of a number without waiting; what isn't is asked for.
func (a *asker) known(key string, now time.Time) []Person {
	if key == "" || !a.from.large() {
		return nil
	}
	return a.sofar(key, now)
}

// pictureOf is that of someone in a directory that is kept; "" where it isn't known, or not yet.
func (a *asker) pictureOf(name, key string, now time.Time) string {
	if a == nil || a.from.large() || !a.from.pictured() {
		return ""
	}
	for _, p := range a.sofar(key, now) {
		if p.Picture != "" && strings.EqualFold(p.Name, name) {
			return p.Picture
		}
	}
	return ""
}

// sofar is the answer of before; what has none yet is asked for.
func (a *asker) sofar(key string, now time.Time) []Person {
	a.mu.Lock()
	defer a.mu.Unlock()
	got, ok := a.answers[key]
	room := ok || len(a.answers)+len(a.waiting) < maxAnswers // else answers would drive each other out, for ever
	if (!ok || now.After(got.until)) && !a.queued[key] && len(a.waiting) < maxWaiting && room {
		a.queued[key] = true
		a.waiting = append(a.waiting, key)
		select {
		case a.wake <- struct{}{}:
		default:
		}
	}
	return got.people
}

// resolve asks now, unless the answer is known.
func (a *asker) resolve(ctx context.Context, key string, book *numbers.Book, now time.Time) {
	if key == "" {
		return
	}
	a.mu.Lock()
	got, ok := a.answers[key]
	a.mu.Unlock()
	if !ok || now.After(got.until) {
		a.ask(ctx, key, book, now)
	}
}

// run answers what waits, the newest first, until ctx ends.
func (a *asker) run(ctx context.Context, book func() *numbers.Book, now func() time.Time) {
	defer a.from.hangUp()
	for {
		key, ok := a.next()
		if !ok {
			select {
			case <-ctx.Done():
				return
			case <-a.wake:
				continue
			}
		}
		if a.ask(ctx, key, book(), now()) {
			a.changed()
		}
		if ctx.Err() != nil {
			return
		}
	}
}

func (a *asker) next() (string, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.waiting) == 0 {
		return "", false
	}
	last := len(a.waiting) - 1
	key := a.waiting[last]
	a.waiting = a.waiting[:last]
	return key, true
}

// ask reports whether something is known now that wasn't before. A failure is not repeated for a while:
// the reading of the book says what is wrong.
func (a *asker) ask(ctx context.Context, key string, book *numbers.Book, now time.Time) bool {
	limited, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	people, err := a.from.ask(limited, key, book)
	got := answer{people, now.Add(goodFor)}
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.queued, key)
	old := a.answers[key]
	if err != nil {
		got.until = now.Add(time.Minute)
	}
	if err != nil && (len(people) == 0 || len(old.people) > 0) { // those of before may have pictures
		got.people = old.people
	}
	a.makeRoom(now)
	a.answers[key] = got
	return (err == nil || len(people) > 0) && slices.ContainsFunc(slices.Concat(got.people, old.people), a.shown)
}

// makeRoom is called with mu held.
func (a *asker) makeRoom(now time.Time) {
	if len(a.answers) < maxAnswers {
		return
	}
	maps.DeleteFunc(a.answers, func(_ string, got answer) bool { return now.After(got.until) })
	for key := range a.answers {
		if len(a.answers) < maxAnswers {
			return
		}
		delete(a.answers, key)
	}
}

// shown reports whether somebody in an answer is seen: those who are kept are known without it.
func (a *asker) shown(p Person) bool { return a.from.large() || p.Picture != "" }
