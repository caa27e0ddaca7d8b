package istraclient

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
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
}

// listAnswer is the envelope of lists; a bare array will do as well.
type listAnswer[W any] struct {
	count *number
	items many[W]
}

func (a *listAnswer[W]) UnmarshalJSON(data []byte) error {
	envelope := struct {
		Count *number         `json:"count"`
		Items json.RawMessage `json:"items"`
	}{Items: data}
	if data[0] != '[' {
		envelope.Items = nil
		if err := json.Unmarshal(data, &envelope); err != nil {
			return err
		}
	}
	a.count = envelope.Count
	if envelope.Items == nil && a.count != nil {
		return nil
	}
	elements, isList := elementsOf(envelope.Items)
	a.items = decodeMany[W](elements)
	if !isList || len(elements) > 0 && len(a.items) == 0 {
		return errNoList
	}
	return nil
}

var errNoList = errors.New("it holds no list")

// list reads one page and makes public items of the wire's. A success without content is an empty page.
func list[W, T any](ctx context.Context, c *Client, r request, public func(W) T) (Page[T], error) {
	r.method = http.MethodGet
	resp, err := c.do(ctx, r)
	if err != nil {
		return Page[T]{}, err
	}
	var answer listAnswer[W]
	if err := readJSON(resp, &answer); err != nil && !(isEmpty(err) && resp.StatusCode == http.StatusNoContent) {
		return Page[T]{}, fmt.Errorf("%s: %w", r.op, err)
	}
	page := Page[T]{Count: len(answer.items), Items: make([]T, len(answer.items))}
	if answer.count != nil {
		page.Count = answer.count.count()
	}
	for i, w := range answer.items {
		page.Items[i] = public(w)
	}
	return page, nil
}

// Sizes of reading a whole list.
const (
	pageLength = 100
	maxItems   = 200_000
)

// all walks through the pages of a list. Each item is yielded once, even if new ones move the pages
// meanwhile. It ends at a page that is short, holds nothing new or is refused. Pages are asked for as long as the
// platform grants.
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
			opts.Offset += len(page.Items)
			if len(fresh) == 0 || isShort(page, opts.Offset) {
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

// isShort reports whether a page that ends at offset end is the last. Shorter than asked is not
// enough to know: a platform may grant less, though not less than its documented page, or its count
// may say that there are more.
func isShort[T any](page Page[T], end int) bool {
	return len(page.Items) < documentedLength && page.Count <= end
}

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
