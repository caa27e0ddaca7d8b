package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/png"
	"os"
)

// picture is a square PNG.
type picture struct {
	size int
	data []byte
}

func readPictures(files []string) ([]picture, error) {
	var all []picture
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		header, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if header.Width != header.Height {
			return nil, fmt.Errorf("%s: an icon is square", file)
		}
		all = append(all, picture{header.Width, data})
	}
	return all, nil
}

// ico is a Windows icon file, its pictures kept as PNG (Windows Vista and later).
func ico(pictures []picture) ([]byte, error) {
	const header, entry = 6, 16
	out := binary.LittleEndian.AppendUint16(nil, 0)
	out = binary.LittleEndian.AppendUint16(out, 1)
	out = binary.LittleEndian.AppendUint16(out, uint16(len(pictures)))
	start := header + entry*len(pictures)
	for _, p := range pictures {
		if p.size > 256 {
			return nil, fmt.Errorf("a Windows icon has at most 256 pixels, not %d", p.size)
		}
		side := byte(p.size) // 256 is written as 0
		out = append(out, side, side, 0, 0, 1, 0, 32, 0)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(p.data)))
		out = binary.LittleEndian.AppendUint32(out, uint32(start))
		start += len(p.data)
	}
	for _, p := range pictures {
		out = append(out, p.data...)
	}
	return out, nil
}

// icnsKinds are the names that macOS gives to PNGs of a size.
var icnsKinds = map[int]string{16: "icp4", 32: "icp5", 64: "icp6", 128: "ic07", 256: "ic08", 512: "ic09"}

// icns is a macOS icon file.
func icns(pictures []picture) ([]byte, error) {
	const header = 8
	var body []byte
	for _, p := range pictures {
		kind, ok := icnsKinds[p.size]
		if !ok {
			return nil, fmt.Errorf("macOS has no icon of %d pixels", p.size)
		}
		body = append(body, kind...)
		body = binary.BigEndian.AppendUint32(body, uint32(header+len(p.data)))
		body = append(body, p.data...)
	}
	out := binary.BigEndian.AppendUint32([]byte("icns"), uint32(header+len(body)))
	return append(out, body...), nil
}
