package control

import (
	"context"
	"io"
	"net/url"
	"strconv"

	"istratray/app/words"
)

// Contacts lists the address books.
func (c *Client) Contacts(ctx context.Context) ([]ContactBook, error) {
	return ask(ctx, c, contactsEndpoint, "", nothing{})
}

// AddContacts adds an address book and reads it once, however long that takes. The answer may have a problem.
func (c *Client) AddContacts(ctx context.Context, req ContactsRequest) (ContactBook, error) {
	return ask(ctx, c, addContactsEndpoint, "", req)
}

// TestContacts reads an address book without adding it.
func (c *Client) TestContacts(ctx context.Context, req ContactsRequest) (ContactsTest, error) {
	return ask(ctx, c, testContactsEndpoint, "", req)
}

// RemoveContacts removes an address book, with its password and what was kept of it.
func (c *Client) RemoveContacts(ctx context.Context, name string) error {
	return tell(ctx, c, removeContactsEndpoint, name, nothing{})
}

// SyncContacts reads the address books now, and returns their state when that is done.
func (c *Client) SyncContacts(ctx context.Context, name string) ([]ContactBook, error) {
	return ask(ctx, c, syncContactsEndpoint, "", SyncRequest{name})
}

// OrderContacts puts the address books into this order, and returns their state.
func (c *Client) OrderContacts(ctx context.Context, names []string) ([]ContactBook, error) {
	return ask(ctx, c, orderContactsEndpoint, "", OrderRequest{names})
}

// Lookup is what is known of a number. Nobody is an *Error with the code NotFound.
func (c *Client) Lookup(ctx context.Context, number string) (Person, error) {
	return asking(ctx, c, lookupEndpoint, "", "?number="+url.QueryEscape(number), nothing{})
}

// Suggestions are those who are likely to be called, favourites first.
func (c *Client) Suggestions(ctx context.Context, limit int) ([]Suggestion, error) {
	return asking(ctx, c, suggestionsEndpoint, "", "?limit="+strconv.Itoa(limit), nothing{})
}

// SetPerson says something about a number.
func (c *Client) SetPerson(ctx context.Context, number string, change PersonRequest) error {
	if number == "" {
		return NewError(BadRequest, words.New("argument-number"))
	}
	return tell(ctx, c, personEndpoint, number, change)
}

// ExportContacts writes what the user said about callers, as vCards.
func (c *Client) ExportContacts(ctx context.Context, w io.Writer) error {
	resp, err := open(ctx, c, exportContactsEndpoint, "", "")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}

// ImportContacts adds what vCards say about callers, and returns how many there were.
func (c *Client) ImportContacts(ctx context.Context, r io.Reader) (int, error) {
	cards, err := io.ReadAll(io.LimitReader(r, MostCards+1))
	if err != nil {
		return 0, NewError(BadRequest, words.New("cards-unreadable", "error", err.Error()))
	}
	if len(cards) > MostCards {
		return 0, NewError(BadRequest, words.New("cards-too-long"))
	}
	req, err := importContactsEndpoint.request("")
	if err != nil {
		return 0, err
	}
	req.raw = cards
	var answer ImportAnswer
	err = c.do(ctx, req, &answer)
	return answer.People, err
}
