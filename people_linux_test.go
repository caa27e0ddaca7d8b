package main

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/app/settings"
	"istratray/istraclient/istratest"
)

// Callers have names from the user's address books in every list, and what the user says about them counts.
func TestCallersHaveNames(t *testing.T) {
	at := time.Now().Add(-time.Hour).Truncate(time.Second)
	b := newBare(t, istratest.Options{
		Voicemails: []istratest.Voicemail{{ID: "7", RemoteLabel: "+49723126120",
			RemoteNumber: "+49723126120", Time: at},
			{ID: "8", RemoteLabel: "Reception", RemoteNumber: "+4989555100", Time: at}},
		Calls: []istratest.Call{{ID: "21", RemoteLabel: "Tom", RemoteNumber: "214", Internal: true,
			Missed: true, Time: at},
			{ID: "22", RemoteLabel: "", RemoteNumber: "+49301234567", Missed: true, Time: at}},
	})
	b.write("mine.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Anna Keller\nORG:Keller GmbH\nTEL:07231 / 26-120\nTEL:0171 "+
		"5551234\nEND:VCARD\n"+
		"BEGIN:VCARD\nFN:Bob\nTEL:214\nEND:VCARD\n")
	b.write("config/istratray/default/settings.json", `{"country":"DE"}`)
	ended := b.start(b.platform.Password()+"\n", "--hidden", "--server", b.platform.URL(),
		"--login", b.platform.Login(),
		"--password-stdin", "--ca-file", b.file("ca.pem"))
	b.await("online")
	if books := object[[]row](b, "contacts", "--json"); len(books) != 0 {
		t.Error(books)
	}
	b.wantRow("voicemails", "7", row{"name": "", "company": "", "note": "", "vip": false, "muted": false,
		"label": "+49723126120"})
	b.wantRow("voicemails", "8", row{"name": "Reception", "label": "Reception"})

	b.want(1, "contacts", "add", "vcard", b.file("none.vcf"))
	b.want(2, "contacts", "add", "carddav", "file:///etc/passwd")
	b.want(2, "contacts", "add", "fax")
	if said := b.want(0, "contacts", "add", "vcard", b.file("mine.vcf"), "--name",
		"Mine"); !strings.Contains(said, "2 people") {
		t.Errorf("added: %q", said)
	}
	b.want(1, "contacts", "add", "vcard", b.file("ca.pem"), "--name", "Mine")
	b.wantRow("voicemails", "7", row{"name": "Anna Keller", "company": "Keller GmbH", "label": "+49723126120"})
	b.wantRow("calls", "21", row{"name": "Tom"}) // of the company: the platform knows best
	books := object[[]row](b, "contacts", "--json")
	if len(books) != 1 || books[0]["name"] != "Mine" || books[0]["kind"] != "vcard" || books[0]["people"] != 2.0 ||
		books[0]["problem"] != "" {
		t.Errorf("books %v", books)
	}
	anna := object[row](b, "contacts", "lookup", "07231", "26120", "--json")
	if anna["name"] != "Anna Keller" || anna["source"] != "Mine" || len(anna["numbers"].([]any)) != 2 {
		t.Errorf("looked up: %v", anna)
	}
	b.want(1, "contacts", "lookup", "+49 40 999999")
	b.want(2, "contacts", "lookup", "nobody")
	if p := object[row](b, "contacts", "lookup", "+4989555100",
		"--json"); p["name"] != "Reception" || p["source"] != "" {
		t.Errorf("known to the platform only: %v", p)
	}
	b.ownWords()
	b.changesOfBooks()

	b.write("mine.vcf", "BEGIN:VCARD\nFN:Anna Schmidt\nTEL:07231 / 26-120\nEND:VCARD\n")
	b.want(0, "contacts", "sync")
	b.wantRow("voicemails", "7", row{"name": "Anna Schmidt", "company": ""})
	b.want(0, "quit")
	ended()

	ended = b.start(b.platform.Password()+"\n", "--hidden", "--password-stdin")
	b.await("online")
	b.wantRow("voicemails", "7", row{"name": "Anna Schmidt", "note": "Back in May, “urgent”", "vip": true})
	b.wantRow("calls", "21", row{"name": "Tommy"})
	b.want(0, "contacts", "remove", "Mine")
	b.wantRow("voicemails", "7", row{"name": "", "vip": true})
	b.want(1, "contacts", "remove", "Mine")
	b.want(0, "quit")
	ended()
}

// changesOfBooks asks for what only programs ask for.
func (b *bare) changesOfBooks() {
	b.t.Helper()
	client := b.client()
	b.write("other.vcf", "BEGIN:VCARD\nFN:Zoe\nTEL:+49 30 1112233\nEND:VCARD\n")
	add := func(r control.ContactsRequest) (control.ContactBook, error) {
		return client.AddContacts(b.t.Context(), r)
	}
	other := control.ContactsRequest{Name: "Other", Kind: settings.CardDAV, URL: "https://127.0.0.1:1/", Login: "anna",
		Password: "secret"}
	if _, err := add(other); err != nil {
		b.t.Error(err)
	}
	other.URL, other.Password, other.Replace = "https://127.0.0.2:1/", "", true
	var refused *control.Error
	if _, err := add(other); !errors.As(err, &refused) || refused.Problem != "no-password" {
		b.t.Errorf("a password goes to another server: %v", err)
	}
	file := control.ContactsRequest{Name: "Other", Kind: settings.VCard, Path: b.file("other.vcf")}
	if _, err := add(file); control.CodeOf(err) != control.Refused {
		b.t.Errorf("a name that is taken: %v", err)
	}
	file.Replace = true
	if book, err := add(file); err != nil || book.People != 1 || book.Kind != settings.VCard {
		b.t.Errorf("changed to %+v, %v", book, err)
	}
	b.want(0, "contacts", "remove", "Other")
}

func (b *bare) ownWords() {
	b.t.Helper()
	if s := object[row](b, "status", "--json"); s["badge"] != 4.0 {
		b.t.Errorf("before muting: %v", s)
	}
	b.want(0, "mute", "+49", "30", "1234567", "on")
	b.want(0, "mute", "+4989555100", "on")
	if s := object[row](b, "status", "--json"); s["badge"] != 2.0 || s["missedCalls"] != 1.0 ||
		s["unreadVoicemails"] != 1.0 {
		b.t.Errorf("muted: %v", s)
	}
	b.wantRow("calls", "22", row{"muted": true})
	b.want(0, "mute", "+4989555100", "off")
	b.want(2, "mute", "+4989555100", "perhaps")
	b.want(0, "vip", "+49723126120", "on")
	b.want(2, "vip", "x", "on")
	b.want(0, "note", "07231 26120", "Back in May, “urgent”")
	b.wantRow("voicemails", "7", row{"note": "Back in May, “urgent”", "vip": true})
	if said := b.want(0, "note", "01715551234"); said != "Back in May, “urgent”\n" { // the same person's
		b.t.Errorf("the note: %q", said)
	}
	b.want(0, "contacts", "rename", "214", "Tommy")
	b.wantRow("calls", "21", row{"name": "Tommy", "label": "Tom"})
	b.want(0, "note", "214", "x")
	b.want(0, "note", "214", "")
	b.wantRow("calls", "21", row{"note": ""})
	export := b.want(0, "contacts", "export")
	if !strings.Contains(export, "FN:Tommy\r\n") || strings.Count(export, "BEGIN:VCARD") != 3 {
		b.t.Errorf("exported %q", export)
	}
	b.write("own.vcf", export)
	if said := b.want(0, "contacts", "import", b.file("own.vcf")); said != "3 read\n" {
		b.t.Errorf("imported: %q", said)
	}
}

func (b *bare) write(name, text string) {
	b.t.Helper()
	file := b.file(name)
	if err := os.MkdirAll(file[:strings.LastIndex(file, "/")], 0o700); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		b.t.Fatal(err)
	}
}

// wantRow compares some keys of one row of a list.
func (b *bare) wantRow(list, id string, want row) {
	b.t.Helper()
	for _, r := range object[[]row](b, "list", list, "--json") {
		if r["id"] != id {
			continue
		}
		for key, value := range want {
			if r[key] != value {
				b.t.Errorf("%s %s: %s is %v, want %v", list, id, key, r[key], value)
			}
		}
		return
	}
	b.t.Errorf("%s has no %s", list, id)
}
