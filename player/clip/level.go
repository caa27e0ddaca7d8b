package clip

import "math"

// Loudness is measured like in broadcasting (EBU R 128, without its ear filter, which speech over
// a telephone hardly needs): the mean power of the blocks that are not pauses.
const (
	levelBlockSeconds = 0.1
	levelFloor        = 1e-6 // power, -60 dB: below it there is no speech
	levelGate         = 0.1  // of the mean power, -10 dB: below it there is a pause
)

// meter collects the power of blocks.
type meter struct {
	every  int // frames a block
	count  int
	sum    float64
	powers []float32 // of the blocks above levelFloor
}

func newMeter(rate int) meter {
	return meter{every: int(levelBlockSeconds * float64(rate))}
}

func (m *meter) add(v float64) {
	m.sum += v * v
	if m.count++; m.count < m.every {
		return
	}
	if power := m.sum / float64(m.every); power > levelFloor {
		m.powers = append(m.powers, float32(power))
	}
	m.sum, m.count = 0, 0
}

// mean is the power of blocks above a gate, and how many those are.
func (m *meter) mean(gate float64) (power float64, blocks int) {
	for _, p := range m.powers {
		if float64(p) > gate {
			power += float64(p)
			blocks++
		}
	}
	if blocks == 0 {
		return 0, 0
	}
	return power / float64(blocks), blocks
}

// measured is the power of speech, and how many blocks it was measured from.
func (m *meter) measured() (power float64, blocks int) {
	all, _ := m.mean(0)
	return m.mean(all * levelGate)
}

// speech is the RMS of speech, or 0.
func (m *meter) speech() float64 {
	power, _ := m.measured()
	return math.Sqrt(power)
}

// Level is the loudness of what is loaded, in dB below full scale (an RMS of 1 is 0 dB), and how
// many seconds of speech it was measured from. Without any, it is -Inf and 0.
func (c *Clip) Level() (db, seconds float64) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	power, blocks := c.level.measured()
	return 10 * math.Log10(power), float64(blocks) * levelBlockSeconds
}
