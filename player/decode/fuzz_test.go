package decode

import (
	"bytes"
	"errors"
	"testing"
)

// What an input of the fuzzer may be, so that it is tried in a millisecond or two: many short inputs find
// more than a few long ones.
const (
	fuzzBytes   = 8 << 10
	fuzzSamples = 1 << 15
)

// fuzz decodes what the fuzzer makes of the seeds, which are a quarter of a second each. Whatever it is, Run
// must come back with an error of its own or none, and must not have had to give a decoder up.
func fuzz(f *testing.F, format Format, prepare func([]byte) []byte, seeds ...string) {
	for _, name := range seeds {
		f.Add(load(f, "short/"+name))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > fuzzBytes {
			return
		}
		_, err := surviveFrom(t, bytes.NewReader(prepare(data)), format, fuzzSamples)
		var e *Error
		if errors.As(err, &e) && e.Kind == Stuck {
			t.Error("stuck")
		}
	})
}

// as makes data begin like a format, unless it begins in one of the other ways that this has.
func as(magic string, others ...string) func([]byte) []byte {
	return func(data []byte) []byte {
		for _, other := range others {
			if bytes.HasPrefix(data, []byte(other)) {
				return data
			}
		}
		data = bytes.Clone(data)
		copy(data, magic)
		return data
	}
}

func FuzzOgg(f *testing.F) {
	for _, w := range []*bitWriter{setup(1, 2).put(0, 2).put(0, 5).put(0, 5), setup(65535, 1<<24-1)} {
		f.Add(withSetup(w))
	}
	fuzz(f, Ogg, repair, "vorbis.ogg", "vorbis44s.ogg")
}

// FuzzOpus starts with each of the three ways that Opus codes sound.
func FuzzOpus(f *testing.F) { fuzz(f, Ogg, repair, "silk.ogg", "hybrid.ogg", "celt.ogg") }

func FuzzAU(f *testing.F) {
	fuzz(f, AU, as(".snd"), "mulaw.au", "alaw.au", "linear.au", "float.au")
}

func FuzzAAC(f *testing.F) {
	fuzz(f, AAC, as("\xff\xf1", "\x56\xe0"), "adts.aac", "adts44s.aac", "loas.aac")
}

func FuzzMP4(f *testing.F) {
	fuzz(f, MP4, bytes.Clone, "first.mp4", "last.mp4", "fragments.mp4")
}
