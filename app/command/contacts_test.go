package command

import (
	"strings"
	"testing"

	"istratray/app/control"
	"istratray/app/control/controltest"
	"istratray/app/inbox"
)

func TestABookWithTooManyPeopleIsAddedAllTheSame(t *testing.T) {
	b := backend()
	b.SetBooks(control.ContactBook{Name: "Firm", Kind: "carddav", People: 50_000, Problem: "There are more.",
		ProblemCode: "too-many", Reason: inbox.Reason{Reason: "contacts-too-many"}})
	agent := controltest.Serve(t, b)
	got := runRemarked(t, agent.Socket, "contacts", "add", "carddav", "https://example.com/", "--name", "Firm")
	if got.code != 0 || got.out != "Firm: 50000 people\n" || !strings.Contains(got.err, "more than 50,000 people") {
		t.Errorf("%+v", got)
	}
}
