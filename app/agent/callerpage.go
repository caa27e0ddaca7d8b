package agent

import (
	"cmp"
	"context"
	"net/url"
	"strings"

	"istratray/app/browser"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/people"
)

// pageLabel is what the button for the user's own page for a caller says; "" when there is no page.
func (a *Agent) pageLabel() string {
	page := a.settings.get().CallerPage
	if page.URL == "" {
		return ""
	}
	return cmp.Or(page.Label, a.book.Say("Open caller’s page"))
}

// openCallerPage opens the user's own page for an item's caller in the browser.
func (a *Agent) openCallerPage(kind inbox.ItemKind, id string) {
	page := a.settings.get().CallerPage.URL
	party, name, ok := a.callerOfItem(kind, id)
	if !ok || page == "" {
		return
	}
	a.do(func(ctx context.Context) {
		if err := browser.Open(ctx, filledPage(page, a.people.Key(party), name, id)); err != nil {
			a.log.Warn("opening the caller's page", "err", err)
			a.tell(ctx, a.book.Say("The page could not be opened"), "")
		}
	})
}

// callerOfItem finds who an item is from.
func (a *Agent) callerOfItem(kind inbox.ItemKind, id string) (party people.Party, name string, ok bool) {
	s := a.hub.latest()
	if kind == inbox.CallItem {
		for _, c := range s.Calls {
			if c.ID == id {
				return people.Party(c.Party()), c.Shown(), true
			}
		}
		return party, "", false
	}
	for _, v := range s.Voicemails {
		if v.ID == id {
			return people.Party(v.Party()), v.Shown(), true
		}
	}
	return party, "", false
}

// filledPage puts number, name and ID into an address, in a form in which they can't be more than a value.
func filledPage(page, number, name, id string) string {
	if name == number || numbers.Digits(name) == name {
		name = ""
	}
	return strings.NewReplacer("{number}", encoded(number), "{name}", encoded(name), "{id}", encoded(id)).Replace(page)
}

// encoded is good in a path and in a query.
func encoded(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }
