package search

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/people"
)

var noon = time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)

func source() Source {
	book := numbers.NewBook("DE")
	return Source{
		Calls: []inbox.Call{
			{ID: "9", Label: "+49723126120", Number: "+49723126120", Time: noon,
				Caller: inbox.Caller{Name: "Zoë Müller-Lüdenscheidt", Company: "Keller & Söhne AG"}},
			{ID: "8", Label: "+49723126120", Number: "+49723126120", Time: noon.Add(-time.Hour),
				Caller: inbox.Caller{Name: "Zoë Müller-Lüdenscheidt", Company: "Keller & Söhne AG"}},
			{ID: "7", Label: "Anonymous"},
			{ID: "6", Label: "0171 5556677", Number: "01715556677"},
		},
		Voicemails: []inbox.Voicemail{
			{ID: "3", Label: "+49723126120", Number: "+49723126120",
				Caller: inbox.Caller{Name: "Zoë Müller-Lüdenscheidt"}},
			{ID: "2", Label: "Łukasz", Number: "214"},
		},
		People: slices.Values([]people.Person{
			{Name: "Anna Keller", Company: "Praxis", Numbers: []string{"07231 26-120", "0160 1234567"}},
			{Name: "Anna Keller", Numbers: []string{"0160 1234567"}},
		}),
		Key:   func(p people.Party) string { return book.Key(p.Number) },
		Shown: func(number string) string { return book.Check(number).Shown },
	}
}

func TestCallersAndPeopleAreFound(t *testing.T) {
	for question, want := range map[string][]string{
		"zoe":             {"calls:9 Zoë Müller-Lüdenscheidt"}, // once, though she has called twice and left a message
		"ludens zo":       {"calls:9 Zoë Müller-Lüdenscheidt"},
		"kell":            {"calls:9 Zoë Müller-Lüdenscheidt", "dial:0160 1234567 Anna Keller"},
		"anna keller":     {"dial:07231 26-120 Anna Keller", "dial:0160 1234567 Anna Keller"},
		"lukasz":          {"voicemails:2 Łukasz"},
		"07231 26":        {"calls:9 Zoë Müller-Lüdenscheidt"},
		"+49 7231":        {"calls:9 Zoë Müller-Lüdenscheidt"},
		"0171/555":        {"calls:6 0171 5556677"},
		"anonymous":       {"calls:7 Anonymous"},
		"eller":           nil, // within a word
		"z":               nil,
		"07":              nil,
		"":                nil,
		"  ":              nil,
		"zoe nobody":      nil,
		"\xff\xfe\x00zoe": {"calls:9 Zoë Müller-Lüdenscheidt"},
	} {
		var got []string
		for _, h := range source().Find(question) {
			got = append(got, h.id()+" "+h.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %q, want %q", question, got, want)
		}
	}
}

func TestNoMoreThanFitOnAScreen(t *testing.T) {
	s := source()
	for i := range 100_000 {
		s.Calls = append(s.Calls, inbox.Call{ID: fmt.Sprint(i), Label: "Carla", Number: fmt.Sprintf("0171 %07d", i)})
	}
	began := time.Now()
	if n := len(s.Find("carla")); n != mostHits {
		t.Errorf("%d hits, want %d", n, mostHits)
	}
	s.Find("nobody at all")
	t.Logf("two questions in %v", time.Since(began))
}
