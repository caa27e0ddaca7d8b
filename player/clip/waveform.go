package clip

// peaksASecond is how finely a waveform is kept: a drawing of a minute has 6,000 columns to
// choose from, half an hour costs 360 kB.
const peaksASecond = 100

// Shape is how loud a sound is, in hundredths of a second: enough to draw it. It is not for use from several
// goroutines at a time.
type Shape struct {
	every   int // frames
	left    int // frames until the current peak is done
	current int16
	done    []int16
}

// NewShape makes the shape of a sound with that many frames a second.
func NewShape(rate int) *Shape {
	every := max(1, rate/peaksASecond)
	return &Shape{every: every, left: every}
}

// Add takes whole frames of interleaved samples between -1 and 1.
func (s *Shape) Add(samples []float32, channels int) {
	for i := 0; i+channels <= len(samples); i += channels {
		var loudest int16
		for _, v := range samples[i : i+channels] {
			loudest = max(loudest, abs(quantize(v)))
		}
		s.add(loudest)
	}
}

func (s *Shape) add(v int16) {
	s.current = max(s.current, v)
	if s.left--; s.left == 0 {
		s.done = append(s.done, s.current)
		s.current, s.left = 0, s.every
	}
}

// Draw divides what there is into n equal parts and gives the loudest sample of each, between 0 and 1. With
// nothing there, all are 0.
func (s *Shape) Draw(n int) []float32 {
	columns := make([]float32, max(0, n))
	have := len(s.done)
	if have == 0 {
		return columns
	}
	for i := range columns {
		from := i * have / n
		to := max((i+1)*have/n, from+1)
		var loudest int16
		for _, v := range s.done[from:to] {
			loudest = max(loudest, v)
		}
		columns[i] = float32(loudest) / (fullScale - 1)
	}
	return columns
}

// Waveform divides what is loaded into n equal parts and gives the loudest sample of each, between
// 0 and 1. With nothing loaded, all are 0.
func (c *Clip) Waveform(n int) []float32 {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.peaks.Draw(n)
}
