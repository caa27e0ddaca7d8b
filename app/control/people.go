package control

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strconv"
	"time"

	"istratray/app/inbox"
	"istratray/app/words"
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
	// Suggestions are those who are likely to be called, favourites first; limit is at least 1.
	Suggestions(ctx context.Context, limit int) ([]Suggestion, error)
	// SetPerson says something about a number.
	SetPerson(ctx context.Context, number string, change PersonRequest) error
	// ExportContacts writes what the user said about callers, as vCards; ImportContacts adds such.
	ExportContacts(ctx context.Context, w io.Writer) error
	ImportContacts(ctx context.Context, r io.Reader) (int, error)
}

// ContactBook is the state of an address book.
type ContactBook struct {
	Name         string `json:"name"`
	Kind         string `json:"kind"`
	People       int    `json:"people"`
	Updated      Moment `json:"updated"`               // when it was last read; null: never
	Problem      string `json:"problem"`               // in English; "" = none
	ProblemCode  string `json:"problemCode,omitempty"` // its class
	Detail       string `json:"detail,omitempty"`      // a fingerprint, an origin
	Asked        bool   `json:"asked,omitempty"`       // too large to be kept: it is asked number by number
	Syncing      bool   `json:"syncing,omitempty"`
	Done         int    `json:"done,omitempty"`  // of the reading under way
	Total        int    `json:"total,omitempty"` // 0 while it isn't known
	inbox.Reason        // of Problem
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
	Replace    bool              `json:"replace,omitempty"`  // the book of that name is changed, wherever it was
}

// ContactsTest is what an address book holds.
type ContactsTest struct {
	People  int    `json:"people"`
	Example string `json:"example"` // someone in it; "" = nobody
}

// Person is exactly what `istratray contacts lookup --json` prints.
type Person struct {
	Name    string   `json:"name"`
	Company string   `json:"company"`
	Numbers []string `json:"numbers"`
	Note    string   `json:"note"`
	VIP     bool     `json:"vip"`
	Muted   bool     `json:"muted"`

	Favourite bool   `json:"favourite"` // called from the tray's menu
	Source    string `json:"source"`    // the address book's name; "" = the platform, or the user's own word

	Picture string `json:"picture,omitempty"` // a file of a round PNG; "" = none
}

// Suggestion is someone who is likely to be called.
type Suggestion struct {
	Name      string    `json:"name"` // "" = only the number is known
	Company   string    `json:"company"`
	Number    string    `json:"number"` // to dial
	Favourite bool      `json:"favourite"`
	Calls     int       `json:"calls"`         // how many the history has from and to this number
	Last      time.Time `json:"last,omitzero"` // the newest of them

	Picture string `json:"picture,omitempty"` // a file of a round PNG; "" = none
}

const (
	suggested       = 20  // without a limit
	mostSuggestions = 200 // with one
)

func (s *Server) suggestions(w http.ResponseWriter, r *http.Request) error {
	limit := suggested
	if text := r.URL.Query().Get("limit"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return NewError(BadRequest, words.New("argument"))
		}
		limit = min(n, mostSuggestions)
	}
	list, err := s.backend.Suggestions(r.Context(), limit)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, list)
	return nil
}

// PersonRequest says something about a number; what is missing stays as it is.
type PersonRequest struct {
	Name    *string `json:"name,omitempty"`
	Company *string `json:"company,omitempty"`
	Note    *string `json:"note,omitempty"`
	VIP     *bool   `json:"vip,omitempty"`
	Muted   *bool   `json:"muted,omitempty"`

	Favourite *bool `json:"favourite,omitempty"`
}

// SyncRequest asks for a reading of the address books; an empty name means all.
type SyncRequest struct {
	Name string `json:"name,omitempty"`
}

// OrderRequest is the order in which address books are asked.
type OrderRequest struct {
	Names []string `json:"names"`
}

// ImportAnswer says about how many people an import told something.
type ImportAnswer struct {
	People int `json:"people"`
}

// MostCards bounds the vCards of an import, in bytes.
const MostCards = 32 << 20

func (s *Server) contacts(context.Context, nothing) ([]ContactBook, error) {
	return s.backend.Contacts(), nil
}

func (s *Server) syncContacts(ctx context.Context, req SyncRequest) ([]ContactBook, error) {
	err := s.backend.SyncContacts(ctx, req.Name)
	return s.backend.Contacts(), err
}

func (s *Server) orderContacts(ctx context.Context, req OrderRequest) ([]ContactBook, error) {
	err := s.backend.OrderContacts(ctx, req.Names)
	return s.backend.Contacts(), err
}

func (s *Server) removeContacts(ctx context.Context, name string, _ nothing) (nothing, error) {
	return nothing{}, s.backend.RemoveContacts(ctx, name)
}

func (s *Server) lookup(w http.ResponseWriter, r *http.Request) error {
	person, err := s.backend.Lookup(r.Context(), r.URL.Query().Get("number"))
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, person)
	return nil
}

func (s *Server) setPerson(ctx context.Context, number string, change PersonRequest) (nothing, error) {
	return nothing{}, s.backend.SetPerson(ctx, number, change)
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
		n, err = s.backend.ImportContacts(r.Context(), http.MaxBytesReader(w, r.Body, MostCards))
	}
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, ImportAnswer{People: n})
}
