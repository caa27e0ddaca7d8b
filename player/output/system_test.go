//go:build unix && cgo

package output_test

import (
	"context"
	"encoding/hex"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"istratray/player/output"
	"istratray/player/output/outputtest"
)

func TestOpenPlaysAndCloses(t *testing.T) {
	pulse := outputtest.StartPulse(t)
	device, err := output.System{AppName: "test of output"}.Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if device.Rate() != outputtest.PulseRate {
		t.Errorf("rate %d", device.Rate())
	}
	var frames atomic.Int64
	if err := device.Start(func(samples []float32) { frames.Add(int64(len(samples) / 2)) }); err != nil {
		t.Fatal(err)
	}
	pulse.AwaitStreams(1)
	if frames.Load() == 0 {
		t.Error("asked for nothing at the start")
	}
	device.Close()
	pulse.AwaitStreams(0)
	after := frames.Load()
	<-time.After(200 * time.Millisecond)
	if frames.Load() != after {
		t.Error("asks for more after Close")
	}
}

func TestUnknownDeviceIsTheDefaultOne(t *testing.T) {
	outputtest.StartPulse(t)
	device, err := output.System{}.Open(t.Context(), hex.EncodeToString([]byte("unplugged")))
	if err != nil {
		t.Fatal(err)
	}
	device.Close()
}

func TestNoServer(t *testing.T) {
	t.Setenv("PULSE_SERVER", "unix:/nonexistent")
	t.Setenv("ALSA_CONFIG_PATH", "")
	start := time.Now()
	if _, err := (output.System{}).Open(t.Context(), ""); !errors.Is(err, output.ErrNoDevice) {
		t.Errorf("got %v", err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestOpenEndsWithItsContext(t *testing.T) {
	pulse := outputtest.StartPulse(t)
	pulse.Freeze()
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := (output.System{}).Open(ctx, ""); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	start := time.Now()
	if _, err := (output.System{}).List(t.Context()); !errors.Is(err, output.ErrHung) {
		t.Errorf("got %v", err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}
