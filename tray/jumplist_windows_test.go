package tray

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unsafe"

	"golang.org/x/sys/windows"

	"istratray/app/plain"
	"istratray/app/win32"
	"istratray/internal/hostile"
)

// withLister has f make lists of a profile.
func withLister(t *testing.T, f func(j *jumpLister)) {
	t.Helper()
	if _, err := os.Stat(`C:\jumps.dll`); err != nil {
		t.Skip("no stand-in for the taskbar's list: run it by packaging/wine/inside")
	}
	j := newJumpLister(New(Options{Profile: "work"}))
	j.program = `C:\Program Files\Istra Tray\istratray.exe`
	if err := win32.WithCOM(func() error { f(j); return nil }); err != nil {
		t.Fatal(err)
	}
}

// readLink is what a shortcut shows, starts and hands on. Its title can't be read under Wine: its description is.
func readLink(t *testing.T, link *win32.Unknown) (title, program string, arguments []string) {
	t.Helper()
	line, err := argumentsOf(link)
	if err != nil {
		t.Fatal(err)
	}
	if arguments, err = windows.DecomposeCommandLine("x " + line); err != nil {
		t.Fatal(err)
	}
	path := make([]uint16, windows.MAX_PATH)
	const getPath, raw = 3, 4
	if err := link.Call(getPath, uintptr(unsafe.Pointer(&path[0])), uintptr(len(path)), 0, raw); err != nil {
		t.Fatal(err)
	}
	const getDescription, most = 6, 1024
	text := make([]uint16, most)
	if err := link.Call(getDescription, uintptr(unsafe.Pointer(&text[0])), most); err != nil {
		t.Fatal(err)
	}
	return windows.UTF16ToString(text), windows.UTF16ToString(path), arguments[1:]
}

func TestJumpsReadBackAsTheyWere(t *testing.T) { withLister(t, func(j *jumpLister) { readBack(t, j) }) }

func readBack(t *testing.T, j *jumpLister) {
	for _, name := range hostile.Texts() {
		s := busy()
		s.Voicemails[0].Label, s.Voicemails[0].ID = name, plain.Line(name, 64)
		want := english.jumpsFor(s).newest
		array, err := j.links(want, nil)
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		if n := sizeOf(array); n != len(want) {
			t.Fatalf("%q: %d of %d", name, n, len(want))
		}
		for i, w := range want {
			var link *win32.Unknown
			if err := array.Call(arrayAt, uintptr(i), uintptr(unsafe.Pointer(&linkIID)),
				uintptr(unsafe.Pointer(&link))); err != nil {
				t.Fatal(err)
			}
			title, program, arguments := readLink(t, link)
			if title != w.title || program != j.program ||
				!slices.Equal(arguments, append([]string{"--profile", "work"}, w.arguments...)) {
				t.Errorf("%q: %q starts %q with %q", name, title, program, arguments)
			}
			link.Release()
		}
		array.Release()
	}
}

// The shell refuses a whole category for one entry that the user has removed.
func TestJumpsThatWereRemovedStayAway(t *testing.T) {
	withLister(t, func(j *jumpLister) { staysAway(t, j) })
}

func staysAway(t *testing.T, j *jumpLister) {
	jumps := []jump{{"one", []string{"show", "--call", "--", "1"}}, {"two", []string{"show", "--call", "--", "2"}}}
	array, err := j.links(jumps, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer array.Release()
	removed := argumentsIn(array)[:1]
	left, err := j.links(jumps, removed)
	if err != nil {
		t.Fatal(err)
	}
	defer left.Release()
	if got := argumentsIn(left); len(got) != 1 || !strings.HasSuffix(got[0], " 2") {
		t.Errorf("left are %q of %q", got, removed)
	}
}

func TestJumpListIsPublishedAndDeleted(t *testing.T) {
	withLister(t, func(j *jumpLister) { isPublished(t, j) })
}

// The platform's IDs are what it likes: one that can't be an argument leaves the others in the list.
func TestJumpsWithImpossibleIDs(t *testing.T) { withLister(t, func(j *jumpLister) { leavesOut(t, j) }) }

func leavesOut(t *testing.T, j *jumpLister) {
	jumps := []jump{{"one", []string{"show", "--call", "--", "1\x00"}}, {"two", []string{"show", "--call", "--", "2"}},
		{"three", []string{"show", "--call", "--", strings.Repeat("3", 40_000)}}}
	array, err := j.links(jumps, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer array.Release()
	if got := argumentsIn(array); len(got) < 1 || !strings.HasSuffix(got[0], " 2") {
		t.Errorf("left are %.80q", got)
	}
}

func isPublished(t *testing.T, j *jumpLister) {
	log := filepath.Join(os.TempDir(), "jumps.log")
	if err := os.Remove(log); err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	want := english.jumpsFor(busy())
	j.show(want)
	ctx, cancel := context.WithCancel(t.Context())
	go j.run(ctx)
	recorded := func() string { text, _ := os.ReadFile(log); return string(text) } // there is none at first
	eventually(t, "the list", func() bool { return strings.Contains(recorded(), "TASK") })
	j.show(want) // changes nothing
	cancel()
	j.wait()
	lines := []string{"LIST app=org.istratray.IstraTray.work"}
	for _, one := range want.newest {
		lines = append(lines, "NEW heading=Newest arguments="+j.commandLine(one)+" title="+one.title)
	}
	lines = append(lines, "TASK arguments=--profile work dial title=Call a number…",
		"DELETED app=org.istratray.IstraTray.work")
	if got := strings.Split(strings.TrimSpace(recorded()), "\n"); !slices.Equal(got, lines) {
		t.Errorf("recorded was\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(lines, "\n"))
	}
}

func TestHostileNamesInBalloons(t *testing.T) {
	var told []shellIcon
	h := &shellHost{tell: func(icon *shellIcon, _ uintptr) bool { told = append(told, *icon); return true }}
	for _, name := range hostile.Texts() {
		title, body := plain.Line(name, 100), plain.Lines(name+"\n"+name, 400)
		h.showBalloon(&Balloon{Title: title, Body: body})
		shown := told[len(told)-1]
		for _, field := range []struct {
			got  []uint16
			want string
		}{{shown.infoTitle[:], title}, {shown.info[:], body}} {
			end := slices.Index(field.got, 0)
			if end < 0 {
				t.Fatalf("%q: a field has no end", name)
			}
			got := string(utf16.Decode(field.got[:end]))
			if !strings.HasPrefix(field.want, got) && got != " " || slices.Max(field.got[end:]) != 0 {
				t.Errorf("%q became %q", field.want, got)
			}
		}
	}
}
