// Package table writes calls and voicemails as tables: CSV for programs, XLSX for spreadsheets. Texts are
// what strangers chose: none of them becomes a formula.
package table

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"istratray/app/inbox"
	"istratray/app/plain"
)

// Format is how a table is written.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// WriteCalls writes calls in their order, with times in ISO 8601 or as a spreadsheet's own.
func WriteCalls(w io.Writer, f Format, calls []inbox.Call) error {
	rows := [][]any{{"time", "direction", "missed", "name", "number", "talk seconds",
		"ring seconds", "company", "note"}}
	for i := range calls {
		c := &calls[i]
		rows = append(rows, []any{c.Time, string(c.Direction), c.Missed, c.Shown(), c.Number, c.Seconds,
			c.Rang, c.Company, c.Note})
	}
	return write(w, f, rows)
}

// WriteVoicemails writes voicemails in their order; file is the name of one's sound, "" where there is none.
func WriteVoicemails(w io.Writer, f Format, list []inbox.Voicemail, file func(id string) string) error {
	rows := [][]any{{"time", "file", "read", "urgent", "name", "number", "seconds", "company", "note", "transcript"}}
	for i := range list {
		v := &list[i]
		rows = append(rows, []any{v.Time, file(v.ID), v.Read, v.Urgent, v.Shown(), v.Number, v.Seconds, v.Company,
			v.Note, v.Transcript})
	}
	return write(w, f, rows)
}

func write(w io.Writer, f Format, rows [][]any) error {
	if f == XLSX {
		return writeXLSX(w, rows)
	}
	out := csv.NewWriter(w)
	for _, row := range rows {
		_ = out.Write(record(row)) // the writer keeps its first error
	}
	out.Flush()
	return out.Error()
}

func record(row []any) []string {
	cells := make([]string, len(row))
	for i, value := range row {
		switch v := value.(type) {
		case time.Time:
			cells[i] = v.Format(time.RFC3339)
		case bool:
			cells[i] = strconv.FormatBool(v)
		case int:
			cells[i] = strconv.Itoa(v)
		default:
			cells[i] = harmless(fmt.Sprint(v))
		}
	}
	return cells
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
