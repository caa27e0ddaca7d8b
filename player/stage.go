package player

import (
	"sync"
	"sync/atomic"
	"time"

	"istratray/player/clip"
	"istratray/player/dsp"
	"istratray/player/output"
)

// stage is where a clip is played: the chain of stages that a device's thread pulls, and what the
// loop does to it in the meantime. A stage lives as long as its device.
type stage struct {
	device  output.Device
	opened  time.Time
	asked   atomic.Int64  // when the device last asked for sound, as a time since opened
	runs    atomic.Bool   // it has asked for more after its buffer was filled
	started chan struct{} // closed when start has returned
	failure error         // why it failed; only after started
	settled bool          // the loop has handled it

	mu      sync.Mutex // guards what follows; held while rendering, for well under a millisecond
	clip    *clip.Clip // nil: none has been put on
	stretch *dsp.Stretcher
	level   *dsp.Leveller
	fader   *dsp.Fader
	speed   float64
	from    time.Duration // where the last jump went
	fresh   int           // frames rendered since then
	spent   int           // frames of silence rendered since the end
	frames  [][2]float64
}

// setting is what a person can set about the sound.
type setting struct {
	speed, volume float64
	skip          bool
}

func newStage(device output.Device) *stage {
	return &stage{
		device: device, opened: time.Now(), started: make(chan struct{}),
		frames: make([][2]float64, 512),
	}
}

// start has the device ask for sound from now on. It may take seconds.
func (s *stage) start() {
	defer close(s.started)
	s.asked.Store(int64(time.Since(s.opened)))
	s.failure = s.device.Start(s.render)
	s.asked.Store(int64(time.Since(s.opened)))
	s.runs.Store(false)
}

// load puts on a clip, at a position.
func (s *stage) load(c *clip.Clip, at time.Duration, set setting) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.build(c, at, set)
}

func (s *stage) build(c *clip.Clip, at time.Duration, set setting) {
	rate := s.device.Rate()
	stretch := dsp.NewStretcher(c)
	stretch.Seek(c.Frame(at))
	level := dsp.NewLeveller(dsp.Resample(stretch, c.Rate(), rate), rate)
	fader := dsp.NewFader(level, rate)
	fader.Run(true)
	s.clip, s.stretch, s.level, s.fader = c, stretch, level, fader
	s.from, s.fresh, s.spent = at, 0, 0
	s.apply(set)
}

// loaded reports whether there is a clip.
func (s *stage) loaded() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.clip != nil
}

// set takes over settings, and what has become known of the clip's loudness.
func (s *stage) set(set setting) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.clip != nil {
		s.apply(set)
	}
}

func (s *stage) apply(set setting) {
	s.speed = set.speed
	s.level.SetLevel(s.clip.Level())
	s.stretch.SetSpeed(set.speed)
	s.stretch.SetPauses(nil)
	if set.skip {
		s.stretch.SetPauses(s.clip)
	}
	s.fader.SetVolume(set.volume)
}

// halt fades out, and leaves the clip standing still.
func (s *stage) halt() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fader != nil {
		s.fader.Run(false)
	}
}

// render is called by the device's thread.
func (s *stage) render(samples []float32) {
	s.asked.Store(int64(time.Since(s.opened)))
	s.runs.Store(true)
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(samples) > 0 {
		frames := s.frames[:min(len(s.frames), len(samples)/2)]
		s.pull(frames)
		for i, v := range frames {
			samples[2*i], samples[2*i+1] = float32(v[0]), float32(v[1])
		}
		samples = samples[2*len(frames):]
	}
}

// pull fills frames from the chain, and with silence after its end.
func (s *stage) pull(frames [][2]float64) {
	n := 0
	if s.fader != nil {
		n, _ = s.fader.Stream(frames)
		s.fresh += n
		s.spent += len(frames) - n
	}
	clear(frames[n:])
}

// How long a device may ask for nothing: one that wakes up first, such as a Bluetooth headset or
// a card that was suspended, and one that plays.
const (
	wakeLimit   = 5 * time.Second
	silentLimit = time.Second
)

// silent says for how long the device has not asked for sound, and whether that is too long.
func (s *stage) silent() (since time.Duration, dead bool) {
	since = time.Since(s.opened) - time.Duration(s.asked.Load())
	if s.runs.Load() {
		return since, since > silentLimit
	}
	return since, since > wakeLimit
}

// progress is how far a stage is.
type progress struct {
	rendered time.Duration // how much of the clip has been rendered
	heard    time.Duration // what is heard in the meantime
	dry      bool          // waiting for more of the clip
	ended    bool          // the end has been heard
}

func (s *stage) progress() progress {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.clip == nil {
		return progress{dry: true}
	}
	rate := time.Duration(s.device.Rate())
	spent := time.Duration(s.spent) * time.Second / rate
	fresh := time.Duration(s.fresh) * time.Second / rate
	back := func(d time.Duration) time.Duration { return time.Duration(float64(max(0, d)) * s.speed) }
	rendered := s.clip.Time(s.stretch.Position()) - back(chainHolds-spent)
	return progress{
		rendered: max(s.from, rendered),
		heard:    max(s.from, rendered-back(min(s.device.Latency(), fresh)-spent)),
		dry:      s.stretch.Dry(),
		ended:    spent >= s.device.Latency() && s.spent > 0,
	}
}

// chainHolds is about how much sound the stages behind the stretcher have taken and not passed on.
const chainHolds = 12 * time.Millisecond

// seek continues at a position, fading over unless the end has been rendered.
func (s *stage) seek(at time.Duration, set setting) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.spent > 0 {
		s.build(s.clip, at, set)
		return
	}
	s.stretch.Seek(s.clip.Frame(at))
	s.from, s.fresh = at, 0
}
