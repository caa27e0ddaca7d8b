package people

import (
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// maxNesting bounds elements within elements: answers have about ten.
const maxNesting = 64

// davProps is what is asked about an address.
type davProps struct {
	Type struct {
		Book *struct{} `xml:"urn:ietf:params:xml:ns:carddav addressbook"`
	} `xml:"DAV: resourcetype"`
	Principal string `xml:"DAV: current-user-principal>href"`
	Home      struct {
		Href string `xml:"DAV: href"` // of another namespace than its parent
	} `xml:"urn:ietf:params:xml:ns:carddav addressbook-home-set"`
	ETag     string `xml:"DAV: getetag"`
	CTag     string `xml:"http://calendarserver.org/ns/ getctag"`
	Token    string `xml:"DAV: sync-token"`
	Modified string `xml:"DAV: getlastmodified"`
	Card     string `xml:"urn:ietf:params:xml:ns:carddav address-data"`
}

// davResponse is an answer about one address.
type davResponse struct {
	Href   string `xml:"DAV: href"`
	Status string `xml:"DAV: status"`
	Stats  []struct {
		Props  davProps `xml:"DAV: prop"`
		Status string   `xml:"DAV: status"`
	} `xml:"DAV: propstat"`
}

// gone says that the address has been deleted.
func (r *davResponse) gone() bool { return strings.Contains(r.Status, " 404") }

// props are those that the server has.
func (r *davResponse) props() davProps {
	for _, s := range r.Stats {
		if s.Status == "" || strings.Contains(s.Status, " 200") {
			return s.Props
		}
	}
	return davProps{}
}

// multistatus reads answers one by one, so that a large answer is never held whole.
func multistatus(body io.Reader, each func(davResponse) error) (syncToken string, err error) {
	raw := xml.NewDecoder(body)
	raw.CharsetReader = charsetReader
	dec := xml.NewTokenDecoder(&shallow{Decoder: raw})
	inside := false
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) && inside {
			return syncToken, nil
		}
		if err != nil {
			return "", xmlProblem(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch {
		case !inside && start.Name.Local != "multistatus":
			return "", &Problem{Code: NoBook, Err: fmt.Errorf("the answer is <%.40s>", start.Name.Local)}
		case !inside:
			inside = true
		case start.Name.Local == "response":
			var r davResponse
			if err := dec.DecodeElement(&r, &start); err != nil {
				return "", xmlProblem(err)
			}
			if err := each(r); err != nil {
				return "", err
			}
		case start.Name.Local == "sync-token":
			if err := dec.DecodeElement(&syncToken, &start); err != nil {
				return "", xmlProblem(err)
			}
		default:
			if err := dec.Skip(); err != nil {
				return "", xmlProblem(err)
			}
		}
	}
}

// charsetReader is for answers that are not in UTF-8.
func charsetReader(name string, text io.Reader) (io.Reader, error) {
	known, ok := charsetOf(name)
	if !ok {
		return nil, &Problem{Code: ServerError, Err: fmt.Errorf("the charset is %.40q", name)}
	}
	return known.NewDecoder().Reader(text), nil
}

// xmlProblem tells bad XML from a broken connection.
func xmlProblem(err error) error {
	var syntax *xml.SyntaxError
	var own *Problem
	switch {
	case errors.As(err, &own), errors.Is(err, errTooMuch):
		return err
	case errors.As(err, &syntax), errors.Is(err, io.EOF), errors.Is(err, errNested):
		return &Problem{Code: ServerError, Err: err}
	}
	return err
}

var errNested = errors.New("elements are nested too deeply")

// shallow passes a document's tokens on, and ends one whose elements are nested too deeply.
type shallow struct {
	*xml.Decoder
	depth int
}

func (s *shallow) Token() (xml.Token, error) {
	token, err := s.RawToken()
	switch token.(type) {
	case xml.StartElement:
		s.depth++
	case xml.EndElement:
		s.depth--
	}
	if s.depth > maxNesting {
		return nil, errNested
	}
	return token, err
}

const davNames = `xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav" xmlns:S="http://calendarserver.org/ns/"`

// ask sends a PROPFIND or REPORT and reads its answers. It returns where the address has moved to.
func (s *site) ask(ctx context.Context, method string, u *url.URL, depth, body string,
	each func(davResponse) error) (token string, at *url.URL, err error) {
	header := map[string]string{"Depth": depth, "Content-Type": "application/xml; charset=utf-8"}
	resp, at, err := s.do(ctx, method, u, header, xml.Header+body)
	if err != nil {
		return "", at, err
	}
	defer resp.Body.Close()
	if p := statusProblem(resp.StatusCode, s.login); p != nil {
		return "", at, p
	}
	if resp.StatusCode != http.StatusMultiStatus {
		return "", at, &Problem{Code: NoBook, Err: errors.New(resp.Status)}
	}
	token, err = multistatus(resp.Body, each)
	return token, at, err
}

// look is a PROPFIND about one address.
func (s *site) look(ctx context.Context, u *url.URL) (davProps, *url.URL, error) {
	var props davProps
	_, at, err := s.ask(ctx, "PROPFIND", u, "0",
		`<D:propfind `+davNames+`><D:prop><D:resourcetype/><D:current-user-principal/>`+
			`<C:addressbook-home-set/></D:prop></D:propfind>`,
		func(r davResponse) error { props = r.props(); return nil })
	return props, at, err
}

// booksIn lists the address books in a home.
func (s *site) booksIn(ctx context.Context, home *url.URL) ([]davBook, error) {
	var books []davBook
	_, at, err := s.ask(ctx, "PROPFIND", home, "1",
		`<D:propfind `+davNames+`><D:prop><D:resourcetype/></D:prop></D:propfind>`,
		func(r davResponse) error {
			if r.props().Type.Book != nil && len(books) < maxBooks {
				books = append(books, davBook{URL: r.Href})
			}
			return nil
		})
	if err != nil {
		return nil, err
	}
	for i := range books {
		u, err := s.resolve(at, books[i].URL)
		if err != nil {
			return nil, err
		}
		books[i].URL = u.String()
	}
	return books, nil
}

// find looks for address books: at the address itself, then where servers say or are known to have the user's.
func (s *site) find(ctx context.Context, u *url.URL) ([]davBook, error) {
	root := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/"}
	places := []*url.URL{
		u, root.JoinPath(".well-known/carddav"), u.JoinPath(nextcloudPath), root.JoinPath(nextcloudPath),
	}
	var first error
	for _, place := range places {
		books, err := s.follow(ctx, place)
		var p *Problem
		switch {
		case len(books) > 0, errors.As(err, &p) && p.needsPerson():
			return books, err
		case err != nil && p == nil:
			return nil, err // no answer at all
		case err == nil:
			err = &Problem{Code: NoBook}
		}
		first = cmp.Or(first, err)
	}
	return nil, first
}

// nextcloudPath is where Nextcloud and ownCloud have their service, below the folder they are in.
const nextcloudPath = "remote.php/dav/"

// follow goes from an address to the user's principal, from there to the home of address books.
func (s *site) follow(ctx context.Context, u *url.URL) ([]davBook, error) {
	props, at, err := s.look(ctx, u)
	if err != nil {
		return nil, err
	}
	if props.Type.Book != nil {
		return []davBook{{URL: at.String()}}, nil
	}
	if props.Home.Href == "" && props.Principal != "" {
		principal, err := s.resolve(at, props.Principal)
		if err != nil {
			return nil, err
		}
		if props, at, err = s.look(ctx, principal); err != nil {
			return nil, err
		}
	}
	if props.Home.Href == "" {
		return s.booksIn(ctx, at) // it may be the home
	}
	home, err := s.resolve(at, props.Home.Href)
	if err != nil {
		return nil, err
	}
	return s.booksIn(ctx, home)
}
