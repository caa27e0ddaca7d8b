package control

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"time"
)

// People is what the agent knows about callers, as the socket sees it.
type People interface {
	// Contacts are the address books, in their order.
	Contacts() []ContactBook
	// AddContacts adds an address book and reads it once. One that can't be read is added, too: then the
	// answer has a problem.
	AddContacts(ctx context.Context, req ContactsRequest) (ContactBook, error)
	// TestContacts reads an address book without adding it.
	TestContacts(ctx context.Context, req ContactsRequest) (ContactsTest, error)
	RemoveContacts(ctx context.Context, name string) error
	// OrderContacts puts the address books into this order; those not named stay behind the others.
	OrderContacts(ctx context.Context, names []string) error
	// SyncContacts reads all address books now, or the one of a name, and returns when that is done.
	SyncContacts(ctx context.Context, name string) error
	// Lookup is what is known of a number.
	Lookup(ctx context.Context, number string) (Person, error)
	// SetPerson says something about a number.
	SetPerson(ctx context.Context, number string, change PersonRequest) error
	// ExportContacts writes what the user said about callers, as vCards; ImportContacts adds such.
	ExportContacts(ctx context.Context, w io.Writer) error
	ImportContacts(ctx context.Context, r io.Reader) (int, error)
}

// ContactBook is where an address book stands.
type ContactBook struct {
	Name        string `json:"name"`
	Kind        string `json:"kind"`
	People      int    `json:"people"`
	Updated     Moment `json:"updated"`               // when it was last read; null: never
	Problem     string `json:"problem"`               // in words; "" = none
	ProblemCode string `json:"problemCode,omitempty"` // its class
	Detail      string `json:"detail,omitempty"`      // a fingerprint, an origin
	Asked       bool   `json:"asked,omitempty"`       // too large to be kept: it is asked number by number
	Syncing     bool   `json:"syncing,omitempty"`
	Done        int    `json:"done,omitempty"`  // of the reading under way
	Total       int    `json:"total,omitempty"` // 0 while nobody knows
}

// ContactsRequest adds an address book, or tests one.
type ContactsRequest struct {
	Name       string            `json:"name,omitempty"` // "" = one after its path or host
	Kind       string            `json:"kind"`           // vcard, carddav, ldap or system
	Path       string            `json:"path,omitempty"` // absolute
	URL        string            `json:"url,omitempty"`
	Login      string            `json:"login,omitempty"`
	Password   string            `json:"password,omitempty"`
	Base       string            `json:"base,omitempty"`
	Filter     string            `json:"filter,omitempty"`
	Attributes map[string]string `json:"attributes,omitempty"`
	TrustKey   string            `json:"trustKey,omitempty"` // fingerprint that the user saw and accepted
}

// ContactsTest is what an address book holds.
type ContactsTest struct {
	People  int    `json:"people"`
	Example string `json:"example"` // somebody in it; "" = nobody
}

// Person is `istratray contacts lookup --json`, to the letter.
type Person struct {
	Name    string   `json:"name"`
	Company string   `json:"company"`
	Numbers []string `json:"numbers"`
	Note    string   `json:"note"`
	VIP     bool     `json:"vip"`
	Muted   bool     `json:"muted"`
	Source  string   `json:"source"` // the address book's name; "" = the platform, or the user's own word
}

// PersonRequest says something about a number; what is missing stays as it is.
type PersonRequest struct {
	Name    *string `json:"name,omitempty"`
	Company *string `json:"company,omitempty"`
	Note    *string `json:"note,omitempty"`
	VIP     *bool   `json:"vip,omitempty"`
	Muted   *bool   `json:"muted,omitempty"`
}

// SyncRequest asks for a reading of the address books; an empty name means all.
type SyncRequest struct {
	Name string `json:"name,omitempty"`
}

// OrderRequest is the order in which address books are asked.
type OrderRequest struct {
	Names []string `json:"names"`
}

// importLimit bounds the vCards of an import.
const importLimit = 32 << 20

func (s *Server) peopleRoutes(mux *http.ServeMux, handle func(string, handler)) {
	handle("GET /v1/contacts", func(w http.ResponseWriter, _ *http.Request) error {
		writeJSON(w, http.StatusOK, s.backend.Contacts())
		return nil
	})
	handle("POST /v1/contacts", asked(s.backend.AddContacts))
	handle("POST /v1/contacts/test", asked(s.backend.TestContacts))
	handle("POST /v1/contacts/sync", asked(func(ctx context.Context, req SyncRequest) ([]ContactBook, error) {
		err := s.backend.SyncContacts(ctx, req.Name)
		return s.backend.Contacts(), err
	}))
	handle("POST /v1/contacts/order", asked(func(ctx context.Context, req OrderRequest) ([]ContactBook, error) {
		err := s.backend.OrderContacts(ctx, req.Names)
		return s.backend.Contacts(), err
	}))
	handle("DELETE /v1/contacts/{name}", func(w http.ResponseWriter, r *http.Request) error {
		if err := s.backend.RemoveContacts(r.Context(), r.PathValue("name")); err != nil {
			return err
		}
		return noContent(w)
	})
	handle("GET /v1/people", func(w http.ResponseWriter, r *http.Request) error {
		person, err := s.backend.Lookup(r.Context(), r.URL.Query().Get("number"))
		if err != nil {
			return err
		}
		writeJSON(w, http.StatusOK, person)
		return nil
	})
	handle("PUT /v1/people/{number}", func(w http.ResponseWriter, r *http.Request) error {
		var req PersonRequest
		if err := readJSON(r, &req); err != nil {
			return err
		}
		if err := s.backend.SetPerson(r.Context(), r.PathValue("number"), req); err != nil {
			return err
		}
		return noContent(w)
	})
	handle("GET /v1/contacts/own", s.exportContacts)
	mux.HandleFunc("PUT /v1/contacts/own", s.importContacts) // longer than other requests
}

