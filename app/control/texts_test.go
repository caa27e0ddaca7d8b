package control

import (
	"strings"
	"testing"
	"unsafe"

	"istratray/app/inbox"
)

func TestCallsShareTheirTexts(t *testing.T) {
	var view assembler
	for _, id := range []string{"1", "2"} {
		c := inbox.Call{ID: id, URI: "v1/logs/Phone/bean/" + id, Label: strings.Clone("Anna"),
			Callback: strings.Clone("0214")}
		view.take(Update{Snapshot: &inbox.Snapshot{}, Calls: &Patch[inbox.Call]{Put: []inbox.Call{c}}})
	}
	list := view.snapshot().Calls
	if len(list) != 2 || list[0].URI != "" || list[0].Label != "Anna" || list[1].Callback != "0214" {
		t.Fatalf("%+v", list)
	}
	if unsafe.StringData(list[0].Label) != unsafe.StringData(list[1].Label) {
		t.Error("equal names are kept twice")
	}
}
