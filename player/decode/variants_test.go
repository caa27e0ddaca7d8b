package decode_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"istratray/internal/need"
	"istratray/player/decode"
)

// variant is a file that one of Debian's programs writes, and is decoded by ffmpeg and by us.
type variant struct {
	file string
	args []string // of ffmpeg's output, with base as its input
	base string   // another variant; empty: the speech
}

// variants are about 200 ways to write a message.
func variants() (all []variant) {
	add := func(base, ending, args string) {
		name := fmt.Sprintf("%03d%s", len(all), ending)
		all = append(all, variant{file: name, args: strings.Fields(args), base: base})
	}
	copies := func(ending, format string, options ...string) {
		base := all[len(all)-1].file
		for _, o := range options {
			add(base, ending, strings.TrimSpace("-c copy "+o+" "+format))
		}
	}
	for _, rate := range []int{8000, 11025, 16000, 22050, 32000, 44100, 48000} {
		for channels := 1; channels <= 2; channels++ {
			shape := fmt.Sprintf(" -ar %d -ac %d", rate, channels)
			for _, q := range []int{0, 5} {
				add("", ".ogg", fmt.Sprintf("-c:a libvorbis -q:a %d%s", q, shape))
			}
			for _, coding := range []string{"pcm_mulaw", "pcm_alaw", "pcm_s16be"} {
				add("", ".au", "-c:a "+coding+shape)
			}
			add("", ".aac", "-c:a aac -b:a 48k"+shape)
			add("", ".m4a", "-c:a aac -b:a 32k"+shape)
		}
	}
	add("", ".ogg", "-c:a libvorbis -q:a 2 -ar 8000 -ac 1")
	copies(".ogg", "", "-page_duration 20000", "-page_duration 5000000", "-oggpagesize 255",
		"-oggpagesize 60000", "-serial_offset 9",
		"-ss 0.7", "-t 1.5", "-ss 0.5 -t 1", "-metadata title=A", "-f ogg -page_duration 1")
	for _, coding := range []string{"pcm_s8", "pcm_s24be", "pcm_s32be", "pcm_f32be", "pcm_f64be"} {
		add("", ".au", "-c:a "+coding+" -ar 8000 -ac 1")
		add("", ".au", "-c:a "+coding+" -ar 16000 -ac 2 -metadata title=A_long_annotation")
	}
	for _, o := range []string{
		"-b:a 6k -application voip", "-b:a 12k -application voip", "-b:a 20k -application voip -frame_duration 60",
		"-b:a 24k -application voip",
		"-b:a 64k", "-b:a 32k -application lowdelay -frame_duration 2.5",
		"-b:a 32k -application lowdelay -frame_duration 5", "-b:a 16k -vbr off",
		"-b:a 24k -page_duration 20000", "-b:a 48k -ac 2", "-b:a 16k -ac 2 -application voip",
	} {
		add("", ".opus.ogg", "-c:a libopus -ar 48000 "+o)
	}
	add("", ".aac", "-c:a aac -b:a 32k -ar 16000 -ac 1")
	copies(".aac", "-f adts", "-write_id3v2 1 -metadata title=A", "-write_apetag 1 -metadata title=A", "-write_mpeg2 1",
		"-ss 0.8", "-t 1.2")
	base := all[len(all)-6].file
	add(base, ".latm.aac", "-c copy -f latm")
	add(base, ".latm.aac", "-c copy -f latm -smc-interval 1")
	add("", ".m4a", "-c:a aac -b:a 32k -ar 16000 -ac 1")
	base = all[len(all)-1].file
	for _, f := range []string{"mp4", "mov", "ipod", "3gp", "3g2"} {
		add(base, ".mp4", "-c copy -f "+f)
		add(base, ".mp4", "-c copy -movflags +faststart -f "+f)
		add(base, ".mp4", "-c copy -movflags +frag_keyframe+empty_moov -frag_duration 400000 -f "+f)
		add(base, ".mp4", "-c copy -movflags +frag_keyframe -frag_duration 700000 -f "+f)
	}
	for _, o := range []string{
		"-movflags +empty_moov+default_base_moof -frag_duration 300000", "-movflags +frag_every_frame+empty_moov",
		"-movflags +frag_every_frame",
		"-movflags +frag_keyframe+separate_moof -frag_size 2000",
		"-movflags +frag_keyframe+omit_tfhd_offset -frag_size 2000",
		"-movflags +frag_keyframe+delay_moov -frag_size 2000", "-movflags +dash -frag_duration 500000",
		"-movflags +cmaf -frag_duration 500000",
		"-movflags +frag_keyframe+skip_trailer -frag_size 3000", "-movflags +global_sidx+dash -frag_size 3000",
		"-movflags +negative_cts_offsets", "-use_editlist 0",
		"-use_editlist 0 -movflags +faststart", "-moov_size 20000",
		"-movie_timescale 16000", "-movie_timescale 90000", "-movie_timescale 1", "-brand M4A", "-ss 0.5",
		"-ss 0.5 -movflags +faststart", "-t 1",
		"-ss 0.3 -t 1.5", "-output_ts_offset 0.5", "-output_ts_offset 10", "-metadata title=A -metadata comment=B",
		"-empty_hdlr_name 1",
		"-skip_iods 0", "-write_btrt 0", "-write_tmcd 0", "-use_stream_ids_as_track_ids 1",
		"-strict -2 -movflags +use_metadata_tags -metadata x=y",
		"-movflags +frag_keyframe+empty_moov+faststart -frag_size 2500",
		"-movflags +frag_discont+frag_keyframe -frag_size 2500",
	} {
		add(base, ".mp4", "-c copy "+o+" -f mp4")
	}
	return all
}

