package decode

import (
	"bytes"
	"errors"
	"testing"
)

// fuzz decodes what the fuzzer makes. Whatever it is, Run must come back with an error of its own
// or none, and must not have had to give a decoder up.
func fuzz(f *testing.F, format Format, prepare func([]byte) []byte, seeds ...string) {
	for _, name := range seeds {
		data := load(f, name)
		f.Add(data[:min(len(data), 8<<10)])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := survive(t, prepare(data), format)
		var e *Error
		if errors.As(err, &e) && e.Kind == Stuck {
			t.Error("stuck")
		}
	})
}

func as(magic string) func([]byte) []byte {
	return func(data []byte) []byte {
		data = bytes.Clone(data)
		copy(data, magic)
		return data
	}
}

func FuzzOgg(f *testing.F) {
	for _, w := range []*bitWriter{setup(1, 2).put(0, 2).put(0, 5).put(0, 5), setup(65535, 1<<24-1)} {
		f.Add(withSetup(w))
	}
	fuzz(f, Ogg, repair, "vorbis8.ogg", "vorbis44s.ogg", "vorbis6.ogg", "cut8.ogg")
}

func FuzzOpus(f *testing.F) { fuzz(f, Ogg, repair, "opus.ogg", "opus48s.ogg") }

func FuzzAU(f *testing.F) { fuzz(f, AU, as(".snd"), "mulaw.au", "alaw.au", "linear.au") }

func FuzzAAC(f *testing.F) { fuzz(f, AAC, as("\xff\xf1"), "adts16.aac", "adts44s.aac") }

func FuzzMP4(f *testing.F) {
	fuzz(f, MP4, bytes.Clone, "tablefirst.mp4", "tablelast.mp4", "fragments.mp4")
}
