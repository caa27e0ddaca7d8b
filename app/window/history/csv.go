package history

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"istratray/app/inbox"
	"istratray/app/plain"
)

// WriteCSV writes the calls of an answer, folded groups call by call, with times in ISO 8601. Texts
// that a spreadsheet would take for a formula are made plain text.
func (x *Index) WriteCSV(w io.Writer, q Query) error {
	out := csv.NewWriter(w)
	_ = out.Write([]string{"time", "direction", "missed", "name", "number", "talk seconds", "ring seconds"})
	for _, i := range x.match(q) {
		_ = out.Write(record(&x.calls[i])) // the writer keeps its first error
	}
	out.Flush()
	return out.Error()
}

func record(c *inbox.Call) []string {
	return []string{
		c.Time.Format(time.RFC3339), string(c.Direction), strconv.FormatBool(c.Missed),
		harmless(c.Shown()), harmless(c.Number), strconv.Itoa(c.Seconds), strconv.Itoa(c.Rang),
	}
}

// harmless makes a text of one line that no spreadsheet takes for more. Those that separate cells by
// semicolons look for a beginning after each of them, and see no quotes there.
func harmless(text string) string {
	parts := strings.Split(plain.Line(text, 0), ";")
	for i, part := range parts {
		parts[i] = noFormula(part)
	}
	return strings.Join(parts, ";")
}

// noFormula puts an apostrophe before what would be calculated. A plus is harmless before digits
// alone, and numbers should stay numbers.
func noFormula(cell string) string {
	start := strings.TrimLeft(cell, " ")
	first, _ := utf8.DecodeRuneInString(start)
	switch first {
	case '=', '-', '@', '＝', '＋', '－', '＠':
		return "'" + start
	case '+':
		if strings.Trim(start, "+0123456789 ") != "" {
			return "'" + start
		}
	}
	return cell
}
