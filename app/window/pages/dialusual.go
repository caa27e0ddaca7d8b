package pages

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/history"
	"istratray/app/window/lang"
	"istratray/app/window/parts"
)

// Who is offered before anything is typed: so many of a kind, chosen from so many; and how many calls make someone one
// who is called often.
const (
	ofAKind     = 8
	suggestions = 40
	often       = 3
)

// suggest asks the agent who is likely to be called. Without an answer there are the latest ones still.
func (p *Dial) suggest() {
	var list []control.Suggestion
	p.desk.Do(func(ctx context.Context) (err error) {
		list, err = p.desk.Agent.Suggestions(ctx, suggestions)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.Logger.Warn("suggestions", "code", control.CodeOf(err))
			return
		}
		p.usual = list
		if p.field.Text == "" {
			p.typed()
		}
	})
}

// offerUsual offers favourites, the latest, and those with many calls, nobody twice.
func (p *Dial) offerUsual() (headings []parts.Section) {
	p.offered = nil
	taken := map[string]bool{}
	offer := func(title string, people []history.Person) {
		start := len(p.offered)
		for _, person := range people {
			if !taken[person.Key] && len(p.offered)-start < ofAKind {
				taken[person.Key] = true
				p.offered = append(p.offered, person)
			}
		}
		if len(p.offered) > start {
			headings = append(headings, parts.Section{Title: func() string { return title }, Start: start})
		}
	}
	offer(lang.L("Favourites"), p.suggested(func(s control.Suggestion) bool { return s.Favourite }))
	offer(lang.L("Recent"), p.people)
	offer(lang.L("Frequent"), p.suggested(func(s control.Suggestion) bool { return s.Calls >= often }))
	return headings
}

// party is whom the page offers. Of a typed number, and of those who are not in the history, less is known.
func (p *Dial) party(person history.Person) party {
	return party{name: person.Name, number: person.Number, who: person.Caller, told: p.suggest}
}

// items are what can be done with someone who is offered.
func (p *Dial) items(person history.Person) []*fyne.MenuItem {
	return withPerson([]*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Call"), func() { p.call(person) }),
		copyItem(p.desk, p.desk.Book.Show(person.Number)),
	}, personItems(p.desk, p.party(person), p.edit))
}

// suggested are those of the suggestions that are meant.
func (p *Dial) suggested(meant func(control.Suggestion) bool) (people []history.Person) {
	for _, s := range p.usual {
		if !meant(s) {
			continue
		}
		name := s.Name
		if name == "" {
			name = s.Number
		}
		person := history.Person{
			Key: p.desk.Book.KeyOf(s.Number, "", s.Name), Name: name, Company: s.Company, Number: s.Number,
			Last: s.Last, Count: max(s.Calls, 1),
			Caller: inbox.Caller{Name: s.Name, Company: s.Company, Picture: s.Picture},
		}
		if at := slices.IndexFunc(p.people, func(q history.Person) bool { return q.Key == person.Key }); at >= 0 {
			person.Caller = p.people[at].Caller
		}
		person.Caller.Favourite = s.Favourite
		people = append(people, person)
	}
	return people
}
