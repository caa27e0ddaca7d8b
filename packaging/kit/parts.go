package main

import (
	"bytes"
	"debug/buildinfo"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
)

// part is something of others inside the program: a module, or Go's own library.
type part struct {
	Path, Version, Sum string
	Licences           []licence // the module's own first
}

// licence is one licence file of a part.
type licence struct {
	File string // within the part
	ID   string // SPDX, "" when the text is not known
	Text string
}

// partsOf reads which modules a program was linked from, and finds their licences.
func partsOf(program string) ([]part, error) {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return nil, fmt.Errorf("read the modules of %s: %w", program, err)
	}
	root, cache, err := goFolders()
	if err != nil {
		return nil, err
	}
	std := part{Path: "std", Version: strings.TrimPrefix(info.GoVersion, "go")}
	if err := std.read(root, false); err != nil {
		return nil, err
	}
	parts := []part{std}
	for _, dep := range info.Deps {
		p := partOf(dep)
		if err := p.read(filepath.Join(cache, escape(p.Path)+"@"+escape(p.Version)), true); err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	return parts, nil
}

func partOf(dep *debug.Module) part {
	if dep.Replace != nil {
		dep = dep.Replace
	}
	return part{Path: dep.Path, Version: dep.Version, Sum: dep.Sum}
}

func goFolders() (root, cache string, err error) {
	out, err := exec.Command("go", "env", "GOROOT", "GOMODCACHE").Output()
	if err != nil {
		return "", "", fmt.Errorf("ask go for its folders: %w", err)
	}
	lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	if len(lines) != 2 {
		return "", "", fmt.Errorf("go answers %q when asked for its folders", out)
	}
	return string(lines[0]), string(lines[1]), nil
}

// escape is how the module cache writes capital letters.
func escape(path string) string {
	var b strings.Builder
	for _, r := range path {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('!')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

var (
	licenceFile = regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying|notice|patents)([._-].*)?$`)
	aside       = regexp.MustCompile(`^(testdata|_?examples?|tests?|\..*)$`)
)

// read finds the licence files in a part's folder, and below it where others' code was copied in.
func (p *part) read(folder string, below bool) error {
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if path != folder && (!below || aside.MatchString(d.Name())) {
				return fs.SkipDir
			}
			return nil
		}
		if !licenceFile.MatchString(d.Name()) || strings.HasSuffix(d.Name(), ".go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		p.Licences = append(p.Licences, licence{filepath.ToSlash(name), identify(string(text)), string(text)})
		return err
	})
	if err != nil {
		return fmt.Errorf("licences of %s: %w", p.Path, err)
	}
	if len(p.Licences) == 0 {
		return fmt.Errorf("%s has no licence file", p.Path)
	}
	slices.SortStableFunc(p.Licences, func(a, b licence) int {
		return strings.Count(a.File, "/") - strings.Count(b.File, "/")
	})
	return nil
}
