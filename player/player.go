package player

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"istratray/player/clip"
	"istratray/player/dsp"
	"istratray/player/output"
)

// Options of a Player. The zero Options are useful.
type Options struct {
	Logger      *slog.Logger  // nil: silent
	Device      string        // of Devices; empty, or not there: the default one
	OnState     func(State)   // called in order from the player's loop; must not block; nil: nobody listens
	Formats     []Format      // preferred ones first; the others follow. Empty: Ogg first
	Speed       float64       // 0.5 to 3; 0: 1
	Volume      float64       // 0 to 1; 0: 1. For silence call SetVolume
	SkipSilence bool          // shorten pauses in speech
	AppName     string        // as the desktop's mixer shows it; empty: the program's file name
	Output      output.Opener // nil: this computer's devices
}

// Player plays one message at a time.
type Player struct {
	opts Options
	box  *mailbox
	clip atomic.Pointer[clip.Clip] // of the current message, for Waveform
}

// New makes a Player. It opens nothing and starts nothing: Run does.
func New(opts Options) *Player {
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	if opts.OnState == nil {
		opts.OnState = func(State) {}
	}
	if opts.Output == nil {
		opts.Output = output.System{AppName: opts.AppName, Logger: opts.Logger}
	}
	if opts.Speed == 0 {
		opts.Speed = 1
	}
	if opts.Volume == 0 {
		opts.Volume = 1
	}
	return &Player{opts: opts, box: newMailbox()}
}

// Run carries out orders until ctx ends, and returns its error when everything has been closed.
// It may be called once.
func (p *Player) Run(ctx context.Context) error { return newLoop(p).run(ctx) }

// Play plays a message from a position on, in place of what plays now. The id comes back in State.
func (p *Player) Play(id string, src Source, from time.Duration) {
	p.box.leave(func(o *orders) { o.setPlay(playOrder{id: id, src: src, from: max(0, from)}) })
}

// Pause holds the message; Resume continues at the same place, or starts again at the end.
func (p *Player) Pause() { p.setPaused(true) }

// Resume continues after Pause, or plays again after the end.
func (p *Player) Resume() { p.setPaused(false) }

func (p *Player) setPaused(paused bool) {
	p.box.leave(func(o *orders) { o.paused = &paused })
}

// Stop ends the message and forgets it.
func (p *Player) Stop() { p.box.leave((*orders).setStop) }

// Seek continues at a time of the message, as soon as that much of it is there.
func (p *Player) Seek(at time.Duration) {
	at = max(0, at)
	p.box.leave(func(o *orders) { o.seek = &at })
}

// SetSpeed changes the speed but not the pitch; it is clamped to 0.5 to 3.
func (p *Player) SetSpeed(speed float64) {
	speed = max(dsp.MinSpeed, min(dsp.MaxSpeed, speed))
	p.box.leave(func(o *orders) { o.speed = &speed })
}

// SetVolume changes the volume; it is clamped to 0 to 1.
func (p *Player) SetVolume(volume float64) {
	volume = max(0, min(1, volume))
	p.box.leave(func(o *orders) { o.volume = &volume })
}

// SetDevice changes the device, also while playing; "" is the default one, wherever that moves.
func (p *Player) SetDevice(id string) { p.box.leave(func(o *orders) { o.device = &id }) }

// SetSkipSilence sets whether pauses in speech are shortened.
func (p *Player) SetSkipSilence(skip bool) { p.box.leave(func(o *orders) { o.skip = &skip }) }

// Waveform divides what is loaded of the message into n equal parts and gives the peak of each,
// between 0 and 1. Without a message all are 0.
func (p *Player) Waveform(n int) []float32 {
	if c := p.clip.Load(); c != nil {
		return c.Waveform(n)
	}
	return make([]float32, max(0, n))
}

// Device is a sound device to choose from.
type Device = output.Info

// Devices lists the sound devices there are now. It takes up to 3 seconds.
func Devices() ([]Device, error) {
	devices, err := output.System{}.List(context.Background())
	if err != nil {
		return nil, &DeviceError{Err: err}
	}
	return devices, nil
}
