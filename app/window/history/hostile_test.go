package history_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"istratray/app/inbox"
	"istratray/app/window/history"
	"istratray/internal/hostile"
)

// No cell begins a formula, wherever a spreadsheet takes one to begin: it may split at semicolons or
// tabs, as it does in half of Europe, and knows nothing of quotes then.
func TestHostileNamesInTables(t *testing.T) {
	for _, s := range hostile.Texts() {
		var out strings.Builder
		calls := []inbox.Call{{ID: "1", Label: s, Number: s, Direction: inbox.In}}
		if err := history.NewIndex(nil, calls, same{}).WriteCSV(&out, history.Query{}); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(out.String(), "\n"); n != 2 {
			t.Errorf("%.40q: %d lines for a heading and a call", s, n)
		}
		rows, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
		if err != nil {
			t.Fatalf("%.40q: %v", s, err)
		}
		for _, cell := range []string{rows[1][3], rows[1][4]} {
			for _, part := range strings.FieldsFunc(cell, func(r rune) bool {
				return r == ';' || r == '\t' ||
					r == '\n' || r == '\r'
			}) {
				if formula(strings.TrimSpace(part)) {
					t.Errorf("%.40q gives the cell %.40q", s, part)
				}
			}
			if why := hostile.Misread(cell); why != "" {
				t.Errorf("%.40q gives %.40q: %s", s, cell, why)
			}
		}
	}
}

func formula(cell string) bool {
	for _, start := range []string{"=", "-", "@", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(cell, start) {
			return true
		}
	}
	return strings.HasPrefix(cell, "+") && strings.Trim(cell, "+0123456789 ") != ""
}
