//go:build unix

package outputtest

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"istratray/internal/need"
)

// Pulse is a sound server of the test's own. Its devices run by a real clock.
type Pulse struct {
	t       testing.TB
	dir     string
	process *exec.Cmd
}

// PulseRate is the rate of its devices, in stereo.
const PulseRate = 48000

// StartPulse starts a server with the device "cap", and makes it the one that the test's programs
// use. It skips the test where PulseAudio is missing, but not in CI.
func StartPulse(t testing.TB) *Pulse {
	t.Helper()
	for _, program := range []string{"pulseaudio", "pactl", "parec"} {
		need.Tool(t, program)
	}
	// A socket's path must be short, which that of t.TempDir is not for every test's name.
	dir, err := os.MkdirTemp("", "pulse")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	t.Setenv("PULSE_SERVER", "unix:"+filepath.Join(dir, "sock"))
	t.Setenv("PULSE_RUNTIME_PATH", dir)
	t.Setenv("XDG_RUNTIME_DIR", dir)
	t.Setenv("XDG_CONFIG_HOME", dir)
	p := &Pulse{t: t, dir: dir}
	t.Cleanup(p.Kill)
	p.Start()
	return p
}

// Start starts the server, again after Kill.
func (p *Pulse) Start() {
	p.t.Helper()
	script := fmt.Sprintf(`load-module module-native-protocol-unix socket=%s/sock auth-anonymous=1
load-module module-null-sink sink_name=cap rate=%d channels=2 format=s16le
set-default-sink cap
`, p.dir, PulseRate)
	file := filepath.Join(p.dir, "pulse.pa")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		p.t.Fatal(err)
	}
	_ = os.Remove(filepath.Join(p.dir, "sock"))
	p.process = exec.Command("pulseaudio", "-n", "-F", file, "--daemonize=no", "--exit-idle-time=-1", // #nosec G204 -- a test's own sound server
		"--realtime=no", "--use-pid-file=no", "--disable-shm=yes")
	if err := p.process.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.await("pactl", "info")
}

// Kill ends the server the hard way.
func (p *Pulse) Kill() {
	if p.process == nil {
		return
	}
	_ = p.process.Process.Kill()
	_ = p.process.Wait()
	p.process = nil
}

// Freeze makes the server neither answer nor go away; Kill ends it all the same.
func (p *Pulse) Freeze() {
	if err := p.process.Process.Signal(syscall.SIGSTOP); err != nil {
		p.t.Fatal(err)
	}
}

// Sink adds a device.
func (p *Pulse) Sink(name string) {
	p.t.Helper()
	p.Do("load-module", "module-null-sink", "sink_name="+name, fmt.Sprintf("rate=%d", PulseRate),
		"channels=2", "format=s16le")
}

// Unplug removes a device.
func (p *Pulse) Unplug(name string) {
	p.t.Helper()
	for line := range strings.Lines(p.Do("list", "short", "modules")) {
		if fields := strings.Fields(line); strings.Contains(line, "sink_name="+name+" ") {
			p.Do("unload-module", fields[0])
			return
		}
	}
	p.t.Fatalf("no device %s", name)
}

// Do runs a command of pactl.
func (p *Pulse) Do(args ...string) string {
	p.t.Helper()
	out, err := exec.Command("pactl", args...).CombinedOutput()
	if err != nil {
		p.t.Fatalf("pactl %s: %v: %s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// Streams is how many programs have a stream open.
func (p *Pulse) Streams() int {
	return strings.Count(p.Do("list", "short", "sink-inputs"), "\n")
}

// await runs a program until it succeeds.
func (p *Pulse) await(name string, args ...string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), 30*time.Second)
	defer cancel()
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for {
		if exec.CommandContext(ctx, name, args...).Run() == nil {
			return
		}
		select {
		case <-ctx.Done():
			p.t.Fatal("PulseAudio does not start")
		case <-ticker.C:
		}
	}
}

// Recording takes down what a device plays.
type Recording struct {
	t       testing.TB
	file    string
	process *exec.Cmd
}

// Record starts to take down what a device plays. Before anything is played, Await the recorder: a
// device that has been idle takes seconds to deliver its first block.
func (p *Pulse) Record(device string) *Recording {
	p.t.Helper()
	r := &Recording{t: p.t, file: filepath.Join(p.t.TempDir(), device+".raw")}
	r.process = exec.Command("parec", "-d", device+".monitor", "--raw", "--format=s16le", // #nosec G204 -- a test's own recorder
		fmt.Sprintf("--rate=%d", PulseRate), "--channels=2", "--latency-msec=20", r.file)
	if err := r.process.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { r.Stop() })
	return r
}

// Await waits until the recorder gets sound.
func (r *Recording) Await() {
	r.t.Helper()
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for deadline := time.Now().Add(30 * time.Second); r.size() == 0; {
		if time.Now().After(deadline) {
			r.t.Fatal("the recorder gets no sound")
		}
		<-ticker.C
	}
}

func (r *Recording) size() int64 {
	info, err := os.Stat(r.file)
	if err != nil {
		return 0
	}
	return info.Size()
}

// Stop ends the recording and returns its left channel, between -1 and 1.
func (r *Recording) Stop() []float64 {
	r.t.Helper()
	if r.process != nil {
		_ = r.process.Process.Signal(syscall.SIGTERM)
		_ = r.process.Wait()
		r.process = nil
	}
	raw, err := os.ReadFile(r.file)
	if err != nil {
		return nil
	}
	samples := make([]float64, len(raw)/4)
	for i := range samples {
		samples[i] = float64(int16(binary.LittleEndian.Uint16(raw[4*i:]))) / 32768
	}
	return samples
}

// AwaitStreams waits until as many streams are open.
func (p *Pulse) AwaitStreams(n int) {
	p.t.Helper()
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for deadline := time.Now().Add(20 * time.Second); p.Streams() != n; {
		if time.Now().After(deadline) {
			p.t.Fatalf("%d streams are open, want %d", p.Streams(), n)
		}
		<-ticker.C
	}
}
