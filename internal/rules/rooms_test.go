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

const windowRooms = "app/window/"

// TestTheTableOfTheWindowsRoomsIsTrue does the same within the window.
func TestTheTableOfTheWindowsRoomsIsTrue(t *testing.T) {
	found := map[string][]string{}
	for _, p := range slices.Concat(list(t, "linux"), list(t, "windows"), list(t, "darwin")) {
		room, ours := strings.CutPrefix(p.ImportPath, module+"/"+windowRooms)
		if !ours || strings.HasPrefix(room, "internal/") {
			continue
		}
		found[room] = append(found[room], "") // there is such a room
		for _, path := range p.Imports {
			if name, within := strings.CutPrefix(path, module+"/"+windowRooms); within {
				found[room] = append(found[room], name)
			}
		}
	}
	_, text := architecture(t)
	for _, r := range rowsOf(text) {
		r.room = strings.TrimPrefix(r.room, windowRooms)
		imports := slices.DeleteFunc(found[r.room], func(name string) bool { return name == "" })
		delete(found, r.room)
		slices.Sort(imports)
		if imports = slices.Compact(imports); !r.prose && !slices.Equal(imports, r.imports) {
			t.Errorf("%s imports %q, the table says %q", r.room, imports, r.imports)
		}
	}
	for room := range found {
		t.Errorf("the table has no row for %s", room)
	}
}

// architecture is docs/architecture.md up to the rooms of the window, and from there on.
func architecture(t *testing.T) (before, after string) {
	t.Helper()
	text, err := os.ReadFile("../../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	before, after, _ = strings.Cut(string(text), "### Rooms of the window")
	return before, after
}

func tableOfRooms(t *testing.T) []row {
	t.Helper()
	text, _ := architecture(t)
	return rowsOf(text)
}

// rowsOf are the rows of tables of rooms.
func rowsOf(text string) (rows []row) {
	for line := range strings.Lines(text) {
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
