package seat

import (
	"context"
	"log/slog"
	"time"

	"istratray/app/slot"
)

const (
	hushSettle = time.Second     // of silence, before others continue: between two messages they don't
	hushLimit  = 3 * time.Second // for all that is asked of others at once
)

// Hush has the other players of the session wait while ours sounds. Make it with NewHush, and let it live in Run.
type Hush struct {
	wanted   func(context.Context) bool
	log      *slog.Logger
	settle   time.Duration // constant but in tests
	sounding chan bool     // one slot: the newest word
}

// NewHush makes one that does nothing unless wanted says so when a sound begins.
func NewHush(wanted func(context.Context) bool, log *slog.Logger) *Hush {
	return &Hush{wanted: wanted, log: log, settle: hushSettle, sounding: make(chan bool, 1)}
}

// Sounding reports whether ours sounds now. It never blocks.
func (h *Hush) Sounding(on bool) {
	slot.Put(h.sounding, on)
}

// Run works until ctx ends; then others continue.
func (h *Hush) Run(ctx context.Context) {
	var waiting []otherPlayer
	defer func() { h.goOn(context.WithoutCancel(ctx), waiting) }()
	silent := time.NewTimer(h.settle)
	silent.Stop()
	held := false // others were asked to wait, and have not been told to continue
	for {
		select {
		case <-ctx.Done():
			return
		case on := <-h.sounding:
			switch {
			case !on:
				silent.Reset(h.settle)
			case held:
				silent.Stop()
			case h.wanted(ctx):
				held, waiting = true, h.wait(ctx)
			}
		case <-silent.C:
			h.goOn(ctx, waiting)
			held, waiting = false, nil
		}
	}
}

func (h *Hush) wait(ctx context.Context) []otherPlayer {
	ctx, cancel := context.WithTimeout(ctx, hushLimit)
	defer cancel()
	paused, err := pausePlayers(ctx)
	if err != nil {
		h.log.Info("seat: pausing other players", "err", err)
	}
	return paused
}

func (h *Hush) goOn(ctx context.Context, waiting []otherPlayer) {
	if len(waiting) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, hushLimit)
	defer cancel()
	if err := resumePlayers(ctx, waiting); err != nil {
		h.log.Info("seat: having other players go on", "err", err)
	}
}
