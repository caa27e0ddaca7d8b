package people

import (
	"context"
	"sync"
	"time"

	"istratray/app/numbers"
)

const (
	maxAnswers = 5000 // kept of one directory
	maxWaiting = 2000 // numbers that wait for an answer
	goodFor    = 6 * time.Hour
	askLimit   = 5 * time.Second
)

// asker asks a directory that is too large to be kept, number by number, and keeps the answers, also those that
// nobody is known.
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
	a.mu.Lock()
	defer a.mu.Unlock()
	got, ok := a.answers[key]
	if (!ok || now.After(got.until)) && !a.queued[key] && len(a.waiting) < maxWaiting {
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
	if key == "" || !a.from.large() {
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
	old, known := a.answers[key]
	if err != nil {
		got = answer{old.people, now.Add(time.Minute)}
	}
	if len(a.answers) >= maxAnswers {
		clear(a.answers)
	}
	a.answers[key] = got
	return err == nil && (len(people) > 0 || known && len(old.people) > 0)
}
