package agent

import (
	"cmp"
	"context"
	"net/url"
	"strings"

	"istratray/app/browser"
	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/people"
	"istratray/app/words"
)

// pageLabel is what the button for the user's own page for a caller says; "" when there is no page.
func (a *Agent) pageLabel() string {
	page := a.settings.get().CallerPage
	if page.URL == "" {
		return ""
	}
	return cmp.Or(page.Label, a.book.Say("Open caller’s page"))
}

// openCallerPage opens the user's own page for an item's caller, and tells the user where that fails.
func (a *Agent) openCallerPage(kind inbox.ItemKind, id string) {
	a.do(func(ctx context.Context) {
		if err := a.OpenCallerPage(ctx, control.PageRequest{Kind: kind, ID: id}); err != nil {
			a.tell(ctx, a.book.Say("The page could not be opened"), "")
		}
	})
}

// OpenCallerPage implements control.Backend.
func (a *Agent) OpenCallerPage(ctx context.Context, req control.PageRequest) error {
	page := a.settings.get().CallerPage.URL
	if page == "" {
		return refused("page-none")
	}
	party, name, ok := a.callerOfItem(req.Kind, req.ID)
	if !ok {
		return control.NewError(control.NotFound, words.New("no-such-item"))
	}
	if err := browser.Open(ctx, filledPage(page, a.people.Key(party), name, req.ID)); err != nil {
		a.log.Warn("opening the caller's page", "err", err)
		return refused("page-not-opened")
	}
	return nil
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

// filledPage puts number, name and ID into an address, encoded so that they can only be values.
func filledPage(page, number, name, id string) string {
	if name == number || numbers.Digits(name) == name {
		name = ""
	}
	return strings.NewReplacer("{number}", encoded(number), "{name}", encoded(name), "{id}", encoded(id)).Replace(page)
}

// encoded is safe in a path and in a query.
func encoded(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }
