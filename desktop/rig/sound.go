package rig

import (
	"encoding/binary"
	"errors"
	"os/exec"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// Rate is the sampling rate of every PCM here, in Hz: the one that the sound server plays without
// converting.
const Rate = 48000

// PCM is mono sound of Rate samples a second, each from -1 to 1.
type PCM []float64

// Duration is how long the sound lasts.
func (p PCM) Duration() time.Duration { return time.Duration(len(p)) * time.Second / Rate }

// Recording is a running recording of what the speakers play.
type Recording struct {
	d     *Desk
	parec *Process
}

// Record starts recording what the speakers play. It returns when sound, perhaps silence, is coming in.
func (d *Desk) Record() *Recording {
	d.t.Helper()
	parec := d.Spawn("parec", "--device=speakers.monitor", "--raw", "--format=s16le", "--channels=1",
		"--rate="+strconv.Itoa(Rate), "--latency-msec=200")
	// The first block from an idle server can take seconds.
	Eventually(d.t, patience, "the sound server delivers", func() error {
		if parec.Stdout() == "" {
			return errors.New("nothing recorded; " + parec.Stderr())
		}
		return nil
	})
	return &Recording{d: d, parec: parec}
}

// Heard is what was recorded so far.
func (r *Recording) Heard() PCM {
	r.d.t.Helper()
	return decodePCM([]byte(r.parec.Stdout()))
}

// WaitSound waits until something louder than silence has been recorded.
func (r *Recording) WaitSound(within time.Duration) {
	r.d.t.Helper()
	Eventually(r.d.t, within, "something is heard", func() error {
		if slices.Max(append(r.Heard(), 0)) < 0.01 {
			return errors.New("silence")
		}
		return nil
	})
}

// Stop ends the recording and returns it.
func (r *Recording) Stop() PCM {
	r.d.t.Helper()
	r.parec.Signal(syscall.SIGTERM)
	r.parec.Wait(5 * time.Second)
	return r.Heard()
}

// Decode reads a sound file of any format, through ffmpeg: independent of the program under test.
func Decode(t T, file string) PCM {
	t.Helper()
	out, err := exec.Command("ffmpeg", "-v", "error", "-i", file, "-f", "s16le", "-ac", "1",
		"-ar", strconv.Itoa(Rate), "-").Output()
	if err != nil {
		t.Fatalf("ffmpeg %s: %v", file, err)
	}
	return decodePCM(out)
}

func decodePCM(b []byte) PCM {
	pcm := make(PCM, len(b)/2)
	for i := range pcm {
		pcm[i] = float64(int16(binary.LittleEndian.Uint16(b[2*i:]))) / 32768
	}
	return pcm
}
