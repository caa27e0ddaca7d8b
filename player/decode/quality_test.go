package decode_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"istratray/internal/need"
	"istratray/player/decode"
)

// samples are the files whose decoding is compared with ffmpeg's: the signal-to-noise ratio that
// is asked for, in dB; +Inf asks for identical samples. ffmpeg delivers what lies before time 0 in
// a stream that was cut (early), and the padding after the end in an MP4 file (late, in samples).
var samples = []struct {
	file   string
	format decode.Format
	snr    float64
	early  bool
	late   int
	by     string // ffmpeg's decoder, where its own shifts the sound
}{
	{file: "vorbis8.ogg", format: decode.Ogg, snr: 100},
	{file: "vorbis16.ogg", format: decode.Ogg, snr: 100},
	{file: "vorbis44.ogg", format: decode.Ogg, snr: 100},
	{file: "vorbis44s.ogg", format: decode.Ogg, snr: 100},
	{file: "cut8.ogg", format: decode.Ogg, snr: 100, early: true},
	{file: "opus.ogg", format: decode.Ogg, snr: 40, by: "libopus"},
	{file: "opus48s.ogg", format: decode.Ogg, snr: 40, by: "libopus"},
	{file: "mulaw.au", format: decode.AU, snr: math.Inf(1)},
	{file: "alaw.au", format: decode.AU, snr: math.Inf(1)},
	{file: "linear.au", format: decode.AU, snr: math.Inf(1)},
	{file: "adts16.aac", format: decode.AAC, snr: 80},
	{file: "adts44s.aac", format: decode.AAC, snr: 80},
	{file: "tablefirst.mp4", format: decode.MP4, snr: 80, late: 1023},
	{file: "tablelast.mp4", format: decode.MP4, snr: 80, late: 1023},
	{file: "fragments.mp4", format: decode.MP4, snr: 80},
}

func TestDecodesLikeFFmpeg(t *testing.T) {
	need.Tool(t, "ffmpeg")
	for _, s := range samples {
		t.Run(s.file, func(t *testing.T) {
			if !decode.Can(s.format) {
				t.Skip("not in this build")
			}
			want := ffmpeg(t, file(s.file), s.by)
			_, got := decodeAll(t, s.format, bytes.NewReader(read(t, s.file)))
			if extra := len(want) - len(got); s.early && extra > 0 {
				want = want[extra:]
			} else if extra < 0 || extra > s.late {
				t.Errorf("%d samples, ffmpeg has %d", len(got), len(want))
			}
			if ratio := snr(want, got); ratio < s.snr {
				t.Errorf("signal-to-noise ratio %.1f dB, want %.0f", ratio, s.snr)
			} else {
				t.Logf("signal-to-noise ratio %.1f dB", ratio)
			}
		})
	}
}

func file(name string) string { return filepath.Join("..", "testdata", name) }

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(file(name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// ffmpeg decodes a file to interleaved samples, with a certain decoder or its own.
func ffmpeg(t testing.TB, name, by string) []float32 {
	t.Helper()
	args := []string{"-v", "error", "-i", name, "-f", "f32le", "-"}
	if by != "" {
		args = append([]string{"-c:a", by}, args...)
	}
	raw, err := exec.Command("ffmpeg", args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return floats(raw)
}

func floats(raw []byte) []float32 {
	values := make([]float32, len(raw)/4)
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return values
}

// decodeAll opens and reads to the end, in portions of an awkward size.
func decodeAll(t testing.TB, f decode.Format, r io.Reader) (decode.Info, []float32) {
	t.Helper()
	d, err := decode.Open(r, f)
	if err != nil {
		t.Fatal(err)
	}
	var all []float32
	buf := make([]float32, 1001)
	for {
		n, err := d.Read(buf)
		all = append(all, buf[:n]...)
		if errors.Is(err, io.EOF) {
			return d.Info(), all
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// snr is the power of want against that of the difference, in dB.
func snr(want, got []float32) float64 {
	var signal, noise float64
	for i := range min(len(want), len(got)) {
		w, d := float64(want[i]), float64(got[i]-want[i])
		signal += w * w
		noise += d * d
	}
	return 10 * math.Log10(signal/noise)
}
