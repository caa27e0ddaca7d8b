package table_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/app/table"
)

// reader prints a workbook's cells as JSON, each with its type: n number, s text, b bool, d date, f formula.
const reader = `
import json, sys, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1]).worksheets[0]
rows = [[[c.data_type, str(c.value) if c.value is not None else ""] for c in row] for row in sheet.iter_rows()]
json.dump(rows, sys.stdout)
`

// hostile are names that someone could have chosen to be taken for more than a name.
var hostile = []string{`=1+1`, `=HYPERLINK("http://x","y")`, `+1+1`, `-2`, `@SUM(A1)`, `{=A1}`, `'=1`, "\t=1",
	`<b>&amp;</b>`,
	`]]>`, `_x003D_1`, `12.10.2026`, `1e5`, `0049123`, "Zoë Łódź 田中 🎉", `=cmd|'/c calc'!A1`, `TRUE`, `#REF!`}

// TestAnotherProgramReadsTheWorkbook has openpyxl read what we write: it is not our own idea of the format.
func TestAnotherProgramReadsTheWorkbook(t *testing.T) {
	python := "/usr/bin/python3" // the system's, for which Debian's package is
	if err := exec.CommandContext(t.Context(), python, "-c", "import openpyxl").Run(); err != nil {
		t.Skip("no openpyxl here (Debian: python3-openpyxl)")
	}
	at := time.Date(2026, 3, 2, 23, 59, 59, 0, time.FixedZone("", 3600))
	var list []inbox.Call
	for _, name := range hostile {
		list = append(list, inbox.Call{Label: name, Number: "+49 7231", Time: at, Seconds: 7, Missed: true})
	}
	list = append(list, inbox.Call{Label: "no time"},
		inbox.Call{Time: at, Caller: inbox.Caller{Note: strings.Repeat("🎉", 40_000)}})
	for i := range 2000 {
		list = append(list, inbox.Call{Label: fmt.Sprint("caller ", i), Time: at, Rang: i})
	}
	file := filepath.Join(t.TempDir(), "calls.xlsx")
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := table.WriteCalls(out, table.XLSX, list); err != nil {
		t.Fatal(err)
	}
	_ = out.Close()
	text, err := exec.CommandContext(t.Context(), python, "-c", reader, file).Output()
	if err != nil {
		t.Fatal(err)
	}
	var rows [][][2]string
	if err := json.Unmarshal(text, &rows); err != nil || len(rows) != len(list)+1 {
		t.Fatalf("%d rows of %d (%v)", len(rows), len(list)+1, err)
	}
	for i, name := range hostile {
		row := rows[i+1]
		row[3][1] = strings.ReplaceAll(row[3][1], "_x005F_", "_") // which Excel and LibreOffice do
		if want := strings.TrimSpace(name); row[3] != [2]string{"s", want} || row[4] != [2]string{"s", "+49 7231"} {
			t.Errorf("%q is read as %q", name, row[3])
		}
		if row[0] != [2]string{"d", "2026-03-02 23:59:59"} || row[2] != [2]string{"b", "True"} ||
			row[5] != [2]string{"n", "7"} {
			t.Errorf("%q: time, missed and seconds are read as %q", name, row)
		}
	}
	if none := rows[len(hostile)+1][0][1]; none != "" {
		t.Errorf("no time is read as %q", none)
	}
}
