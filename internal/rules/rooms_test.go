package rules

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// names is a cell of the table of rooms that lists what may be imported; other cells say it in prose, which is
// not held to the code.
var names = regexp.MustCompile("^(nothing|(`[a-z0-9/]+`(, )?)+)$")

// row is a line of the table of rooms in docs/architecture.md.
type row struct {
	room    string
	imports []string // sorted
	prose   bool     // imports are said in words
}

// TestTheTableOfRoomsIsTrue holds the table to what the rooms import of ours, and the rooms to the table.
func TestTheTableOfRoomsIsTrue(t *testing.T) {
	packages := slices.Concat(list(t, "linux"), list(t, "windows"), list(t, "darwin"))
	rows := tableOfRooms(t)
	for _, p := range packages {
		if strings.HasPrefix(p.ImportPath, module+"/app/") && roomOf(p.ImportPath, rows) == "" {
			t.Errorf("the table has no row for %s", p.ImportPath)
		}
	}
	for _, r := range rows {
		if found := r.found(packages, rows); !r.prose && !slices.Equal(found, r.imports) {
			t.Errorf("%s imports %q, the table says %q", r.room, found, r.imports)
		}
	}
}

func tableOfRooms(t *testing.T) (rows []row) {
	t.Helper()
	text, err := os.ReadFile("../../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	table, _, _ := strings.Cut(string(text), "### Rooms of the window")
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
		if len(cells) != 3 || !strings.HasPrefix(line, "| `") {
			continue
		}
		r := row{room: strings.Trim(cells[0], "` "), prose: !names.MatchString(strings.TrimSpace(cells[2]))}
		for _, name := range quoted.FindAllStringSubmatch(cells[2], -1) {
			r.imports = append(r.imports, name[1])
		}
		slices.Sort(r.imports)
		rows = append(rows, r)
	}
	return rows
}

// roomOf is the row that a package belongs to: the one whose name is the longest part of its path; "" for none.
func roomOf(path string, rows []row) (room string) {
	for _, r := range rows {
		full := module + "/" + r.room
		if (path == full || strings.HasPrefix(path, full+"/")) && len(r.room) > len(room) {
			room = r.room
		}
	}
	return room
}

// found are the rooms of ours that a room imports directly. Where one of its row's names is above what is imported,
// it stands for that.
func (r row) found(packages []pkg, rows []row) (found []string) {
	for _, p := range packages {
		if roomOf(p.ImportPath, rows) != r.room {
			continue
		}
		for _, path := range p.Imports {
			if roomOf(path, rows) == r.room || strings.HasPrefix(path, module+"/internal/") {
				continue
			}
			if name, ours := strings.CutPrefix(path, module+"/"); ours {
				found = append(found, r.named(name))
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func (r row) named(path string) string {
	for _, name := range r.imports {
		if strings.HasPrefix(path, name+"/") {
			return name
		}
	}
	return path
}
