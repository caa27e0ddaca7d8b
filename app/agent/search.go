package agent

import (
	"context"

	"istratray/app/control"
	"istratray/app/search"
)

// serveSearch lets the search of the desktop find callers and people.
func (a *Agent) serveSearch(ctx context.Context) error {
	search.New(search.Config{Find: a.findPeople, Open: a.openFound, Log: a.log, Hidden: func() bool {
		return a.settings.get().Notifications.Private || a.attention.locked()
	}}).Run(ctx)
	return nil
}

func (a *Agent) findPeople(text string) []search.Hit {
	s := a.hub.latest()
	return search.Source{Calls: s.Calls, Voicemails: s.Voicemails, People: a.people.Everybody(),
		Key: a.people.Key, Shown: a.shownNumber}.Find(text)
}

// openFound shows someone in the window. Nothing is dialled: the dial page asks as it does for a link.
func (a *Agent) openFound(h search.Hit, token string) {
	show := control.Show{Page: h.Page, Item: h.ID, From: a.here(token)}
	if h.Page == search.Dial {
		show.Item, show.Dial = "", h.ID
	}
	a.show(show)
}
