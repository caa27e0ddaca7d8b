package istraclient

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"reflect"
	"strconv"
)

// documentedLength is the length of a page in the platform's reference.
const documentedLength = 20

// ListOptions selects a page of a list. The zero value is the first page of 20.
type ListOptions struct {
	Offset   int
	Length   int  // 0 = 20
	Incoming bool // calls only: leave out placed ones
	Missed   bool // calls only: leave out answered ones
}

func (o ListOptions) query() string {
	q := "offset=" + strconv.Itoa(max(0, o.Offset)) + "&length=" + strconv.Itoa(o.length())
	if o.Incoming {
		q += "&isIncoming=true"
	}
	if o.Missed {
		q += "&isMissed=true"
	}
	return q
}

func (o ListOptions) length() int {
	if o.Length <= 0 {
		return documentedLength
	}
	return o.Length
}

// Page is a part of a list, in the platform's order, which is not documented: oldest or newest first.
type Page[T any] struct {
	Count int // as the platform counts: this page, or all there are; rely on Items
	Items []T

	size int // elements that came, those that are no items included
}

var errNoList = errors.New("it holds no list")

// item is one of a list as it travels.
type item interface {
	present() bool // tells it from another object
}

// list reads one page and makes public items of the wire's. What stands for an empty list differs by platform.
func list[W item, T any](ctx context.Context, c *Client, r request, public func(W) T) (Page[T], error) {
	r.method = http.MethodGet
	resp, err := c.do(ctx, r)
	if err != nil {
		return Page[T]{}, err
	}
	defer resp.Body.Close()
	reader := listReader[W, T]{json: newJSONReader(textOf(resp), reflect.TypeFor[W]()), public: public}
	if err := beginsAsJSON(resp, reader.json); isEmpty(err) {
		return Page[T]{}, nil
	} else if err != nil {
		return Page[T]{}, fmt.Errorf("%s: %w", r.op, err)
	}
	if err := unreadable(resp, reader.read()); err != nil {
		return Page[T]{}, fmt.Errorf("%s: %w", r.op, err)
	}
	return reader.page, nil
}

// Sizes of reading a whole list.
const (
	pageLength = 100
	maxItems   = 50_000
)

// all walks through the pages of a list. Each item is yielded once, even if new ones move the pages in the meantime.
// A platform may grant pages of any length, so the list ends at a page that is empty,
// brings nothing new or is refused, or where the platform's count says so.
func all[T any](read func(ListOptions) (Page[T], error), opts ListOptions, key func(T) Ref) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		opts.Length = pageLength
		seen := make(map[Ref]bool)
		for first := opts.Offset; ; {
			page, err := read(opts)
			switch {
			case opts.Offset > first && isPastEnd(err):
				return
			case hasStatus(err, http.StatusBadRequest) && opts.Length > documentedLength:
				opts.Length = documentedLength
				continue
			case err == nil && len(seen) > maxItems:
				err = &BodyError{Problem: TooLargeBody, Status: http.StatusOK}
			}
			if err != nil {
				yield(*new(T), err)
				return
			}
			fresh := unseen(page.Items, seen, key)
			for _, item := range fresh {
				if !yield(item, nil) {
					return
				}
			}
			opts.Offset += page.size
			if len(fresh) == 0 || page.isLast(opts.Offset) {
				return
			}
		}
	}
}

// isPastEnd reports whether a refusal can be one of an offset behind the last item.
func isPastEnd(err error) bool {
	return hasStatus(err, http.StatusNotFound) || hasStatus(err, http.StatusBadRequest) ||
		hasStatus(err, http.StatusRequestedRangeNotSatisfiable)
}

// isLast reports whether the platform's count says that nothing follows offset end. It does where it counts
// more than the page: then it counts all there are.
func (p Page[T]) isLast(end int) bool { return p.Count > p.size && p.Count <= end }

// unseen are the items met for the first time; it marks them as seen.
func unseen[T any](items []T, seen map[Ref]bool, key func(T) Ref) []T {
	var fresh []T
	for _, item := range items {
		if k := key(item); !seen[k] {
			seen[k] = true
			fresh = append(fresh, item)
		}
	}
	return fresh
}
