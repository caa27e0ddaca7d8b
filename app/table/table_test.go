package table_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/app/table"
)

var calls = []inbox.Call{
	{ID: "2", Label: `=HYPERLINK("http://x")`, Number: "+4972311234",
		Time: time.Date(2026, 3, 2, 12, 0, 5, 0, time.FixedZone("", 3600)), Missed: true,
		Direction: inbox.In, Rang: 12},
	{ID: "1", Label: "Tom\u202e <b>\x00& Söhne", Number: "214", Time: time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC),
		Direction: inbox.Out, Seconds: 90,
		Caller: inbox.Caller{Company: "@Firm", Note: "line\nnext"}},
}

func TestCallsAsCSV(t *testing.T) {
	var out strings.Builder
	if err := table.WriteCalls(&out, table.CSV, calls); err != nil {
		t.Fatal(err)
	}
	const want = `time,direction,missed,name,number,talk seconds,ring seconds,company,note
2026-03-02T12:00:05+01:00,in,true,"'=HYPERLINK(""http://x"")",+4972311234,0,12,,
2026-03-01T09:30:00Z,out,false,Tom <b>& Söhne,214,90,0,'@Firm,line next
`
	if out.String() != want {
		t.Errorf("%s, want\n%s", out.String(), want)
	}
}

// sheet is what of a workbook's first sheet a spreadsheet reads.
type sheet struct {
	Rows []struct {
		Cells []struct {
			Place string `xml:"r,attr"`
			Type  string `xml:"t,attr"`
			Style string `xml:"s,attr"`
			Value string `xml:"v"`
			Text  string `xml:"is>t"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
}

func readXLSX(t *testing.T, data []byte) sheet {
	t.Helper()
	book, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var s sheet
	for _, f := range book.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		into := any(&struct{}{})
		if f.Name == "xl/worksheets/sheet1.xml" {
			into = &s
		}
		if err := xml.Unmarshal(text, into); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	return s
}

func TestCallsAsAWorkbook(t *testing.T) {
	var out bytes.Buffer
	if err := table.WriteCalls(&out, table.XLSX, calls); err != nil {
		t.Fatal(err)
	}
	s := readXLSX(t, out.Bytes())
	if len(s.Rows) != 3 || s.Rows[0].Cells[0].Text != "time" {
		t.Fatalf("%+v", s)
	}
	first, second := s.Rows[1].Cells, s.Rows[2].Cells
	if first[0].Value != "46083.50005787037" || first[0].Style != "2" { // 2026-03-02 12:00:05, as its own clock had it
		t.Errorf("the time is %+v", first[0])
	}
	if first[3].Type != "inlineStr" || first[3].Text != `=HYPERLINK("http://x")` || first[2].Value != "1" ||
		first[6].Value != "12" {
		t.Errorf("%+v", first)
	}
	if first[3].Place != "D2" || second[0].Place != "A3" { // without, Gnumeric reads no row but the first
		t.Errorf("places are %q and %q", first[3].Place, second[0].Place)
	}
	if second[3].Text != "Tom <b>& Söhne" || second[4].Text != "214" || second[8].Text != "line\nnext" {
		t.Errorf("%+v", second)
	}
}

func TestVoicemailsAsATable(t *testing.T) {
	list := []inbox.Voicemail{{ID: "7", Label: "Anna", Number: "214", Seconds: 9, Transcript: "call me"},
		{ID: "8", Label: "Tom"}}
	file := func(id string) string { return map[string]string{"7": "a.ogg"}[id] }
	var text strings.Builder
	if err := table.WriteVoicemails(&text, table.CSV, list, file); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), ",a.ogg,false,false,Anna,214,9,,,call me\n") ||
		!strings.Contains(text.String(), "Z,,false,false,Tom,,0,,,\n") {
		t.Error(text.String())
	}
}

func TestAFullDiskIsSaid(t *testing.T) {
	for _, f := range []table.Format{table.CSV, table.XLSX} {
		if err := table.WriteCalls(full{}, f, calls); err == nil {
			t.Errorf("%s: no error", f)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
