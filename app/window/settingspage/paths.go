package settingspage

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"istratray/app/window/desk"
	"istratray/app/window/parts"
)

// suggestions is how many files and folders are offered.
const suggestions = 6

// completePaths offers files and folders below the field for a path, as one types.
func (f *bookForm) completePaths() {
	field := f.fields.path
	finding := desk.NewCompute(f.section.desk, func() func() func() {
		typed := field.Text
		return func() func() {
			found := pathsLike(typed)
			return func() { f.suggest(found) }
		}
	})
	field.OnChanged = func(string) {
		field.Fault("")
		finding.Run()
	}
	finding.Run()
}

// suggest shows what was found; a press takes it over.
func (f *bookForm) suggest(paths []string) {
	field := f.fields.path
	f.suggests.Objects = nil
	for _, path := range paths {
		b := parts.NewButton(parts.Clean(path), "", parts.Quiet, func() {
			field.SetText(path)
			field.Focus()
			field.CursorColumn = len([]rune(path))
			field.Refresh()
		})
		b.OnEscape(f.section.close)
		f.suggests.Objects = append(f.suggests.Objects, parts.Flow(0, b))
	}
	if f.suggests.Objects == nil {
		f.suggests.Objects = []fyne.CanvasObject{}
	}
	f.suggests.Refresh()
}

// pathsLike are the folders, vCards and CSV files that a path is the beginning of, folders with a separator at the
// end; at most some. What is typed in full needs no suggestion.
func pathsLike(typed string) []string {
	if typed == "" {
		typed = "~" + string(filepath.Separator)
	}
	folder, begun := filepath.Split(typed)
	if folder == "" {
		return nil
	}
	entries, err := os.ReadDir(absolute(folder))
	if err != nil {
		return nil
	}
	var found []string
	for _, e := range entries {
		name := e.Name()
		fits := strings.HasPrefix(strings.ToLower(name), strings.ToLower(begun)) &&
			(begun != "" || !strings.HasPrefix(name, "."))
		switch {
		case !fits, name == begun && !e.IsDir():
		case e.IsDir():
			found = append(found, folder+name+string(filepath.Separator))
		case slices.Contains([]string{".vcf", ".vcard", ".csv"}, strings.ToLower(filepath.Ext(name))):
			found = append(found, folder+name)
		}
	}
	slices.SortStableFunc(found, func(a, b string) int { return cards(b) - cards(a) })
	return found[:min(len(found), suggestions)]
}

// cards is 1 for a file, which comes before folders.
func cards(path string) int {
	if os.IsPathSeparator(path[len(path)-1]) {
		return 0
	}
	return 1
}
