package footprint

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const smaps = `00400000-00404000 r--p 00000000 fe:00 10010862                           /usr/bin/istra tray
Size:                 16 kB
Anonymous:             0 kB
VmFlags: rd mr mw me sd
00404000-00f63000 r-xp 00004000 fe:00 10010862                           /usr/bin/istra tray
Anonymous:             0 kB
00f63000-01d7c000 r--p 00b63000 fe:00 10010862                           /usr/bin/istra tray
Anonymous:             4 kB
01d7c000-02000000 rw-p 0197c000 fe:00 10010862                           /usr/bin/istra tray
Anonymous:             0 kB
02000000-03000000 r--p 00000000 00:00 0
Anonymous:             0 kB
7f0000000000-7f0000001000 r--s 00000000 fe:00 77                         /var/lib/shared.db
Anonymous:             0 kB
7ffd00000000-7ffd00002000 r-xp 00000000 00:00 0                          [vdso]
Anonymous:             0 kB
`

// What was written to, by the linker or by us, must never be thrown away.
func TestOnlyWhatWasNeverWrittenIsUnmapped(t *testing.T) {
	want := []mapping{{0x400000, 0x404000}, {0x404000, 0xf63000}}
	if got := unwritten(strings.NewReader(smaps)); !slices.Equal(got, want) {
		t.Errorf("got %x, want %x", got, want)
	}
}

func TestTheProgramGoesOn(t *testing.T) {
	before := resident(t)
	if err := unmapFiles(); err != nil {
		t.Fatal(err)
	}
	if after := resident(t); after >= before {
		t.Errorf("%d kB of files are in memory, %d kB before", after, before)
	}
}

// resident is how much of all files is in this process's memory, in kB.
func resident(t *testing.T) int {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "RssFile:")
	kB, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		t.Fatal(err)
	}
	return kB
}
