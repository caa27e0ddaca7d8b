package clip

// peaksASecond is how finely a waveform is kept: a drawing of a minute has 6,000 columns to
// choose from, half an hour costs 360 kB.
const peaksASecond = 100

// peaks keeps the loudest sample of every hundredth of a second.
type peaks struct {
	every   int // frames
	left    int // frames until the current peak is done
	current int16
	done    []int16
}

func newPeaks(rate int) peaks {
	every := rate / peaksASecond
	return peaks{every: every, left: every}
}

func (p *peaks) add(v int16) {
	p.current = max(p.current, v)
	if p.left--; p.left == 0 {
		p.done = append(p.done, p.current)
		p.current, p.left = 0, p.every
	}
}

// Waveform divides what is loaded into n equal parts and gives the loudest sample of each, between
// 0 and 1. With nothing loaded, all are 0.
func (c *Clip) Waveform(n int) []float32 {
	columns := make([]float32, max(0, n))
	c.mu.RLock()
	defer c.mu.RUnlock()
	have := len(c.peaks.done)
	if have == 0 {
		return columns
	}
	for i := range columns {
		from := i * have / n
		to := max((i+1)*have/n, from+1)
		var loudest int16
		for _, v := range c.peaks.done[from:to] {
			loudest = max(loudest, v)
		}
		columns[i] = float32(loudest) / (fullScale - 1)
	}
	return columns
}
