package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"strconv"
	"time"
)

// summaryFormat is the identifier of a summary's property set, [MS-OLEPS] 2.25.1.
var summaryFormat = []byte{0xe0, 0x85, 0x9f, 0xf2, 0xf9, 0x4f, 0x68, 0x10, 0xab, 0x91, 0x08, 0x00,
	0x2b, 0x27, 0xb3, 0xd9}

// stampInstaller puts the release's time, in seconds, into an installer's summary: else each build differs.
func stampInstaller(file, seconds string) error {
	epoch, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(file) // #nosec G304 -- a tool for our own files
	if err != nil {
		return err
	}
	if err := stamp(data, time.Unix(epoch, 0)); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644) // #nosec G306 G703 -- packages are to be read by everybody
}

// stamp overwrites the times at which the installer was made and saved. Offsets of a property set count from its start.
func stamp(data []byte, at time.Time) error {
	const created, saved, isTime = 12, 13, 0x40
	le := binary.LittleEndian
	head := bytes.Index(data, summaryFormat)
	if head < 28 || len(data) < head+20 {
		return errors.New("it has no summary")
	}
	set := data[head-28:] // the stream's start: a header of 28 bytes, then the format and where its properties are
	start := le.Uint32(set[28+16:])
	if int(start)+8 > len(set) {
		return errors.New("its summary is cut short")
	}
	properties := set[start:]
	found := 0
	for i := range le.Uint32(properties[4:]) {
		entry := properties[8+8*i:]
		id, offset := le.Uint32(entry), le.Uint32(entry[4:])
		if (id != created && id != saved) || le.Uint32(properties[offset:]) != isTime {
			continue
		}
		le.PutUint64(properties[offset+4:], uint64(at.UnixNano()/100+116444736000000000)) // #nosec G115 -- since 1601, in 100 ns
		found++
	}
	if found != 2 {
		return errors.New("its summary doesn't say when it was made")
	}
	return nil
}
