package history

import (
	"io"

	"istratray/app/inbox"
	"istratray/app/table"
	"istratray/app/zone"
)

// WriteCSV writes the calls of an answer, folded groups call by call, as package table has it.
func (x *Index) WriteCSV(w io.Writer, q Query) error {
	var calls []inbox.Call
	here := zone.Local()
	for _, i := range x.match(q) {
		calls = append(calls, x.calls[i])
		calls[len(calls)-1].Time = x.calls[i].Time.In(here)
	}
	return table.WriteCalls(w, table.CSV, calls)
}
