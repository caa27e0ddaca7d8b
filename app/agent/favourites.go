package agent

import (
	"context"
	"slices"
	"sync"
	"time"

	"istratray/app/control"
	"istratray/app/figures"
	"istratray/app/inbox"
	"istratray/app/people"
	"istratray/tray"
)

// favourites are the user's favourite numbers with their current names.
func (a *Agent) favourites() []tray.Favourite {
	var list []tray.Favourite
	for _, number := range a.people.Favourites() {
		list = append(list, tray.Favourite{Name: a.favouriteNames.of(number, a.nameOf), Number: number})
	}
	return list
}

// nameOf is the name for a number, and whether to cache it: names from the platform are, since the history has to be
// searched for them.
func (a *Agent) nameOf(number string) (name string, keep bool) {
	name = a.callerOf(a.people.Who(a.partyOf(people.Party{Label: number, Number: number}))).Name
	return name, name != "" || len(a.hub.latest().Calls) > 0
}

// nameCache keeps names until people change. The zero value is ready; safe for any goroutine.
type nameCache struct {
	mu    sync.Mutex
	names map[string]string // guarded by mu: by number
}

func (c *nameCache) of(number string, find func(string) (string, bool)) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if name, ok := c.names[number]; ok {
		return name
	}
	name, keep := find(number)
	if keep {
		if c.names == nil {
			c.names = map[string]string{}
		}
		c.names[number] = name
	}
	return name
}

func (c *nameCache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.names = nil
}

// Suggestions implements control.People.
func (a *Agent) Suggestions(_ context.Context, limit int) ([]control.Suggestion, error) {
	list := []control.Suggestion{}
	place := map[string]int{}
	for _, number := range a.people.Favourites() {
		party := people.Party{Label: number, Number: number}
		c := a.callerOf(a.people.Who(a.partyOf(party)))
		place[a.people.Key(party)] = len(list)
		list = append(list, control.Suggestion{Name: c.Name, Company: c.Company, Number: number, Favourite: true,
			Picture: c.Picture})
	}
	key := func(c *inbox.Call) string { return a.people.Key(people.Party(c.Party())) }
	for _, f := range figures.Frequent(a.hub.latest().Calls, key, time.Now()) {
		i, known := place[f.Key]
		if !known {
			i = len(list)
			list = append(list, control.Suggestion{Name: f.Name, Company: f.Company, Number: f.Number,
				Picture: a.known(inbox.Party{Label: f.Name, Number: f.Number}).Picture})
		}
		list[i].Calls, list[i].Last = f.Calls, f.Last
		if list[i].Name == f.Number {
			list[i].Name = ""
		}
	}
	return slices.Clip(list[:min(len(list), limit)]), nil
}
