package window

import "sync"

// latest hands values over to Fyne's goroutine. Of several that come while the screen is busy only
// the last is shown.
type latest[T any] struct {
	post func(func())
	show func(T) // on Fyne's goroutine

	mu      sync.Mutex // guards what follows
	value   T
	waiting bool // a show is posted and has not begun
}

// put is called from any goroutine and does not block.
func (l *latest[T]) put(v T) {
	l.mu.Lock()
	l.value = v
	posted := l.waiting
	l.waiting = true
	l.mu.Unlock()
	if !posted {
		l.post(l.take)
	}
}

// take shows the value, unless that has been done in the meantime. It is called on Fyne's goroutine.
func (l *latest[T]) take() {
	l.mu.Lock()
	v, waiting := l.value, l.waiting
	l.waiting = false
	l.mu.Unlock()
	if waiting {
		l.show(v)
	}
}
