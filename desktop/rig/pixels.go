package rig

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Screen reads pixels from the X server's own memory: to look costs the desktop nothing, in contrast to a
// screenshot.
type Screen struct {
	t                   T
	file                *os.File
	begin, pitch, lines int
}

// Pixels are those of a part of the screen at one moment, four bytes each.
type Pixels []byte

// Screen opens the desktop's.
func (d *Desk) Screen() *Screen {
	d.t.Helper()
	file, err := os.Open(filepath.Join(d.Dir, "screen", "Xvfb_screen0"))
	if err != nil {
		d.t.Fatalf("screen: %v", err)
	}
	d.t.Cleanup(func() { _ = file.Close() })
	s := &Screen{t: d.t, file: file}
	if err := s.measure(file); err != nil {
		d.t.Fatalf("screen: %v", err)
	}
	return s
}

// measure reads the head of an X window dump (XWDFile.h of the X Window System).
func (s *Screen) measure(dump io.Reader) error {
	var head struct {
		Size, Version, Format, Depth, Width, Height, Offset, Order, Unit, BitOrder, Pad, Bits, Pitch uint32
		Class, Red, Green, Blue, PerRGB, Entries, Colours                                            uint32
	}
	if err := binary.Read(dump, binary.BigEndian, &head); err != nil {
		return fmt.Errorf("window dump: %w", err)
	}
	if head.Bits != 32 {
		return errors.New("window dump without 32 bits a pixel")
	}
	s.begin, s.pitch, s.lines = int(head.Size+12*head.Colours), int(head.Pitch), int(head.Height)
	return nil
}

// Pixels are those of the whole screen.
func (s *Screen) Pixels() Pixels {
	s.t.Helper()
	return s.Lines(0, s.lines)
}

// Lines are those of n lines of the screen from top on.
func (s *Screen) Lines(top, n int) Pixels {
	s.t.Helper()
	p := make(Pixels, n*s.pitch)
	if _, err := s.file.ReadAt(p, int64(s.begin+top*s.pitch)); err != nil {
		s.t.Fatalf("screen: %v", err)
	}
	return p
}

// Changed is how many pixels are others than before, and in how many colours they are now. Letters with
// smooth edges have many.
func (p Pixels) Changed(before Pixels) (pixels, colours int) {
	seen := make(map[uint32]bool)
	for at := 0; at+4 <= min(len(p), len(before)); at += 4 {
		now := binary.LittleEndian.Uint32(p[at:])
		if now != binary.LittleEndian.Uint32(before[at:]) {
			pixels++
			seen[now] = true
		}
	}
	return pixels, len(seen)
}
