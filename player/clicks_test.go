package player_test

import (
	"context"
	"encoding/binary"
	"math"
	"testing"
	"time"

	"istratray/player"
)

// tone is an AU file of a steady tone, on which any click shows.
func tone(seconds int) []byte {
	const rate = 8000
	file := []byte(".snd")
	for _, field := range []uint32{24, math.MaxUint32, 3, rate, 1} {
		file = binary.BigEndian.AppendUint32(file, field)
	}
	for i := range seconds * rate {
		v := 3000 * math.Sin(2*math.Pi*300*float64(i)/rate)
		file = binary.BigEndian.AppendUint16(file, uint16(int16(math.Round(v))))
	}
	return file
}

// roughness is the largest second difference of a signal.
func roughness(samples []float32) float64 {
	worst := 0.0
	for i := 2; i < len(samples); i++ {
		worst = max(worst, math.Abs(float64(samples[i]-2*samples[i-1]+samples[i-2])))
	}
	return worst
}

// click is the roughness that can be heard on a tone, -60 dB of full scale.
const click = 0.001

func TestChangesDoNotClick(t *testing.T) {
	play := func(change func(s *stage, i int)) (rough float64) {
		perform(t, player.Options{}, func(s *stage) {
			s.Play("tone", &bodies{func(ctx context.Context) *player.Stream { return stream(ctx, tone(30), 0) }}, 0)
			for i := range 20 {
				s.sleep(250 * time.Millisecond)
				change(s, i)
			}
			rough = roughness(s.device.Tape("a").Samples)
		})
		return rough
	}
	if steady := play(func(*stage, int) {}); steady > click/2 {
		t.Fatalf("roughness %.5f without any change", steady)
	}
	for name, change := range map[string]func(s *stage, i int){
		"speed":   func(s *stage, i int) { s.SetSpeed(0.5 + float64(i%6)/2) },
		"volume":  func(s *stage, i int) { s.SetVolume(float64(i%5) / 4) },
		"seeking": func(s *stage, i int) { s.Seek(time.Duration(i*7919%20_000) * time.Millisecond) },
		"pausing": func(s *stage, i int) {
			if i%4 == 0 {
				s.Pause()
			} else if i%4 == 2 {
				s.Resume()
			}
		},
		"silence": func(s *stage, i int) { s.SetSkipSilence(i%2 == 0) },
	} {
		t.Run(name, func(t *testing.T) {
			if got := play(change); got > click {
				t.Errorf("roughness %.5f", got)
			}
		})
	}
}
