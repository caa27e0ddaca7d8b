package need_test

import (
	"testing"

	"istratray/internal/need"
)

// ending is a test that remembers how it was ended.
type ending struct {
	testing.TB
	how string
}

func (e *ending) Helper()               {}
func (e *ending) Fatalf(string, ...any) { e.end("failed") }
func (e *ending) Skipf(string, ...any)  { e.end("skipped") }

// end keeps the first: a real test would go no further.
func (e *ending) end(how string) {
	if e.how == "" {
		e.how = how
	}
}

func TestWhatIsMissingFailsInCIOnly(t *testing.T) {
	for ci, want := range map[string]string{"true": "failed", "": "skipped"} {
		t.Setenv("CI", ci)
		e := &ending{TB: t}
		need.Tool(e, "istratray-no-such-tool")
		if e.how != want {
			t.Errorf("CI=%q: %q, want %q", ci, e.how, want)
		}
	}
	e := &ending{TB: t}
	if path := need.Tool(e, "go"); path == "" || e.how != "" {
		t.Errorf("go: %q, %s", path, e.how)
	}
}
