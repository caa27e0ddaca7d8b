// Package clip keeps one message decoded in memory while it arrives, for everything that plays,
// draws or measures it.
//
// A Clip may be used from any goroutine: one writes, any number read, and nobody waits for longer
// than it takes to copy samples.
package clip

import (
	"errors"
	"sync"
	"time"
)

// What a clip holds at most.
const (
	MaxLength = 30 * time.Minute
	MaxBytes  = 160 << 20 // 30 minutes at 44.1 kHz mono; stereo reaches it earlier
)

// ErrFull says that a message is longer than MaxLength, or larger than MaxBytes. What fits is kept.
var ErrFull = errors.New("clip: full")

// A block is what the clip grows by: 4 s at 8 kHz.
const blockSamples = 1 << 15

// Clip is a message, complete or on its way.
type Clip struct {
	rate     int
	channels int
	limit    int // frames
	expected int // frames

	mu       sync.RWMutex // guards what follows
	blocks   [][]int16    // interleaved; all but the last hold blockSamples
	frames   int
	complete bool
	peaks    *Shape
	level    meter
}

// New makes an empty clip of 1 or 2 channels, of which as many frames are expected; below 1 that is
// not known.
func New(rate, channels, expected int) *Clip {
	limit := min(int(MaxLength.Seconds())*rate, MaxBytes/2/channels)
	return &Clip{
		rate: rate, channels: channels, limit: limit, expected: min(expected, limit),
		peaks: NewShape(rate), level: newMeter(rate),
	}
}

// Rate is the number of frames a second.
func (c *Clip) Rate() int { return c.rate }

// Append adds whole frames of interleaved samples between -1 and 1, as far as they fit: then it
// returns ErrFull.
func (c *Clip) Append(samples []float32) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	var err error
	if room := (c.limit - c.frames) * c.channels; len(samples) > room {
		samples, err = samples[:room], ErrFull
	}
	for i := 0; i < len(samples); i += c.channels {
		var loudest int16
		var mid float64
		for _, v := range samples[i : i+c.channels] {
			s := quantize(v)
			c.put(s)
			loudest = max(loudest, abs(s))
			mid += float64(s)
		}
		c.peaks.add(loudest)
		c.level.add(mid / float64(c.channels) / fullScale)
	}
	c.frames += len(samples) / c.channels
	return err
}

// put stores a sample. The block size is even, so a frame is never split.
func (c *Clip) put(s int16) {
	last := len(c.blocks) - 1
	if last < 0 || len(c.blocks[last]) == blockSamples {
		c.blocks = append(c.blocks, make([]int16, 0, blockSamples))
		last++
	}
	c.blocks[last] = append(c.blocks[last], s)
}

// Finish says that nothing more comes.
func (c *Clip) Finish() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.complete = true
}

// Len is how many frames are there, and whether those are all.
func (c *Clip) Len() (frames int, complete bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.frames, c.complete
}

// Duration is how much is there, and whether that is all.
func (c *Clip) Duration() (loaded time.Duration, complete bool) {
	frames, complete := c.Len()
	return c.Time(frames), complete
}

// Length is how long the whole message is; 0 means that this is not known yet.
func (c *Clip) Length() time.Duration {
	frames, complete := c.Len()
	if !complete {
		frames = max(frames, c.expected)
		if c.expected < 1 {
			frames = 0
		}
	}
	return c.Time(frames)
}

// Time is when a frame is played at normal speed.
func (c *Clip) Time(frame int) time.Duration {
	return time.Duration(frame) * time.Second / time.Duration(c.rate)
}

// Frame is the one played at a time.
func (c *Clip) Frame(at time.Duration) int {
	return int(at.Seconds() * float64(c.rate))
}

// ReadAt copies frames from a position on, mono to both sides, and says how many there were. A
// position before the start is silent.
func (c *Clip) ReadAt(dst [][2]float64, frame int) int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	n := max(0, min(len(dst), c.frames-frame))
	for i := range n {
		dst[i] = c.at(frame + i)
	}
	return n
}

func (c *Clip) at(frame int) [2]float64 {
	if frame < 0 {
		return [2]float64{}
	}
	i := frame * c.channels
	block := c.blocks[i/blockSamples]
	i %= blockSamples
	left := float64(block[i]) / fullScale
	if c.channels == 1 {
		return [2]float64{left, left}
	}
	return [2]float64{left, float64(block[i+1]) / fullScale}
}

const fullScale = 1 << 15

func quantize(v float32) int16 {
	v *= fullScale
	switch {
	case v >= fullScale-1:
		return fullScale - 1
	case v <= -fullScale:
		return -fullScale
	case v < 0:
		return int16(v - 0.5)
	}
	return int16(v + 0.5)
}

// abs of the one value that has none is the largest there is.
func abs(s int16) int16 {
	if s == -fullScale {
		return fullScale - 1
	}
	return max(s, -s)
}
