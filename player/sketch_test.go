package player_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"istratray/player"
	"istratray/player/decode"
)

func TestAMessageIsDrawnBeforeItIsPlayed(t *testing.T) {
	src := &source{files: map[player.Format]string{player.Ogg: "cut8.ogg", player.AU: "mulaw.au"},
		told: 4 * time.Second}
	s, err := player.Draw(t.Context(), src, 72)
	if err != nil || len(s.Peaks) != 72 || !near(s.Length, wholeLength, 100*time.Millisecond) {
		t.Fatalf("%d peaks of %v: %v", len(s.Peaks), s.Length, err)
	}
	if want := []player.Format{player.Ogg, player.AU}; !slices.Equal(src.opened, want) {
		t.Errorf("asked for %v, want %v: the first is not all of it", src.opened, want)
	}
	if loudest := slices.Max(s.Peaks); loudest < 0.05 || loudest > 1 {
		t.Errorf("the loudest part is %v", loudest)
	}
	if slices.Min(s.Peaks) == slices.Max(s.Peaks) {
		t.Error("the drawing is flat")
	}
}

func TestWhatDoesNotComeWholeIsNotDrawn(t *testing.T) {
	src := &source{files: map[player.Format]string{player.Ogg: "cut8.ogg"}, told: 40 * time.Second}
	if s, err := player.Draw(t.Context(), src, 72); err == nil {
		t.Errorf("drawn: %+v", s)
	}
	huge := bodies{func(context.Context) *player.Stream {
		return &player.Stream{Body: new(line), Length: 1 << 30}
	}}
	if _, err := player.Draw(t.Context(), &huge, 72); !errors.Is(err, player.ErrTooLong) {
		t.Errorf("a huge one: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := player.Draw(ctx, ogg(0), 72); !errors.Is(err, context.Canceled) {
		t.Errorf("called off: %v", err)
	}
	if decode.Can(decode.AAC) && len(src.opened) < 4 {
		t.Errorf("asked for %v alone", src.opened)
	}
}

func TestBackFromTheEndPlaysOnWithoutFetching(t *testing.T) {
	perform(t, player.Options{}, func(s *stage) {
		src := ogg(0)
		s.Play("one", src, 0)
		s.await(player.Ended)
		s.Seek(wholeLength - time.Second)
		s.Resume()
		if state := s.await(player.Playing); state.Position < wholeLength-1100*time.Millisecond {
			t.Errorf("plays at %v", state.Position)
		}
		s.await(player.Ended)
		s.Resume()
		if state := s.await(player.Playing); state.Position > time.Second {
			t.Errorf("begins anew at %v", state.Position)
		}
		if len(src.opened) != 1 {
			t.Errorf("fetched as %v", src.opened)
		}
	})
}
