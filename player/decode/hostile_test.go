package decode

import (
	"bytes"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"
	"testing/iotest"
	"time"
)

// bounds is what a hostile file may cost. The time is for a busy computer and the race detector: a decoder that goes on
// and on takes longer.
const (
	hostileTime    = 10 * time.Second
	hostileAlloc   = 64 << 20
	hostileSamples = 1 << 21
)

// survive decodes hostile bytes within bounds and returns how many samples came and the error,
// which must be one of the package's.
func survive(t *testing.T, data []byte, f Format) (int, error) {
	t.Helper()
	return surviveFrom(t, bytes.NewReader(data), f, hostileSamples)
}

func surviveFrom(t *testing.T, body io.Reader, f Format, samples int) (int, error) {
	t.Helper()
	sink := counter{limit: samples}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	err := Run(t.Context(), Input{Body: body, Asked: f}, &sink, Limits{})
	if took := time.Since(start); took > hostileTime {
		t.Errorf("took %v", took)
	}
	runtime.ReadMemStats(&after)
	if spent := after.TotalAlloc - before.TotalAlloc; spent > hostileAlloc {
		t.Errorf("allocated %d MiB", spent>>20)
	}
	var e *Error
	if err != nil && !errors.As(err, &e) && !errors.Is(err, errEnough) {
		t.Errorf("foreign error %v", err)
	}
	return sink.samples, err
}

var hostileFiles = []struct {
	name   string
	format Format
}{
	{"vorbis8.ogg", Ogg}, {"vorbis44s.ogg", Ogg}, {"opus.ogg", Ogg}, {"linear.au", AU}, {"mulaw.au", AU},
	{"adts16.aac", AAC},
	{"tablefirst.mp4", MP4}, {"tablelast.mp4", MP4}, {"fragments.mp4", MP4},
}

func TestCutAnywhere(t *testing.T) {
	for _, f := range hostileFiles {
		t.Run(f.name, func(t *testing.T) {
			data := load(t, f.name)
			whole, err := survive(t, data, f.format)
			if err != nil && Can(f.format) {
				t.Fatal(err)
			}
			for size := 0; size < len(data); size += 1 + len(data)/20 {
				if n, _ := survive(t, data[:size], f.format); n > whole {
					t.Errorf("%d of %d bytes gave %d samples, all give %d", size, len(data), n, whole)
				}
			}
		})
	}
}

func TestFlippedBits(t *testing.T) {
	for _, f := range hostileFiles {
		t.Run(f.name, func(t *testing.T) {
			data := load(t, f.name)
			random := rand.New(rand.NewPCG(1, uint64(len(data))))
			for range 30 {
				mutant := bytes.Clone(data)
				for range 1 + random.IntN(8) {
					// Headers are short: half of the flips hit the first kilobytes.
					span := len(mutant)
					if random.IntN(2) == 0 {
						span = min(span, 3000)
					}
					mutant[random.IntN(span)] ^= 1 << random.IntN(8)
				}
				_, _ = survive(t, mutant, f.format)
				if f.format == Ogg {
					_, _ = survive(t, repair(mutant), f.format)
				}
			}
		})
	}
}

func TestDamagedPageCostsOnlyItself(t *testing.T) {
	data := load(t, "vorbis8.ogg")
	whole, _ := survive(t, data, Ogg)
	pages := split(t, data)
	for i := 2; i < len(pages)-1; i++ {
		mutant := bytes.Join(pages, nil)
		mutant[bytes.Index(mutant, pages[i])+len(pages[i])-1] ^= 1
		n, err := survive(t, mutant, Ogg)
		var e *Error
		if !errors.As(err, &e) || e.Kind != Damaged {
			t.Errorf("page %d: got %v", i, err)
		}
		if n < whole*95/100 || n > whole {
			t.Errorf("page %d: %d samples of %d: the gap is not filled", i, n, whole)
		}
	}
}

func TestOddButWhole(t *testing.T) {
	ogg := load(t, "vorbis8.ogg")
	whole, _ := survive(t, ogg, Ogg)
	pages := split(t, ogg)
	empty := page(0, 99, -1)
	foreign := page(oggFirst, 0, 0, []byte("\x80theora and so on"))
	for name, test := range map[string]struct {
		data    []byte
		samples int
	}{
		"chained":              {bytes.Join([][]byte{ogg, ogg}, nil), 2 * whole},
		"garbage in front":     {append([]byte("garbage, but not too much of it"), ogg...), whole},
		"garbage at the end":   {append(bytes.Clone(ogg), "TAG and whatever somebody left there"...), whole},
		"another stream in it": {bytes.Join([][]byte{foreign, ogg}, nil), whole},
		"a page of no segments": {bytes.Join([][]byte{
			pages[0], pages[1], renumber(empty, pages[0], 2), renumbered(pages[2:], 3)}, nil), whole},
	} {
		t.Run(name, func(t *testing.T) {
			n, err := survive(t, test.data, Ogg)
			if err != nil || n != test.samples {
				t.Errorf("%d samples, want %d; %v", n, test.samples, err)
			}
		})
	}
}

