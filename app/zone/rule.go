package zone

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// rule is TZ in the form of POSIX: a name, how far behind UTC it is, and perhaps a summer time with its rules.
var rule = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(<[-+A-Za-z0-9]{3,}>|[A-Za-z]{3,})([-+]?)([0-9]{1,2})(?::([0-9]{2}))?(?::([0-9]{2}))?` +
		`((?:<[-+A-Za-z0-9]{3,}>|[A-Za-z]{3,})[^,]*(?:,[JM0-9./:+-]+){0,2})?$`)
})

// fromRule makes a zone of a POSIX rule; nil for any other text.
func fromRule(text string) *time.Location {
	parts := rule().FindStringSubmatch(text)
	if parts == nil {
		return nil
	}
	behind := 0
	for i, unit := range []int{3600, 60, 1} {
		n, _ := strconv.Atoi("0" + parts[3+i])
		behind += n * unit
	}
	if parts[2] != "-" {
		behind = -behind
	}
	name := strings.Trim(parts[1], "<>")
	if parts[6] == "" {
		return time.FixedZone(name, behind)
	}
	zone, err := time.LoadLocationFromTZData("Local", file(name, behind, text))
	if err != nil {
		return nil
	}
	return zone
}

// file is a zone's file (RFC 9636) that says nothing but its rule, of which Go understands the text.
func file(name string, offset int, rule string) []byte {
	var b bytes.Buffer
	for range 2 { // once for each version of the format
		b.WriteString("TZif2")
		b.Write(make([]byte, 15))
		// one type, and its name
		_ = binary.Write(&b, binary.BigEndian, [6]uint32{0, 0, 0, 0, 1, uint32(len(name) + 1)})
		_ = binary.Write(&b, binary.BigEndian, int32(offset)) // #nosec G115 -- at most 100 hours
		// no summer time; the name begins at 0
		b.Write([]byte{0, 0})
		b.WriteString(name + "\x00")
	}
	b.WriteString("\n" + rule + "\n")
	return b.Bytes()
}
