package player_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"istratray/internal/need"
	"istratray/player"
	"istratray/player/clip"
	"istratray/player/decode"
	"istratray/player/output/outputtest"
)

// What is measured here is a message of three minutes at 16 kHz, over a line of 64 kB a second; a
// shorter one does for the test.
const (
	longMessage = 3 * time.Minute
	testMessage = 15 * time.Second
	slowLine    = 64000
)

var longFormats = []struct {
	name   string
	format player.Format
	args   []string // of ffmpeg
}{
	{"ogg", player.Ogg, []string{"-c:a", "libvorbis"}},
	{"au", player.AU, []string{"-c:a", "pcm_mulaw"}},
	{"aac", player.AAC, []string{"-c:a", "aac", "-b:a", "32k"}},
	{"mp4", player.MP4, []string{"-c:a", "aac", "-b:a", "32k", "-movflags", "+faststart"}},
}

// makeLong makes a file of some length.
func makeLong(t testing.TB, format player.Format, args []string, length time.Duration) string {
	t.Helper()
	need.Tool(t, "ffmpeg")
	name := filepath.Join(t.TempDir(), "long."+string(format))
	if format == player.AAC {
		args = append(args, "-f", "adts")
	}
	all := append([]string{"-v", "error", "-stream_loop", "-1", "-i", "testdata/linear.au", "-t",
		fmt.Sprint(length.Seconds()), "-ar", "16000"}, args...)
	if out, err := exec.Command("ffmpeg", append(all, name)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return name
}

// long is a source that delivers one file over the slow line.
type long struct{ data []byte }

func (l long) Open(ctx context.Context, _ player.Format) (*player.Stream, error) {
	return stream(ctx, l.data, slowLine), nil
}

func readLong(t testing.TB, format player.Format, args []string, length time.Duration) long {
	t.Helper()
	data, err := os.ReadFile(makeLong(t, format, args, length))
	if err != nil {
		t.Fatal(err)
	}
	return long{data}
}

func TestLongMessageOnASlowLine(t *testing.T) {
	for _, f := range longFormats {
		t.Run(f.name, func(t *testing.T) {
			if !decode.Can(decode.Format(f.format)) {
				t.Skip("not in this build")
			}
			src := readLong(t, f.format, f.args, testMessage)
			perform(t, player.Options{Formats: []player.Format{f.format}}, func(s *stage) {
				start := time.Now()
				s.Play("long", src, 0)
				state := s.await(player.Ended)
				if first := s.device.Tape("a").Begun.Sub(start); first > 300*time.Millisecond {
					t.Errorf("first sound after %v", first)
				}
				if state.Err != nil || !near(state.Length, testMessage, time.Second) {
					t.Errorf("ended with %+v", state)
				}
				loadings := 0
				for i, state := range s.states[1:] {
					if state.Phase == player.Loading && s.states[i].Phase == player.Playing {
						loadings++
					}
				}
				if loadings > 0 {
					t.Errorf("ran dry %d times", loadings)
				}
			})
		})
	}
}

// BenchmarkFirstSound is the time from Play to the first sample that is not silent.
func BenchmarkFirstSound(b *testing.B) {
	for _, f := range longFormats {
		b.Run(f.name, func(b *testing.B) {
			src := readLong(b, f.format, f.args, longMessage)
			var total time.Duration
			for b.Loop() {
				total += firstSound(b, f.format, src)
			}
			b.ReportMetric(float64(total.Milliseconds())/float64(b.N), "ms-to-sound")
			b.ReportMetric(float64(len(src.data))/slowLine, "s-download")
		})
	}
}

func firstSound(b *testing.B, format player.Format, src player.Source) time.Duration {
	b.Helper()
	device := outputtest.NewClocked(48000)
	sounds := make(chan struct{}, 1)
	p := player.New(player.Options{Output: device, Formats: []player.Format{format}, OnState: func(s player.State) {
		if s.Position > 0 {
			select {
			case sounds <- struct{}{}:
			default:
			}
		}
	}})
	ctx, cancel := context.WithCancel(b.Context())
	done := make(chan error)
	go func() { done <- p.Run(ctx) }()
	start := time.Now()
	p.Play("long", src, 0)
	<-sounds
	cancel()
	<-done
	return device.Tape("a").Begun.Sub(start)
}

// BenchmarkDecode compares with ffmpeg, whose start counts there as well.
func BenchmarkDecode(b *testing.B) {
	for _, f := range longFormats {
		b.Run(f.name, func(b *testing.B) {
			name := makeLong(b, f.format, f.args, longMessage)
			data, err := os.ReadFile(name)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				decodeLong(b, data, decode.Format(f.format))
			}
			b.ReportMetric(longMessage.Seconds()*float64(b.N)/b.Elapsed().Seconds(), "x-realtime")
			start := time.Now()
			if err := exec.Command("ffmpeg", "-v", "error", "-threads", "1", "-i", name, "-f", "null",
				"-").Run(); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(longMessage.Seconds()/time.Since(start).Seconds(), "ffmpeg-x-realtime")
		})
	}
}

func decodeLong(b *testing.B, data []byte, format decode.Format) {
	b.Helper()
	d, err := decode.Open(bytes.NewReader(data), format)
	if err != nil {
		b.Fatal(err)
	}
	buf := make([]float32, 4096)
	for err == nil {
		_, err = d.Read(buf)
	}
	if !errors.Is(err, io.EOF) {
		b.Fatal(err)
	}
}

// BenchmarkMemory is what a message of five minutes at 16 kHz holds.
func BenchmarkMemory(b *testing.B) {
	second := make([]float32, 16000)
	for b.Loop() {
		before := heap()
		c := clip.New(16000, 1, -1)
		for range 300 {
			if err := c.Append(second); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(heap()-before)/1e6, "MB-held")
		runtime.KeepAlive(c)
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
