//go:build unix && desktop

package player_test

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"istratray/internal/need"
	"istratray/player"
	"istratray/player/decode"
	"istratray/player/output"
	"istratray/player/output/outputtest"
)

// A real sound server takes down what is played here; its clock is the real one.

// live is a running player on real devices.
type live struct {
	*player.Player
	t      *testing.T
	states chan player.State
}

func newLive(t *testing.T, opts player.Options) *live {
	t.Helper()
	l := &live{t: t, states: make(chan player.State, 10_000)}
	opts.AppName = "test"
	opts.Logger = slog.New(slog.NewTextHandler(t.Output(), nil))
	opts.OnState = func(s player.State) { l.states <- s }
	l.Player = player.New(opts)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- l.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		<-done
	})
	return l
}

// await waits for a state.
func (l *live) await(what string, ok func(player.State) bool) player.State {
	l.t.Helper()
	timer := time.NewTimer(30 * time.Second)
	defer timer.Stop()
	for {
		select {
		case s := <-l.states:
			if ok(s) {
				return s
			}
			if s.Phase == player.Failed {
				l.t.Fatalf("waiting for %s: failed with %v", what, s.Err)
			}
		case <-timer.C:
			l.t.Fatalf("waiting for %s in vain", what)
		}
	}
}

func (l *live) phase(p player.Phase) player.State {
	l.t.Helper()
	return l.await(string(p), func(s player.State) bool { return s.Phase == p })
}

// deviceID is how the player calls a device of the test's sound server.
func deviceID(name string) string { return hex.EncodeToString([]byte(name)) }

func TestSoundsLikeFFmpeg(t *testing.T) {
	if raceDetector {
		t.Skip("too slow with the race detector")
	}
	need.Tool(t, "ffmpeg")
	pulse := outputtest.StartPulse(t)
	pulse.Record("cap").Await() // keeps the device awake
	for _, test := range []struct {
		file   string
		format player.Format
	}{
		{"vorbis8.ogg", player.Ogg}, {"vorbis16.ogg", player.Ogg}, {"vorbis44.ogg", player.Ogg},
		{"vorbis44s.ogg", player.Ogg},
		{"mulaw.au", player.AU}, {"alaw.au", player.AU}, {"linear.au", player.AU},
		{"adts16.aac", player.AAC}, {"adts44s.aac", player.AAC},
		{"tablefirst.mp4", player.MP4}, {"tablelast.mp4", player.MP4}, {"fragments.mp4", player.MP4},
	} {
		t.Run(test.file, func(t *testing.T) {
			if !decode.Can(decode.Format(test.format)) {
				t.Skip("not in this build")
			}
			want := reference(t, test.file)
			for range attempts {
				err := compare(want, record(t, pulse, test.file, test.format))
				if err == nil {
					return
				}
				t.Log(err)
			}
			if load := outputtest.Load(); load > 2 {
				need.Missing(t, fmt.Sprintf("a machine that can play in real time: %.1f programs want each processor",
					load))
			}
			t.Error("never as it should be")
		})
	}
}

// attempts is how often a message is recorded: where other programs starve the sound server, a
// recording has gaps that say nothing about the player.
const attempts = 3

// record plays a file as it comes over a slow line.
func record(t *testing.T, pulse *outputtest.Pulse, file string, format player.Format) []float64 {
	t.Helper()
	recording := pulse.Record("cap")
	recording.Await()
	l := newLive(t, player.Options{Formats: []player.Format{format}})
	l.Play(file, &source{files: map[player.Format]string{format: file}, speed: 64000}, 0)
	l.phase(player.Ended)
	return recording.Stop()
}