// asked makes a handler of a question with a body and an answer.
func asked[Q, A any](ask func(context.Context, Q) (A, error)) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		var req Q
		if err := readJSON(r, &req); err != nil {
			return err
		}
		answer, err := ask(r.Context(), req)
		if err != nil {
			return err
		}
		writeJSON(w, http.StatusOK, answer)
		return nil
	}
}

func (s *Server) exportContacts(w http.ResponseWriter, r *http.Request) error {
	var buf bytes.Buffer
	if err := s.backend.ExportContacts(r.Context(), &buf); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/vcard; charset=utf-8")
	_, _ = w.Write(buf.Bytes()) // the client may have gone
	return nil
}

func (s *Server) importContacts(w http.ResponseWriter, r *http.Request) {
	err := http.NewResponseController(w).SetReadDeadline(time.Now().Add(s.limits.body))
	var n int
	if err == nil {
		n, err = s.backend.ImportContacts(r.Context(), http.MaxBytesReader(w, r.Body, importLimit))
	}
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, map[string]int{"people": n})
}

// Contacts lists the address books.
func (c *Client) Contacts(ctx context.Context) ([]ContactBook, error) {
	var list []ContactBook
	return list, c.do(ctx, request{method: http.MethodGet, path: "/v1/contacts"}, &list)
}

// AddContacts adds an address book and reads it once, however long that takes. The answer may have a problem.
func (c *Client) AddContacts(ctx context.Context, req ContactsRequest) (ContactBook, error) {
	var book ContactBook
	return book, c.do(ctx, request{method: http.MethodPost, path: "/v1/contacts", body: req, effect: true, patient: true}, &book)
}

// TestContacts reads an address book without adding it.
func (c *Client) TestContacts(ctx context.Context, req ContactsRequest) (ContactsTest, error) {
	var test ContactsTest
	return test, c.do(ctx, request{method: http.MethodPost, path: "/v1/contacts/test", body: req, patient: true}, &test)
}

// RemoveContacts removes an address book, with its password and what was kept of it.
func (c *Client) RemoveContacts(ctx context.Context, name string) error {
	return c.do(ctx, request{method: http.MethodDelete, path: "/v1/contacts/" + url.PathEscape(name), effect: true}, nil)
}

// SyncContacts reads the address books now, and returns where they stand when that is done.
func (c *Client) SyncContacts(ctx context.Context, name string) ([]ContactBook, error) {
	var list []ContactBook
	return list, c.do(ctx, request{method: http.MethodPost, path: "/v1/contacts/sync", body: SyncRequest{name}, patient: true}, &list)
}

// OrderContacts puts the address books into this order, and returns where they stand.
func (c *Client) OrderContacts(ctx context.Context, names []string) ([]ContactBook, error) {
	var list []ContactBook
	return list, c.do(ctx, request{method: http.MethodPost, path: "/v1/contacts/order", body: OrderRequest{names}, effect: true}, &list)
}

// Lookup is what is known of a number. Nobody is an *Error with the code NotFound.
func (c *Client) Lookup(ctx context.Context, number string) (Person, error) {
	var p Person
	return p, c.do(ctx, request{method: http.MethodGet, path: "/v1/people?number=" + url.QueryEscape(number)}, &p)
}

// SetPerson says something about a number.
func (c *Client) SetPerson(ctx context.Context, number string, change PersonRequest) error {
	if number == "" {
		return &Error{Code: BadRequest, Message: "A number is needed."}
	}
	return c.do(ctx, request{method: http.MethodPut, path: "/v1/people/" + url.PathEscape(number), body: change, effect: true}, nil)
}

// ExportContacts writes what the user said about callers, as vCards.
func (c *Client) ExportContacts(ctx context.Context, w io.Writer) error {
	resp, err := c.send(ctx, request{method: http.MethodGet, path: "/v1/contacts/own"})
	if err != nil {
		return explain(ctx, err, false)
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}

// ImportContacts adds what vCards say about callers, and tells about how many.
func (c *Client) ImportContacts(ctx context.Context, r io.Reader) (int, error) {
	cards, err := io.ReadAll(io.LimitReader(r, importLimit+1))
	if err != nil {
		return 0, &Error{Code: BadRequest, Message: "The vCards can't be read: " + err.Error()}
	}
	if len(cards) > importLimit {
		return 0, &Error{Code: BadRequest, Message: "The vCards are too long."}
	}
	var answer map[string]int
	err = c.do(ctx, request{method: http.MethodPut, path: "/v1/contacts/own", raw: cards, effect: true}, &answer)
	return answer["people"], err
}
