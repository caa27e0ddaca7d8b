package table

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"istratray/app/plain"
)

const (
	cellLimit = 32767 // characters that a spreadsheet takes
	ooxml     = `http://schemas.openxmlformats.org/`
	head      = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

// The parts of a workbook with one sheet, but for the sheet. Style 1 is bold, 2 a date with its time.
var parts = []struct{ name, text string }{
	{"[Content_Types].xml", `<Types xmlns="` + ooxml + `package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ` +
		`ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ` +
		`ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
		`<Override PartName="/xl/styles.xml" ` +
		`ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="` + ooxml + `package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + ooxml +
		`officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + ooxml + `package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + ooxml +
		`officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="` + ooxml +
		`officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="` + ooxml + `spreadsheetml/2006/main" xmlns:r="` + ooxml +
		`officeDocument/2006/relationships">` +
		`<sheets><sheet name="Istra Tray" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/styles.xml", `<styleSheet xmlns="` + ooxml + `spreadsheetml/2006/main">` +
		`<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd hh:mm:ss"/></numFmts>` +
		`<fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill ` +
		`patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>` +
		`<cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="164" ` +
		`applyNumberFormat="1"/></cellXfs></styleSheet>`},
}

// writeXLSX writes one sheet; the first row is its head. Texts are strings of the sheet, which are never calculated.
func writeXLSX(w io.Writer, rows [][]any) error {
	book := zip.NewWriter(w)
	for _, part := range parts {
		file, err := book.Create(part.name)
		if err == nil {
			_, err = io.WriteString(file, head+part.text)
		}
		if err != nil {
			return fmt.Errorf("write a workbook: %w", err)
		}
	}
	file, err := book.Create("xl/worksheets/sheet1.xml")
	if err == nil {
		err = writeSheet(file, rows)
	}
	if err != nil {
		return fmt.Errorf("write a sheet: %w", err)
	}
	return book.Close()
}

func writeSheet(w io.Writer, rows [][]any) error {
	out := bufio.NewWriter(w) // keeps its first error
	_, _ = out.WriteString(head + `<worksheet xmlns="` + ooxml + `spreadsheetml/2006/main">` +
		`<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" ` +
		`state="frozen"/></sheetView></sheetViews>` +
		`<cols><col min="1" max="1" width="20" customWidth="1"/></cols><sheetData>`)
	for i, row := range rows {
		fmt.Fprintf(out, `<row r="%d">`, i+1)
		for column, value := range row {
			writeCell(out, fmt.Sprintf(`<c r="%c%d"`, 'A'+column, i+1), value, i == 0) // Gnumeric wants to know where
		}
		_, _ = out.WriteString("</row>")
	}
	_, _ = out.WriteString("</sheetData></worksheet>")
	return out.Flush()
}

// writeCell writes a cell whose element begins with open.
func writeCell(out *bufio.Writer, open string, value any, bold bool) {
	switch v := value.(type) {
	case time.Time:
		if v.IsZero() {
			_, _ = out.WriteString(open + "/>")
			return
		}
		fmt.Fprintf(out, `%s s="2"><v>%s</v></c>`, open, strconv.FormatFloat(serial(v), 'f', -1, 64))
	case bool:
		n := 0
		if v {
			n = 1
		}
		fmt.Fprintf(out, `%s t="b"><v>%d</v></c>`, open, n)
	case int:
		fmt.Fprintf(out, `%s><v>%d</v></c>`, open, v)
	default:
		style := ""
		if bold {
			style = ` s="1"`
		}
		fmt.Fprintf(out, `%s%s t="inlineStr"><is><t xml:space="preserve">`, open, style)
		_ = xml.EscapeText(out, []byte(cellText(fmt.Sprint(v))))
		_, _ = out.WriteString("</t></is></c>")
	}
}

// codes are what spreadsheets read as a character by its number.
var codes = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("_x[0-9A-Fa-f]{4}_") })

// cellText is a text as it has to be written to be read as it is. Spreadsheets count in UTF-16.
func cellText(text string) string {
	text = plain.Lines(text, cellLimit)
	if units := utf16.Encode([]rune(text)); len(units) > cellLimit {
		text = strings.TrimRight(string(utf16.Decode(units[:cellLimit])), string(utf8.RuneError))
	}
	return codes().ReplaceAllString(text, "_x005F$0")
}

// serial is a time as spreadsheets count: days since the end of 1899, as the clock on the wall shows.
func serial(t time.Time) float64 {
	wall := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	return wall.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Seconds() / (24 * 60 * 60)
}
