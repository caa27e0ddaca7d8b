package istraclient

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// Ref names one item on the platform. URI (its restUri) is preferred; ID alone will do.
type Ref struct {
	ID  string
	URI string // relative to the API root
}

// idURI is the documented address of one item by its id alone.
func (r Ref) idURI(collection string) (string, error) {
	if r.ID == "" || r.ID == "." || r.ID == ".." {
		return "", &ArgumentError{Name: "id"}
	}
	return collection + "/" + url.PathEscape(r.ID), nil
}

// lastSegment is the id at the end of a collection's restUri, or "".
func lastSegment(uri, collection string) string {
	if !strings.Contains(uri, collection+"/") {
		return ""
	}
	u, err := url.Parse(uri)
	if err != nil {
		return ""
	}
	return u.Path[strings.LastIndexByte(u.Path, '/')+1:]
}

// beanURIs are the addresses at which one item of a collection may be: its restUri where the platform gave
// one, and both documented forms.
func (r Ref) beanURIs(collection string) []string {
	var uris []string
	if r.URI != "" {
		uris = append(uris, r.URI)
	}
	for _, folder := range []string{collection + "/bean", collection} {
		if uri, err := r.idURI(folder); err == nil {
			uris = append(uris, uri)
		}
	}
	return uris
}

// doOne sends a request about one item to the first of its addresses that lies within the collection. The
// reference gives two forms: where the platform has nothing there, another one is tried, once. An address elsewhere is
// not called at all.
func (c *Client) doOne(ctx context.Context, r request, collection string, uris []string) (*http.Response, error) {
	if len(uris) == 0 {
		return nil, fmt.Errorf("%s: %w", r.op, &ArgumentError{Name: "id"})
	}
	r.within = collection + "/"
	var first error
	asked := ""
	for _, uri := range uris {
		if strings.HasSuffix("/"+asked, "/"+uri) {
			continue // the same one again
		}
		r.uri = uri
		resp, err := c.do(ctx, r)
		switch {
		case errors.As(err, new(*OriginError)):
			first = cmp.Or(first, err)
		case !isMissing(err):
			return resp, err
		case asked != "":
			return nil, notFoundOf(first, err)
		default:
			first, asked = err, uri
		}
	}
	return nil, first
}

// notFoundOf is the one of two refusals that says more: 404 is about the item, 405 about the form of its address.
func notFoundOf(first, second error) error {
	if hasStatus(first, http.StatusNotFound) {
		return first
	}
	return second
}

// bean sends a request about one item and decodes the answer.
func (c *Client) bean(ctx context.Context, r request, collection string, ref Ref, out any) error {
	resp, err := c.doOne(ctx, r, collection, ref.beanURIs(collection))
	if err != nil {
		return err
	}
	if err := readJSON(resp, out); err != nil {
		return fmt.Errorf("%s: %w", r.op, err)
	}
	return nil
}

var errNoItem = errors.New("it holds no item")

// noItem is a success whose body is JSON, but not the requested item.
func noItem(op string) error {
	return fmt.Errorf("%s: %w", op, &BodyError{Problem: GarbageBody, Status: http.StatusOK, Err: errNoItem})
}

// deleteBean deletes one item.
func (c *Client) deleteBean(ctx context.Context, op, collection string, ref Ref) error {
	r := request{op: op, method: http.MethodDelete, effect: true}
	resp, err := c.doOne(ctx, r, collection, ref.beanURIs(collection))
	if err != nil {
		return err
	}
	if err := expectNoPage(resp); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	return nil
}
