package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"istratray/app/control"
	"istratray/app/words"
	"istratray/app/zone"
)

// writeJSON writes a value for programs.
func writeJSON(w io.Writer, v any) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return written(w.Write(plainJSON(buf.Bytes())))
}

// written is the error of a write to standard output, with words.
func written(_ int, err error) error {
	if err != nil {
		return control.NewError(control.Refused, words.New("output-failed", "error", err.Error()))
	}
	return nil
}

// writeTable writes rows in aligned columns. The last column may be of any width.
func writeTable(w io.Writer, rows [][]string) error {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell)
			line.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
	return written(io.WriteString(w, b.String()))
}

// when is a time in the local zone, or a dash when it is not known.
func when(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.In(zone.Local()).Format("2006-01-02 15:04")
}