// renumber gives a page the stream of another one, and a number.
func renumber(p, like []byte, sequence byte) []byte {
	p = bytes.Clone(p)
	copy(p[14:18], like[14:18])
	p[18], p[19], p[20], p[21] = sequence, 0, 0, 0
	return repair(p)
}

func renumbered(pages [][]byte, from byte) []byte {
	var all []byte
	for i, p := range pages {
		all = append(all, renumber(p, p, from+byte(i))...)
	}
	return all
}

func TestSixChannelsAreMixed(t *testing.T) {
	d, err := Open(bytes.NewReader(load(t, "vorbis6.ogg")), Ogg)
	if err != nil || d.Info().Channels != 1 {
		t.Errorf("%v", err)
	}
	n, err := survive(t, load(t, "vorbis6.ogg"), Ogg)
	if err != nil || n != 16000 {
		t.Errorf("%d samples, %v", n, err)
	}
}

func TestCraftedSetups(t *testing.T) {
	ordered := setup(1, 1<<14).put(1, 1).put(31, 5) // counts of 0 follow: a loop without progress
	full := setup(8, 1<<13).put(0, 2)
	for range 1 << 13 {
		full.put(12, 5)
	}
	for name, w := range map[string]*bitWriter{
		"a code book of 16 million entries":     setup(65535, 1<<24-1),
		"a code book of one entry":              setup(1, 1).put(0, 2).put(0, 5),
		"a code book without entries":           setup(1, 0),
		"a code book without dimensions":        setup(0, 16).put(0, 2),
		"lengths that never add up":             ordered,
		"a code with a gap":                     setup(1, 2).put(0, 2).put(5, 5).put(5, 5),
		"a code that says too much":             setup(1, 4).put(0, 2).put(0, 5).put(0, 5).put(0, 5).put(0, 5),
		"tables larger than the header":         full.put(2, 4),
		"no code book at all":                   {data: []byte("\x05vorbis"), bits: 56},
		"a header of nothing but its beginning": {data: []byte("\x05vorbis\xff"), bits: 64},
	} {
		t.Run(name, func(t *testing.T) {
			n, err := survive(t, withSetup(w), Ogg)
			var e *Error
			if !errors.As(err, &e) || n != 0 {
				t.Errorf("%d samples, %v", n, err)
			}
		})
	}
}

func TestCraftedIdentities(t *testing.T) {
	for name, header := range map[string][]byte{
		"no channels":     identity(8000, 0, 0x88),
		"255 channels":    identity(8000, 255, 0x88),
		"rate of 1":       identity(1, 1, 0x88),
		"rate of 4 GHz":   identity(math.MaxUint32, 1, 0x88),
		"blocks of 32768": identity(8000, 1, 0xff),
		"blocks of 1":     identity(8000, 1, 0x00),
		"blocks reversed": identity(8000, 1, 0x68),
		"short":           identity(8000, 1, 0x88)[:20],
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := survive(t, page(oggFirst, 0, 0, header), Ogg); err == nil {
				t.Error("accepted")
			}
		})
	}
}

func TestEndless(t *testing.T) {
	for _, f := range []Format{Ogg, AU, AAC, MP4} {
		for name, body := range map[string]io.Reader{
			"zeros":   endless("\x00"),
			"text":    endless("all work and no play "),
			"boxes":   endless("\x00\x00\x00\x08ftyp"),
			"capture": endless("OggS"),
			"sync":    endless("\xff\xf1"),
			"AU":      io.MultiReader(bytes.NewReader(load(t, "mulaw.au")), endless("\x55")),
		} {
			t.Run(string(f)+" "+name, func(t *testing.T) {
				_, err := surviveFrom(t, io.LimitReader(body, 20<<20), f, hostileSamples)
				if err == nil {
					t.Error("came to an end")
				}
			})
		}
	}
}

func TestByteByByte(t *testing.T) {
	for _, f := range hostileFiles {
		if !Can(f.format) {
			continue
		}
		data := load(t, f.name)
		whole, _ := survive(t, data, f.format)
		if n, err := surviveFrom(t, iotest.OneByteReader(bytes.NewReader(data)), f.format,
			hostileSamples); n != whole || err != nil {
			t.Errorf("%s: %d samples, want %d; %v", f.name, n, whole, err)
		}
	}
}
