package seat

import (
	"context"
	"log/slog"
	"time"

	"istratray/app/slot"
)

// Media is what the desktop is told about the message in our player. The zero Media has no message.
type Media struct {
	ID               string // of the message; "" = there is none
	Title, Artist    string // what it is, and who speaks; "" = not told
	Playing          bool   // else it is paused
	Position, Length time.Duration
	Speed, Volume    float64
}

// Remote is what media keys, lock screens and other programs may do with our player. It is called on goroutines
// of the bus.
type Remote interface {
	Pause()
	Resume()
	Stop()
	Seek(at time.Duration)
	SetSpeed(speed float64)
	SetVolume(volume float64)
}

// MediaPlayer shows our player to the desktop while it has a message. Make it with NewMediaPlayer, and let it
// live in Run.
type MediaPlayer struct {
	remote Remote
	raise  func() // brings the window to the front; nil: there is none
	log    *slog.Logger
	news   chan Media // one slot: the newest
}

// NewMediaPlayer makes one; raise may be nil.
func NewMediaPlayer(remote Remote, raise func(), log *slog.Logger) *MediaPlayer {
	return &MediaPlayer{remote: remote, raise: raise, log: log, news: make(chan Media, 1)}
}

// Show publishes the player's state. It never blocks.
func (m *MediaPlayer) Show(now Media) {
	slot.Put(m.news, now)
}

// Run works until ctx ends. The session bus is joined while there is a message only.
func (m *MediaPlayer) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-m.news:
			if now.ID != "" && !m.serve(ctx, now) {
				m.drain(ctx)
			}
		}
	}
}

// drain discards messages that can't be shown because there is no bus.
func (m *MediaPlayer) drain(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-m.news:
			if now.ID == "" {
				return
			}
		}
	}
}
