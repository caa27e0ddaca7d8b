//go:build !noaac

package decode

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"testing"
)

func TestDamagedAACCostsOnlyItself(t *testing.T) {
	aac := load(t, "adts16.aac")
	n, _ := survive(t, aac, AAC)
	var frames [][]byte
	for rest := aac; len(rest) > 0; {
		size := adtsFrameSize(rest)
		frames, rest = append(frames, rest[:size]), rest[size:]
	}
	for name, change := range map[string]func(frame []byte) []byte{
		"payload":     func(f []byte) []byte { f[8] ^= 0x18; return f },
		"sync word":   func(f []byte) []byte { f[0] ^= 0x10; return f },
		"sampling":    func(f []byte) []byte { f[2] ^= 0x10; return f },
		"length":      func(f []byte) []byte { f[3] ^= 1; return f },
		"short":       func(f []byte) []byte { f[4] ^= 0x10; return f },
		"gone":        func([]byte) []byte { return []byte("garbage\xff\xf1 and more of it") },
		"nothing":     func(f []byte) []byte { return f[:7] },
		"junk behind": func(f []byte) []byte { return append(f, "junk\xff\xff\xf1\x50"...) },
	} {
		t.Run(name, func(t *testing.T) {
			for _, at := range []int{3, len(frames) / 2, len(frames) - 4} {
				mutant := slices.Clone(frames)
				mutant[at] = change(bytes.Clone(mutant[at]))
				got, err := survive(t, bytes.Join(mutant, nil), AAC)
				if err != nil || got < n-4*aacFrame || got > n+2*aacFrame {
					t.Errorf("frame %d: %d samples of %d, %v", at, got, n, err)
				}
			}
		})
	}
}

func TestAACAfterATag(t *testing.T) {
	aac := load(t, "adts16.aac")
	n, _ := survive(t, aac, AAC)
	fake := bytes.Repeat([]byte("\xff\xf1\x50\x80\x02\x1f\xfc"), 100)
	tag := append([]byte("ID3\x04\x00\x00\x00\x00\x05\x3c"), fake...)
	for name, data := range map[string][]byte{
		"sync words in a tag": slices.Concat(tag, aac),
		"two tags":            slices.Concat(tag, tag, aac),
		"a tag of no size":    slices.Concat([]byte("ID3\x04\x00\x00\xff\xff\xff\xff"), aac),
		"a tag at the end":    slices.Concat(aac, []byte("TAG"), make([]byte, 125)),
	} {
		t.Run(name, func(t *testing.T) { whole(t, data, AAC, n) })
	}
}

// units are the access units of an ADTS file.
func units(t *testing.T, name string) (units [][]byte) {
	t.Helper()
	for rest := load(t, name); len(rest) > 0; {
		size := adtsFrameSize(rest)
		units, rest = append(units, adtsUnit(rest[:size])), rest[size:]
	}
	return units
}

func TestProgrammeInsteadOfChannels(t *testing.T) {
	aac := load(t, "adts16.aac")
	n, _ := survive(t, aac, AAC)
	// A programme of one front channel, for each unit or only for the first.
	var programme msbWriter
	for _, f := range [][2]uint32{{aacProgram, 3}, {0, 4}, {1, 2}, {8, 4}, {1, 4}, {0, 4}, {0, 4}, {0, 2}, {0, 3},
		{0, 4}, {0, 3}, {0, 1}, {0, 4}} {
		programme.put(f[0], int(f[1]))
	}
	programme.data = append(programme.data, 3, 'a', 'b', 'c')
	for name, first := range map[string]int{"in each unit": 1 << 30, "in the first unit": 1, "nowhere": 0} {
		t.Run(name, func(t *testing.T) {
			var all []byte
			for i, unit := range units(t, "adts16.aac") {
				if i < first {
					unit = slices.Concat(programme.data, unit)
				}
				h := bytes.Clone(aac[:adtsHeaderSize])
				size := len(unit) + adtsHeaderSize
				h[2] &^= 1
				h[3] = h[3]&0x3c | byte(size>>11)
				h[4], h[5] = byte(size>>3), h[5]&0x1f|byte(size<<5)
				all = slices.Concat(all, h, unit)
			}
			whole(t, all, AAC, n)
		})
	}
}

func TestLATM(t *testing.T) {
	n, _ := survive(t, load(t, "adts16.aac"), AAC)
	for name, version := range map[string]uint32{"version 0": 0, "version 1": 1} {
		t.Run(name, func(t *testing.T) {
			var all []byte
			for i, unit := range units(t, "adts16.aac") {
				var w msbWriter
				if w.put(1, 1); i%8 == 0 {
					w = msbWriter{}
					latmConfig(&w, version)
				}
				size := len(unit)
				for ; size >= 255; size -= 255 {
					w.put(255, 8)
				}
				w.put(uint32(size), 8)
				for _, b := range unit {
					w.put(uint32(b), 8)
				}
				all = append(all, loasSync, 0xe0|byte(len(w.data)>>8), byte(len(w.data)))
				all = append(all, w.data...)
			}
			whole(t, all, AAC, n)
			all[len(all)/2] ^= 0x40
			if got, err := survive(t, all, AAC); err != nil || got < n-2*aacFrame {
				t.Errorf("with a bad unit: %d samples of %d, %v", got, n, err)
			}
		})
	}
}

