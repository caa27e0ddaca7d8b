package rules

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "istratray"

// thirdParty matches all that is neither ours nor of the standard library.
const thirdParty pattern = "third-party packages"

// pkg is what 'go list' says about a package.
type pkg struct {
	ImportPath    string
	Imports, Deps []string
}

func TestImports(t *testing.T) {
	for _, system := range []string{"linux", "windows", "darwin"} {
		t.Run(system, func(t *testing.T) {
			t.Parallel()
			packages := list(t, system)
			for _, ban := range bans {
				for _, found := range ban.violations(packages) {
					t.Errorf("%s: %s", found, ban.why)
				}
			}
			for library, rooms := range homes {
				strangers := ban{from: everything, except: rooms, to: patterns{library}}
				for _, found := range strangers.violations(packages) {
					t.Errorf("%s: its home is %v", found, rooms)
				}
			}
		})
	}
}

// TestEveryRoomHasARule finds packages that nobody has thought about.
func TestEveryRoomHasARule(t *testing.T) {
	for _, p := range list(t, "linux") {
		ruled := slices.ContainsFunc(bans, func(b ban) bool {
			return b.from.match(p.ImportPath) && slices.Equal(b.to, everything)
		})
		if !ruled && !composers.match(p.ImportPath) {
			t.Errorf("no rule says what %s may import", p.ImportPath)
		}
	}
}

// TestRulesAreAlive finds rules about packages that have moved away.
func TestRulesAreAlive(t *testing.T) {
	var paths []string
	for _, system := range []string{"linux", "windows"} {
		for _, p := range list(t, system) {
			paths = append(paths, p.ImportPath)
		}
	}
	for _, ban := range bans {
		for _, p := range slices.Concat(ban.from, ban.except, ban.but) {
			if !slices.ContainsFunc(paths, p.matches) {
				t.Errorf("no package is %s (rule: %s)", p, ban.why)
			}
		}
	}
	for library, rooms := range homes {
		for _, p := range rooms {
			if !slices.ContainsFunc(paths, p.matches) {
				t.Errorf("no package is %s (home of %s)", p, library)
			}
		}
	}
}

// TestEveryLibraryHasAHomeAndAReason holds go.mod, the homes and docs/dependencies.md together.
func TestEveryLibraryHasAHomeAndAReason(t *testing.T) {
	reasons, err := os.ReadFile("../../docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	libraries := direct(t)
	for library := range homes {
		if !slices.Contains(libraries, strings.TrimSuffix(string(library), "/...")) {
			t.Errorf("go.mod no longer has %s", library)
		}
	}
	for _, library := range libraries {
		if _, ok := homes[pattern(library+"/...")]; !ok {
			t.Errorf("%s has no home", library)
		}
		if !strings.Contains(string(reasons), library) {
			t.Errorf("docs/dependencies.md doesn't say why there is %s", library)
		}
	}
}

func (b ban) violations(packages []pkg) []string {
	var found []string
	for _, p := range packages {
		if !b.from.match(p.ImportPath) || b.except.match(p.ImportPath) {
			continue
		}
		imports, how := p.Imports, "imports"
		if b.deep {
			imports, how = p.Deps, "depends on"
		}
		for _, path := range imports {
			if b.to.match(path) && !b.but.match(path) {
				found = append(found, fmt.Sprintf("%s %s %s", p.ImportPath, how, path))
			}
		}
	}
	return found
}

func (ps patterns) match(path string) bool {
	return slices.ContainsFunc(ps, func(p pattern) bool { return p.matches(path) })
}

func (p pattern) matches(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	if p == thirdParty {
		return strings.Contains(first, ".")
	}
	full := string(p)
	if first, _, _ := strings.Cut(full, "/"); first != module && !strings.Contains(first, ".") {
		full = module + "/" + full
	}
	if below, ok := strings.CutSuffix(full, "/..."); ok {
		return path == below || strings.HasPrefix(path, below+"/")
	}
	return path == full
}

// list describes our packages as they are built for a system. It only reads sources: no C compiler for
// that system is needed.
func list(t *testing.T, system string) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Imports,Deps", module+"/...")
	cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=1")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		packages = append(packages, p)
	}
}

// direct are the modules that go.mod requires for code of ours.
func direct(t *testing.T) []string {
	t.Helper()
	out, err := exec.Command("go", "mod", "edit", "-json").Output()
	if err != nil {
		t.Fatalf("go mod edit: %v", err)
	}
	var mod struct {
		Require []struct {
			Path     string
			Indirect bool
		}
	}
	if err := json.Unmarshal(out, &mod); err != nil {
		t.Fatalf("go.mod: %v", err)
	}
	var paths []string
	for _, required := range mod.Require {
		if !required.Indirect {
			paths = append(paths, required.Path)
		}
	}
	return paths
}

func TestViolations(t *testing.T) {
	packages := []pkg{
		{ImportPath: "istratray/tray", Imports: []string{"fmt", "fyne.io/systray"},
			Deps: []string{"fmt", "fyne.io/systray", "github.com/godbus/dbus/v5"}},
		{ImportPath: "istratray/tray/icons", Imports: []string{"image"}, Deps: []string{"image"}},
		{ImportPath: "istratray/trayless", Imports: []string{"istratray/tray"},
			Deps: []string{"istratray/tray", "fyne.io/systray"}},
	}
	tests := []struct {
		name string
		ban  ban
		want []string
	}{
		{"direct", ban{from: everything, to: patterns{"fyne.io/systray"}},
			[]string{"istratray/tray imports fyne.io/systray"}},
		{"deep", ban{from: everything, except: patterns{"tray/..."}, to: patterns{"fyne.io/..."}, deep: true},
			[]string{"istratray/trayless depends on fyne.io/systray"}},
		{"third party", ban{from: patterns{"tray"}, to: patterns{thirdParty}},
			[]string{"istratray/tray imports fyne.io/systray"}},
		{"ours", ban{from: everything, to: everything, but: patterns{"tray"}}, nil},
		{"not a prefix of words", ban{from: patterns{"tray/..."}, to: everything}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.ban.violations(packages); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