// reference is ffmpeg's decode of a file's left side at the sound server's rate.
func reference(t *testing.T, file string) []float64 {
	t.Helper()
	raw, err := exec.Command("ffmpeg", "-v", "error", "-i", filepath.Join("testdata", file),
		"-af", "pan=mono|c0=c0,aresample=48000", "-f", "s16le", "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	samples := make([]float64, len(raw)/2)
	for i := range samples {
		samples[i] = float64(int16(binary.LittleEndian.Uint16(raw[2*i:]))) / 32768
	}
	return samples
}

// compare wants got to be want, but for where it begins and how loud it is, and becomes.
func compare(want, got []float64) error {
	wantFrom, wantTo := extent(want)
	gotFrom, gotTo := extent(got)
	wantSpan, gotSpan := float64(wantTo-wantFrom), float64(gotTo-gotFrom)
	if wantSpan == 0 || gotSpan == 0 {
		return fmt.Errorf("sound of %.0f samples, recorded %.0f", wantSpan, gotSpan)
	}
	var errs []error
	if off := gotSpan/wantSpan - 1; math.Abs(off) > 0.01 {
		errs = append(errs, fmt.Errorf("duration is off by %.2f %%", 100*off))
	}
	want = want[wantFrom:wantTo]
	lag := align(want, got, gotFrom)
	got = got[lag:min(len(got), lag+len(want))]
	if c := likeness(want, got); c < 0.99 {
		errs = append(errs, fmt.Errorf("correlation %.4f", c))
	}
	if at := gapAt(want, got); at >= 0 {
		errs = append(errs, fmt.Errorf("a gap at %.3f s", float64(at)/outputtest.PulseRate))
	}
	return errors.Join(errs...)
}

// extent is where the sound of a signal begins and ends.
func extent(signal []float64) (from, to int) {
	loud := 0.0
	for _, v := range signal {
		loud = max(loud, math.Abs(v))
	}
	for i, v := range signal {
		if math.Abs(v) > loud/20 {
			if to == 0 {
				from = i
			}
			to = i + 1
		}
	}
	return from, to
}

// align finds where in got, around a place, want begins.
func align(want, got []float64, around int) int {
	best, at := -1.0, around
	try := func(from, to, step int) {
		middle := at
		for lag := middle + from; lag <= middle+to; lag += step {
			if lag < 0 || lag >= len(got) {
				continue
			}
			n := min(len(want), len(got)-lag, 2*outputtest.PulseRate)
			if c := correlation(want[:n], got[lag:lag+n]); c > best {
				best, at = c, lag
			}
		}
	}
	try(-2400, 2400, 8)
	try(-8, 8, 1)
	return at
}

func correlation(a, b []float64) float64 {
	var ab, aa, bb float64
	for i := range min(len(a), len(b)) {
		ab += a[i] * b[i]
		aa += a[i] * a[i]
		bb += b[i] * b[i]
	}
	return ab / math.Sqrt(aa*bb+1e-12)
}

// likeness is the correlation of pieces of 0.2 s, louder ones counting for more: a message that is still being loaded
// as it begins to play gets louder or softer while its loudness becomes known.
func likeness(a, b []float64) float64 {
	const piece = outputtest.PulseRate / 5
	var sum, weight float64
	for at := 0; at < min(len(a), len(b)); at += piece {
		x, y := a[at:min(at+piece, len(a))], b[at:min(at+piece, len(b))]
		sum += power(x) * correlation(x, y)
		weight += power(x)
	}
	return sum / weight
}

func power(signal []float64) (p float64) {
	for _, v := range signal {
		p += v * v
	}
	return p
}

// gapAt is where 20 ms of silence are recorded in the middle of sound, or -1.
func gapAt(want, got []float64) int {
	const frame = outputtest.PulseRate / 100
	n := min(len(want), len(got))
	gain := power(got[:n]) / power(want[:n])
	silent := 0
	for at := 0; at+frame <= n; at += frame {
		w, g := power(want[at:at+frame]), power(got[at:at+frame])
		if w > 1e-3 && g < 0.01*gain*w {
			if silent++; silent == 2 {
				return at
			}
			continue
		}
		silent = 0
	}
	return -1
}

func TestNothingIsOpenWhenNothingPlays(t *testing.T) {
	pulse := outputtest.StartPulse(t)
	l := newLive(t, player.Options{})
	l.Play("one", lasting(), 0)
	l.phase(player.Playing)
	pulse.AwaitStreams(1)
	l.Pause()
	l.phase(player.Paused)
	pulse.AwaitStreams(0)
	l.Resume()
	l.phase(player.Playing)
	pulse.AwaitStreams(1)
	l.Seek(longLength - time.Second)
	l.phase(player.Ended)
	pulse.AwaitStreams(0)
}

// longLength is how long a message lasts that goes on whatever is done in the meantime.
const longLength = 17900 * time.Millisecond

func lasting() *source {
	return &source{files: map[player.Format]string{player.Ogg: "../../assets/speech/review.ogg"}}
}

// position is the newest that was reported.
func (l *live) position() (at time.Duration) {
	l.t.Helper()
	at = -1
	l.await("a report", func(s player.State) bool {
		at = s.Position
		return len(l.states) == 0
	})
	return at
}

// playToOneSecond plays a message until a second of it has been heard on a device that is awake.
func playToOneSecond(t *testing.T, pulse *outputtest.Pulse, device string) *live {
	t.Helper()
	recording := pulse.Record(device)
	recording.Await()
	l := newLive(t, player.Options{Device: deviceID(device)})
	l.Play("one", lasting(), 0)
	l.await("a second", func(s player.State) bool { return s.Position > time.Second })
	recording.Stop()
	return l
}

func TestServerDiesAndComesBack(t *testing.T) {
	pulse := outputtest.StartPulse(t)
	l := playToOneSecond(t, pulse, "cap")
	before, asked := l.position(), time.Now()
	pulse.Kill()
	played := time.Since(asked)
	pulse.Start()
	pulse.AwaitStreams(1)
	came := time.Now()
	after := l.position()
	played += time.Since(came)
	if after < before-300*time.Millisecond || after > before+played+700*time.Millisecond {
		t.Errorf("goes on at %v, it was at %v", after, before)
	}
	l.Seek(longLength - time.Second)
	if state := l.phase(player.Ended); state.Err != nil {
		t.Errorf("ended with %v", state.Err)
	}
}

func TestServerDiesForGood(t *testing.T) {
	pulse := outputtest.StartPulse(t)
	l := playToOneSecond(t, pulse, "cap")
	died := time.Now()
	pulse.Kill()
	state := l.phase(player.Paused)
	if took := time.Since(died); took > 15*time.Second {
		t.Errorf("took %v", took)
	}
	if code, _ := player.Reason(state.Err); code != "device-lost" {
		t.Errorf("says %q", code)
	}
}

func TestServerFreezes(t *testing.T) {
	pulse := outputtest.StartPulse(t)
	l := playToOneSecond(t, pulse, "cap")
	froze := time.Now()
	pulse.Freeze()
	state := l.phase(player.Paused)
	if took := time.Since(froze); took > 15*time.Second {
		t.Errorf("took %v", took)
	}
	if code, _ := player.Reason(state.Err); code != "device-silent" {
		t.Errorf("says %q", code)
	}
	start := time.Now()
	if _, err := player.Devices(); !errors.Is(err, output.ErrHung) {
		t.Errorf("listing devices says %v", err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("listing devices took %v", took)
	}
}

// plays waits until it has gone on for some time.
func (l *live) plays(on time.Duration) {
	l.t.Helper()
	to := l.position() + on
	l.await("what is played next", func(s player.State) bool { return s.Position >= to })
}

func TestDefaultDeviceIsFollowed(t *testing.T) {
	pulse := outputtest.StartPulse(t)
	pulse.Sink("other")
	recording := pulse.Record("other")
	recording.Await()
	l := playToOneSecond(t, pulse, "cap")
	l.SetDevice("")
	pulse.Do("set-default-sink", "other")
	l.plays(3 * time.Second)
	from, to := extent(recording.Stop())
	if heard := float64(to-from) / outputtest.PulseRate; heard < 1 {
		t.Errorf("%.2f s were heard on the new default device", heard)
	}
}

func TestDeviceIsUnplugged(t *testing.T) {
	pulse := outputtest.StartPulse(t)
	pulse.Sink("spare")
	recording := pulse.Record("spare")
	recording.Await()
	l := playToOneSecond(t, pulse, "cap")
	pulse.Unplug("cap")
	l.plays(3 * time.Second)
	l.Seek(longLength - time.Second)
	if state := l.phase(player.Ended); state.Err != nil {
		t.Errorf("ended with %v", state.Err)
	}
	from, to := extent(recording.Stop())
	if heard := float64(to-from) / outputtest.PulseRate; heard < 1 {
		t.Errorf("%.2f s were heard on the spare device", heard)
	}
}

func TestDevices(t *testing.T) {
	pulse := outputtest.StartPulse(t)
	pulse.Sink("other")
	devices, err := player.Devices()
	if err != nil || len(devices) != 2 || devices[0].ID != deviceID("cap") || !devices[0].Default ||
		devices[1].Default {
		t.Errorf("%+v, %v", devices, err)
	}
	pulse.Kill()
	start := time.Now()
	if devices, err = player.Devices(); err == nil {
		t.Errorf("without a server: %+v", devices)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
	if code, _ := player.Reason(err); code != "device-none" {
		t.Errorf("says %q", code)
	}
}
