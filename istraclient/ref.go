package istraclient

import (
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

// beanURI is the address of one item: its restUri where the platform gave one, else the documented path.
func (r Ref) beanURI(collection string) (string, error) {
	if r.URI != "" {
		return r.URI, nil
	}
	return r.idURI(collection)
}

// idURI is the documented address of one item by its id alone.
func (r Ref) idURI(collection string) (string, error) {
	if r.ID == "" || r.ID == "." || r.ID == ".." {
		return "", &ArgumentError{Name: "id"}
	}
	return collection + "/" + url.PathEscape(r.ID), nil
}

// lastSegment is the id at the end of a restUri, or "".
func lastSegment(uri string) string {
	u, err := url.Parse(uri)
	if err != nil {
		return ""
	}
	return u.Path[strings.LastIndexByte(u.Path, '/')+1:]
}

// bean sends a request about one item and decodes the answer.
func (c *Client) bean(ctx context.Context, r request, collection string, ref Ref, out any) error {
	uri, err := ref.beanURI(collection)
	if err != nil {
		return fmt.Errorf("%s: %w", r.op, err)
	}
	r.uri = uri
	return c.fetch(ctx, r, out)
}

var errNoItem = errors.New("it holds no item")

// noItem is a success whose body is JSON, but not the item that was asked for.
func noItem(op string) error {
	return fmt.Errorf("%s: %w", op, &BodyError{Problem: GarbageBody, Status: http.StatusOK, Err: errNoItem})
}

// deleteBean deletes one item.
func (c *Client) deleteBean(ctx context.Context, op, collection string, ref Ref) error {
	uri, err := ref.beanURI(collection)
	if err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	return c.act(ctx, request{op: op, method: http.MethodDelete, uri: uri, effect: true})
}
