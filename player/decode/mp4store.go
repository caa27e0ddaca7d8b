//go:build !noaac

package decode

import (
	"bytes"
	"io"
)

const (
	mp4MaxBytes = 48 << 20 // of a file
	mp4Block    = 64 << 10
)

// mp4Store keeps a file as it arrives, in blocks.
type mp4Store struct {
	r      io.Reader
	blocks [][]byte // all but the last hold mp4Block
	size   int64
	ended  error // why there is no more
}

// need reads on until that much of the file is here.
func (s *mp4Store) need(size int64) error {
	for s.size < size && s.ended == nil {
		if s.size >= mp4MaxBytes {
			return &Error{Kind: TooLong, Format: MP4, Detail: "bytes"}
		}
		last := len(s.blocks) - 1
		if last < 0 || len(s.blocks[last]) == mp4Block {
			s.blocks = append(s.blocks, make([]byte, 0, mp4Block))
			last++
		}
		block := s.blocks[last]
		n, err := s.r.Read(block[len(block):mp4Block])
		s.blocks[last], s.size, s.ended = block[:len(block)+n], s.size+int64(n), err
	}
	if s.size < size {
		return s.ended
	}
	return nil
}

// read copies bytes from a place in the file.
func (s *mp4Store) read(at int64, size int) ([]byte, error) {
	if at < 0 || at > mp4MaxBytes {
		at = mp4MaxBytes
	}
	if err := s.need(at + int64(size)); err != nil {
		return nil, err
	}
	data := make([]byte, 0, size)
	for len(data) < size {
		block := s.blocks[at/mp4Block][at%mp4Block:]
		part := block[:min(len(block), size-len(data))]
		data = append(data, part...)
		at += int64(len(part))
	}
	return data, nil
}

// last finds the last place of a text in what has arrived, -1 when there is none.
func (s *mp4Store) last(text string) int64 {
	for i := len(s.blocks) - 1; i >= 0; i-- {
		block := s.blocks[i]
		if i+1 < len(s.blocks) { // it may continue in the next one
			next := s.blocks[i+1]
			block = append(bytes.Clone(block), next[:min(len(next), len(text)-1)]...)
		}
		if at := bytes.LastIndex(block, []byte(text)); at >= 0 {
			return int64(i)*mp4Block + int64(at)
		}
	}
	return -1
}
