package history

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"

	"istratray/app/inbox"
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
		harmless(c.Label), harmless(c.Number), strconv.Itoa(c.Seconds), strconv.Itoa(c.Rang),
	}
}

// harmless puts an apostrophe before what would be calculated. A plus is harmless before digits
// alone, and numbers should stay numbers.
func harmless(text string) string {
	if text == "" {
		return ""
	}
	switch text[0] {
	case '=', '-', '@', '\t', '\r', '\n':
		return "'" + text
	case '+':
		if strings.Trim(text, "+0123456789 ") != "" {
			return "'" + text
		}
	}
	return text
}
