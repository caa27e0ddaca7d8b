package decode

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
)

// load reads one of the package player's sound files.
func load(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// repair gives every Ogg page in data the checksum that it ought to have.
func repair(data []byte) []byte {
	data = bytes.Clone(data)
	for at := 0; ; {
		i := bytes.Index(data[at:], oggCapture)
		if i < 0 || at+i+oggHeaderSize > len(data) {
			return data
		}
		at += i
		end := at + oggHeaderSize + int(data[at+26])
		if end > len(data) {
			return data
		}
		for _, l := range data[at+oggHeaderSize : end] {
			end += int(l)
		}
		if end > len(data) {
			return data
		}
		binary.LittleEndian.PutUint32(data[at+22:], oggChecksum(data[at:end]))
		at += 4
	}
}

// split cuts an Ogg file into its pages.
func split(t testing.TB, data []byte) [][]byte {
	t.Helper()
	var pages [][]byte
	for len(data) > 0 {
		end := bytes.Index(data[4:], oggCapture)
		if end < 0 {
			return append(pages, data)
		}
		pages = append(pages, data[:end+4])
		data = data[end+4:]
	}
	return pages
}

// page makes an Ogg page of whole packets.
func page(flags byte, sequence uint32, granule int64, packets ...[]byte) []byte {
	var lacing, body []byte
	for _, p := range packets {
		for range len(p) / 255 {
			lacing = append(lacing, 255)
		}
		lacing = append(lacing, byte(len(p)%255))
		body = append(body, p...)
	}
	h := append([]byte("OggS\x00"), flags)
	h = binary.LittleEndian.AppendUint64(h, uint64(granule))
	h = binary.LittleEndian.AppendUint32(h, 1)
	h = binary.LittleEndian.AppendUint32(h, sequence)
	h = append(h, 0, 0, 0, 0, byte(len(lacing)))
	return repair(append(append(h, lacing...), body...))
}

// identity is a Vorbis identification header.
func identity(rate uint32, channels, blocks byte) []byte {
	h := append([]byte("\x01vorbis\x00\x00\x00\x00"), channels)
	h = binary.LittleEndian.AppendUint32(h, rate)
	h = append(h, make([]byte, 12)...)
	return append(h, blocks, 1)
}

// bitWriter writes Vorbis' bit order.
type bitWriter struct {
	data []byte
	bits int
}

func (w *bitWriter) put(v uint32, n int) *bitWriter {
	for i := range n {
		if w.bits%8 == 0 {
			w.data = append(w.data, 0)
		}
		w.data[w.bits/8] |= byte(v>>i&1) << (w.bits % 8)
		w.bits++
	}
	return w
}

// setup starts a set-up header with one code book of that many dimensions and entries.
func setup(dimensions, entries uint32) *bitWriter {
	w := &bitWriter{data: []byte("\x05vorbis"), bits: 7 * 8}
	return w.put(0, 8).put(0x564342, 24).put(dimensions, 16).put(entries, 24)
}

// withSetup is an Ogg file whose set-up header is w.
func withSetup(w *bitWriter) []byte {
	w.put(0, 64)
	return bytes.Join([][]byte{
		page(oggFirst, 0, 0, identity(8000, 1, 0x88)),
		page(0, 1, 0, []byte("\x03vorbis\x00\x00\x00\x00\x00\x00\x00\x00\x01"), w.data),
		page(oggLast, 2, 1000, []byte{0, 1, 2, 3}),
	}, nil)
}
