package hook

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	limit      = 30 * time.Second // a command's time, after which it is killed
	atOnce     = 4                // commands that run at the same time
	queued     = 64               // events that may wait; further ones are dropped
	remembered = 512              // events not to fire twice
)

// Runner runs commands for events. Make it with New and let it live in Run.
type Runner struct {
	log   *slog.Logger
	limit time.Duration
	jobs  chan job

	mu    sync.Mutex
	fired []string // guarded by mu: the newest events, which are not run again
}

type job struct {
	argv  []string
	event Event
}

// New makes a runner. A nil logger discards.
func New(log *slog.Logger) *Runner {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Runner{log: log, limit: limit, jobs: make(chan job, queued)}
}

// Fire has the command run for an event, once even if it is fired again: a notification that could
// not be shown comes back. An empty command is none. It may be called from any goroutine.
func (r *Runner) Fire(argv []string, e Event) {
	if len(argv) == 0 || !r.first(e.Kind+":"+e.ID) {
		return
	}
	select {
	case r.jobs <- job{slices.Clone(argv), e}:
	default:
		r.log.Warn("hook: too many events at once, one is dropped", "event", e.Kind)
	}
}

func (r *Runner) first(key string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if slices.Contains(r.fired, key) {
		return false
	}
	if len(r.fired) == remembered {
		r.fired = slices.Delete(r.fired, 0, 1)
	}
	r.fired = append(r.fired, key)
	return true
}

// Run works until ctx ends, which ends the commands too. What still waits is dropped.
func (r *Runner) Run(ctx context.Context) error {
	var workers sync.WaitGroup
	for range atOnce {
		workers.Go(func() { r.work(ctx) })
	}
	workers.Wait()
	return nil
}

func (r *Runner) work(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case j := <-r.jobs:
			r.carryOut(ctx, j)
		}
	}
}

// carryOut runs one command. Its arguments stay out of the log: they may hold a token.
func (r *Runner) carryOut(ctx context.Context, j job) {
	ctx, cancel := context.WithTimeout(ctx, r.limit)
	defer cancel()
	cmd := command(ctx, j.argv, j.event)
	began := time.Now()
	err := cmd.Run()
	took := time.Since(began).Round(time.Millisecond)
	switch {
	case ctx.Err() == context.DeadlineExceeded:
		r.log.Warn("hook: ended after its time", "event", j.event.Kind, "limit", r.limit)
	case err != nil:
		r.log.Warn("hook: failed", "event", j.event.Kind, "err", err, "took", took)
	default:
		r.log.Debug("hook: done", "event", j.event.Kind, "took", took)
	}
}

func without(environment []string, prefix string) []string {
	return slices.DeleteFunc(environment, func(pair string) bool { return strings.HasPrefix(pair, prefix) })
}
