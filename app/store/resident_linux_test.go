package store

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"istratray/app/inbox"
)

// fileOf is how much of a file is in this process's memory, in kB.
func fileOf(t *testing.T, file string) (kB int) {
	t.Helper()
	smaps, err := os.ReadFile("/proc/self/smaps")
	must(t, err)
	_, of, mapped := strings.Cut(string(smaps), file)
	_, size, told := strings.Cut(of, "\nRss:")
	if _, err := fmt.Sscan(size, &kB); !mapped || !told || err != nil {
		t.Fatalf("%s is not mapped (%v)", file, err)
	}
	return kB
}

func TestItLetsGoOfWhatItHasRead(t *testing.T) {
	s, file := begin(t)
	var calls []inbox.Call
	for i := range 5000 {
		calls = append(calls, inbox.Call{ID: fmt.Sprint("c", i), Number: "200", Label: strings.Repeat("long ", 9)})
	}
	must(t, s.PutCalls(anna, calls, nil))
	before := fileOf(t, file)
	if got := load(t, s, anna); len(got.Calls) != len(calls) {
		t.Fatalf("%d calls", len(got.Calls))
	}
	read := fileOf(t, file)
	must(t, s.LetGo())
	if after := fileOf(t, file); after > read/4 {
		t.Errorf("%d kB, with %d kB while all was read and %d kB before", after, read, before)
	}
	if got := load(t, s, anna); len(got.Calls) != len(calls) {
		t.Errorf("%d calls are left", len(got.Calls))
	}
	must(t, s.Close())
	if err := s.LetGo(); !errors.Is(err, ErrClosed) {
		t.Errorf("got %v", err)
	}
}
