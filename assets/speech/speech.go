// Package speech holds a few spoken office voicemails, small enough to ship: make.sh speaks them
// from messages.tsv. Every message exists as Ogg Vorbis, some also as AU, AAC and MP4.
package speech

import (
	"bytes"
	"embed"
	"encoding/binary"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

//go:embed *.ogg *.au *.aac *.mp4
var files embed.FS

// durations of all messages, by name; measured once.
var durations = sync.OnceValue(func() map[string]time.Duration {
	all := map[string]time.Duration{}
	oggs, _ := fs.Glob(files, "*.ogg") // the pattern is well-formed
	for _, file := range oggs {
		data, _ := files.ReadFile(file)
		all[strings.TrimSuffix(file, ".ogg")] = oggDuration(data)
	}
	return all
})

// Names are the messages there are, sorted.
func Names() []string { return slices.Sorted(maps.Keys(durations())) }

// Sound is a message in one format ("ogg", "au", "aac" or "mp4"); false when it does not exist in it.
func Sound(name, format string) ([]byte, bool) {
	data, err := files.ReadFile(name + "." + format)
	return data, err == nil
}

// Duration is how long a message plays, 0 for an unknown name.
func Duration(name string) time.Duration { return durations()[name] }

// oggDuration divides the position that the last page states (in samples) by the sample rate in
// the Vorbis identification header, which is always the first packet of the first page.
func oggDuration(data []byte) time.Duration {
	const positionAt, rateAt = 6, 28 + 1 + 6 + 4 + 1
	last := bytes.LastIndex(data, []byte("OggS"))
	if last < 0 || len(data) < last+positionAt+8 || len(data) < rateAt+4 {
		return 0
	}
	samples := binary.LittleEndian.Uint64(data[last+positionAt:])
	rate := binary.LittleEndian.Uint32(data[rateAt:])
	if rate == 0 {
		return 0
	}
	return time.Duration(samples) * time.Second / time.Duration(rate)
}
