//go:build cgo

package output

import (
	"cmp"
	"context"
	"log/slog"
	"runtime"
	"sync/atomic"
	"time"
	"unsafe"

	"github.com/gen2brain/malgo"
)

// The buffer: with less than 200 ms a busy machine has gaps, with much more a pause comes late.
const (
	periodMS = 50
	periods  = 5
	channels = 2
)

// session is a connection to the sound system.
type session struct {
	ctx *malgo.AllocatedContext
}

func newContext(s System) (*session, error) {
	var config malgo.ContextConfig
	if s.AppName != "" {
		name := append([]byte(s.AppName), 0)
		// The structure that points to it is handed to C, which copies the name.
		var pin runtime.Pinner
		pin.Pin(&name[0])
		defer pin.Unpin()
		config.Pulse.PApplicationName = &name[0]
	}
	ctx, err := malgo.InitContext(backends(), config, nil)
	if err != nil {
		return nil, noDevice("connect", err)
	}
	return &session{ctx: ctx}, nil
}

func (c *session) free() {
	_ = c.ctx.Uninit() // it has no way to fail that would leave something to do
	c.ctx.Free()
}

func (c *session) list() ([]Info, error) {
	devices, err := c.ctx.Devices(malgo.Playback)
	if err != nil {
		return nil, noDevice("list", err)
	}
	infos := make([]Info, len(devices))
	for i := range devices {
		infos[i] = Info{ID: devices[i].ID.String(), Name: cmp.Or(devices[i].Name(), "Default"),
			Default: devices[i].IsDefault != 0}
	}
	return infos, nil
}

// find returns the device of that ID.
func (c *session) find(id string) (*malgo.DeviceID, error) {
	devices, err := c.ctx.Devices(malgo.Playback)
	if err != nil {
		return nil, noDevice("list", err)
	}
	for i := range devices {
		if devices[i].ID.String() == id {
			return &devices[i].ID, nil
		}
	}
	return nil, ErrNoDevice
}

// device is an open one with a session of its own, so that it can be abandoned with all it has.
type device struct {
	session *session
	dev     *malgo.Device
	rate    int
	render  atomic.Pointer[func([]float32)]
	log     *slog.Logger
}

func openDevice(s System, id string) (*device, error) {
	c, err := newContext(s)
	if err != nil {
		return nil, err
	}
	d := &device{session: c, log: s.log()}
	if err := d.init(s, id); err != nil {
		c.free()
		return nil, err
	}
	return d, nil
}

func (d *device) init(s System, id string) error {
	config := malgo.DefaultDeviceConfig(malgo.Playback)
	config.PeriodSizeInMilliseconds = periodMS
	config.Periods = periods
	config.SampleRate = 0 // its own, so that nobody else resamples
	config.Playback.Format = malgo.FormatF32
	config.Playback.Channels = channels
	config.Pulse.StreamNamePlayback = s.AppName
	if id != "" {
		found, err := d.session.find(id)
		if err != nil {
			return err
		}
		var pin runtime.Pinner
		pin.Pin(found)
		defer pin.Unpin()
		config.Playback.DeviceID = unsafe.Pointer(found) // #nosec G103 -- the address of a device, for comparison by the library
	}
	dev, err := malgo.InitDevice(d.session.ctx.Context, config, malgo.DeviceCallbacks{Data: d.data})
	if err != nil {
		return noDevice("open", err)
	}
	d.dev = dev
	d.rate = int(dev.SampleRate())
	return nil
}

// data is called by the device's thread.
func (d *device) data(out, _ []byte, _ uint32) {
	render := d.render.Load()
	if render == nil || len(out) == 0 {
		return // the library has silenced the buffer
	}
	(*render)(unsafe.Slice((*float32)(unsafe.Pointer(&out[0])), len(out)/4)) // #nosec G103 -- a view of the samples as bytes
}

// Rate implements Device.
func (d *device) Rate() int { return d.rate }

// Latency implements Device.
func (d *device) Latency() time.Duration { return periods * periodMS * time.Millisecond }

// Start implements Device.
func (d *device) Start(render func([]float32)) error {
	d.render.Store(&render)
	if _, err := limited(context.Background(), func() (struct{}, error) {
		return struct{}{}, d.dev.Start()
	}, func(struct{}) {}); err != nil {
		return noDevice("start", err)
	}
	return nil
}

// Close implements Device.
func (d *device) Close() {
	d.render.Store(nil)
	err := closeWithin(func() {
		d.dev.Uninit()
		d.session.free()
	})
	if err != nil {
		d.log.Warn("sound device", "err", err)
	}
}