func latmConfig(w *msbWriter, version uint32) {
	w.put(0, 1)
	if w.put(version, 1); version == 1 {
		w.put(0, 1)
		w.put(0, 2+8)
	}
	w.put(1, 1)
	w.put(0, 6+4+3)
	if version == 1 {
		w.put(16, 2+8)
	}
	for _, b := range (aacConfig{object: aacLC, rateIndex: 8, channels: 1}).bytes() {
		w.put(uint32(b), 8)
	}
	w.put(0, 3)
	w.put(0xff, 8)
	w.put(0, 1)
	w.put(0, 1)
}

// box makes a box of an MP4 file.
func box(name string, body ...[]byte) []byte {
	all := slices.Concat(body...)
	return slices.Concat(binary.BigEndian.AppendUint32(nil, uint32(len(all)+8)), []byte(name), all)
}

// rebuilt makes an MP4 file again after a change of its boxes: each of those that have others in them is
// taken apart, and the places of the units are moved by a number of bytes.
func rebuilt(data []byte, shift uint32, change func(name string, body []byte) []byte) (all []byte) {
	eachBox(data, func(name string, body []byte) {
		switch name {
		case "moov", "trak", "mdia", "minf", "stbl", "edts":
			body = rebuilt(body, shift, change)
		case "stco":
			body = bytes.Clone(body)
			for at := 8; at < len(body); at += 4 {
				binary.BigEndian.PutUint32(body[at:], binary.BigEndian.Uint32(body[at:])+shift)
			}
		}
		all = append(all, change(name, body)...)
	})
	return all
}

func TestMP4ThatIsWrittenOddly(t *testing.T) {
	mp4 := load(t, "tablelast.mp4")
	n, err := survive(t, mp4, MP4)
	if err != nil {
		t.Fatal(err)
	}
	on := func(wanted string, shift uint32, f func(body []byte) []byte) []byte {
		return rebuilt(mp4, shift, func(name string, body []byte) []byte {
			if name == wanted {
				return f(body)
			}
			return box(name, body)
		})
	}
	edit := func(entries ...[2]uint32) []byte {
		list := binary.BigEndian.AppendUint32(make([]byte, 4), uint32(len(entries)))
		for _, e := range entries {
			list = binary.BigEndian.AppendUint32(list, e[0])
			list = binary.BigEndian.AppendUint32(list, e[1])
			list = append(list, 0, 1, 0, 0)
		}
		return on("elst", 0, func([]byte) []byte { return box("elst", list) })
	}
	end := bytes.Index(mp4, []byte("moov")) - 4
	for name, data := range map[string][]byte{
		"padding in the table": on("moov", 0, func(b []byte) []byte { return box("moov", b, make([]byte, 12)) }),
		"a little of it":       on("trak", 0, func(b []byte) []byte { return box("trak", b, make([]byte, 3)) }),
		"an empty mdat first": on("ftyp", 16, func(b []byte) []byte {
			return slices.Concat(box("ftyp", b), box("mdat", []byte("12345678")))
		}),
		"an unknown box": on("ftyp", 19, func(b []byte) []byte {
			return slices.Concat(box("ftyp", b), box("\xa9odd", []byte("odd bytes!!")))
		}),
		"mdat up to the end": on("mdat", 0, func(b []byte) []byte {
			return append([]byte("\x00\x00\x00\x00mdat"), b...)
		}),
		"mdat of a wrong size": on("mdat", 0, func(b []byte) []byte {
			return append([]byte("\x7f\x00\x00\x00mdat"), b...)
		}),
		"mdat of a size too small": on("mdat", 0, func(b []byte) []byte {
			return append([]byte("\x00\x00\x00\x02mdat"), b...)
		}),
		"several edits":             edit([2]uint32{1000, 1024}, [2]uint32{1000, 17024}, [2]uint32{5000, 33024}),
		"an edit of a second":       edit([2]uint32{1000, 1024}),
		"an edit that starts late":  edit([2]uint32{2000, 16000}),
		"an empty edit":             edit([2]uint32{500, 0xffffffff}),
		"no edits":                  on("edts", 0, func([]byte) []byte { return nil }),
		"no name at the front":      on("ftyp", 0, func(b []byte) []byte { return box("free", b) }),
		"an entry of QuickTime":     on("stsd", 0, quickTime),
		"table before another mdat": slices.Concat(mp4[:end], mp4[end:], box("mdat", make([]byte, 100))),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := survive(t, data, MP4)
			if err != nil || got < n-aacFrame || got > n+3*aacFrame {
				t.Errorf("%d samples, want %d; %v", got, n, err)
			}
		})
	}
}

// quickTime puts an entry's configuration where QuickTime does.
func quickTime(stsd []byte) []byte {
	entry := stsd[16:]
	head := bytes.Clone(entry[:28])
	head[9] = 1 // version
	return box("stsd", stsd[:8], box("mp4a", head, make([]byte, 16),
		box("wave", box("frma", []byte("mp4a")), entry[28:], make([]byte, 8))))
}

func TestMP4ClaimsMore(t *testing.T) {
	data := rebuilt(load(t, "tablelast.mp4"), 0, func(name string, body []byte) []byte {
		if name == "mdhd" {
			body = bytes.Clone(body)
			binary.BigEndian.PutUint32(body[16:], 16000*30)
		}
		return box(name, body)
	})
	var e *Error
	if n, err := survive(t, data, MP4); !errors.As(err, &e) || e.Kind != Short || n == 0 {
		t.Errorf("%d samples, %v", n, err)
	}
}