// encoded are what other programs than ffmpeg write.
var encoded = []string{
	"oggenc -Q -q 0 -o %s -", "oggenc -Q -q 8 -o %s -", "oggenc -Q -k -o %s -", "oggenc -Q --managed -b 32 -o %s -",
	"oggenc -Q --resample 44100 -o %s -",
	"oggenc -Q --resample 11025 -q 2 -c title=A -o %s -", "opusenc --quiet --bitrate 12 --speech - %s",
	"opusenc --quiet --bitrate 24 --framesize 60 - %s",
	"opusenc --quiet --padding 100 --max-delay 40 - %s", "opusenc --quiet --hard-cbr --framesize 5 - %s",
	"opusenc --quiet --serial 7 --padding 0 - %s",
}

func TestVariantsDecodeLikeFFmpeg(t *testing.T) {
	for _, tool := range []string{"ffmpeg", "oggenc", "opusenc"} {
		need.Tool(t, tool)
	}
	if !decode.Can(decode.AAC) {
		t.Skip("not in this build")
	}
	dir := t.TempDir()
	files := write(t, dir)
	t.Logf("%d files", len(files))
	if len(files) < 200 {
		t.Errorf("%d files only", len(files))
	}
	for batch := range slices.Chunk(files, 20) {
		decodeBatch(t, dir, batch)
		for _, file := range batch {
			compare(t, dir, file)
		}
	}
}

// write makes all files, as many as possible with each start of ffmpeg.
func write(t *testing.T, dir string) (files []string) {
	t.Helper()
	byBase := map[string][]variant{}
	for _, v := range variants() {
		byBase[v.base] = append(byBase[v.base], v)
		files = append(files, v.file)
	}
	speech, err := filepath.Abs(file("linear.au"))
	if err != nil {
		t.Fatal(err)
	}
	tool(t, dir, "ffmpeg", "-v", "error", "-i", speech, "-ar", "16000", "speech.wav")
	written := map[string]bool{"": true}
	for len(byBase) > 0 {
		for base, list := range byBase {
			if !written[base] {
				continue
			}
			delete(byBase, base)
			args := []string{"-v", "error", "-i", speech}
			if base != "" {
				args[3] = base
			}
			for _, v := range list {
				args = append(append(args, v.args...), v.file)
				written[v.file] = true
			}
			tool(t, dir, "ffmpeg", args...)
		}
	}
	for i, command := range encoded {
		name := fmt.Sprintf("e%02d.%s.ogg", i, strings.Fields(command)[0][:4])
		tool(t, dir, "sh", "-c", fmt.Sprintf(command, name)+" < speech.wav")
		files = append(files, name)
	}
	return files
}

func tool(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, out)
	}
}

// decodeBatch has ffmpeg decode some files.
func decodeBatch(t *testing.T, dir string, files []string) {
	t.Helper()
	args := []string{"-v", "error"}
	for _, f := range files {
		if strings.Contains(f, "opus") {
			args = append(args, "-c:a", "libopus")
		}
		args = append(args, "-i", f)
	}
	for i, f := range files {
		args = append(args, "-map", fmt.Sprintf("%d:a", i), "-f", "f32le", f+".raw")
	}
	tool(t, dir, "ffmpeg", args...)
}

// collector keeps what is decoded.
type collector struct {
	info    decode.Info
	samples []float32
}

func (c *collector) Begin(info decode.Info) error { c.info = info; return nil }

func (c *collector) Write(samples []float32) error {
	c.samples = append(c.samples, samples...)
	return nil
}

func compare(t *testing.T, dir, name string) {
	t.Helper()
	body, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	var got collector
	err = decode.Run(context.Background(), decode.Input{Body: body}, &got, decode.Limits{})
	var coding *decode.Error
	if errors.As(err, &coding) && coding.Kind == decode.Unsupported {
		t.Logf("%s: %v", name, err)
		return
	}
	raw, rawErr := os.ReadFile(filepath.Join(dir, name+".raw"))
	want := floats(raw)
	if err != nil || rawErr != nil {
		t.Errorf("%s: %d samples, %v, %v", name, len(got.samples), err, rawErr)
		return
	}
	frame := 1024 * got.info.Channels // of AAC, of which ffmpeg plays the padding
	if off := len(got.samples) - len(want); math.Abs(float64(off)) > max(float64(len(want))/100, float64(frame)) {
		t.Errorf("%s: %d samples, ffmpeg has %d", name, len(got.samples), len(want))
	}
	if r := correlation(want, got.samples, got.info.Channels); r < 0.99 {
		t.Errorf("%s: correlation %.4f, %d samples of %d", name, r, len(got.samples), len(want))
	}
}

// correlation of two sounds, whichever of them begins a little earlier.
func correlation(a, b []float32, channels int) float64 {
	best := -1.0
	for _, lag := range []int{0, len(a) - len(b), 1024 * channels, 1024*channels + len(a) - len(b)} {
		x, y := a, b
		if lag > 0 {
			x = x[min(lag, len(x)):]
		} else {
			y = y[min(-lag, len(y)):]
		}
		var xy, xx, yy float64
		for i := range min(len(x), len(y)) {
			p, q := float64(x[i]), float64(y[i])
			xy, xx, yy = xy+p*q, xx+p*p, yy+q*q
		}
		best = max(best, xy/math.Sqrt(xx*yy))
	}
	return best
}
