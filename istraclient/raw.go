package istraclient

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// RawRequest is one for a resource that this package doesn't know.
type RawRequest struct {
	Method string     // "" = GET
	Path   string     // below the API root, such as v1/user/Info; it has to begin with v1/
	Query  url.Values // nil = none
	Body   any        // encoded as JSON; nil = none
}

// Do sends a request with the session, as all others are: signed in, repeated once after the session's end, with errors
// of this package's types. Requests other than GET are taken to have an effect: *OutcomeUnknownError. The answer is
// JSON of at most 8 MiB, in UTF-8, or nil where there is none.
func (c *Client) Do(ctx context.Context, raw RawRequest) (json.RawMessage, error) {
	r := request{op: "raw request", method: firstOf(raw.Method, http.MethodGet), uri: raw.Path,
		query: raw.Query.Encode()}
	r.effect = r.method != http.MethodGet
	if !strings.HasPrefix(raw.Path, "v1/") {
		return nil, fmt.Errorf("%s: %w", r.op, &ArgumentError{Name: "path"})
	}
	if raw.Body != nil {
		var err error
		if r.body, err = json.Marshal(raw.Body); err != nil {
			return nil, fmt.Errorf("%s: %w", r.op, err)
		}
	}
	resp, err := c.do(ctx, r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	answer, err := readRaw(resp)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.op, err)
	}
	return answer, nil
}

func readRaw(resp *http.Response) (json.RawMessage, error) {
	text, err := io.ReadAll(textOf(resp))
	if err != nil {
		return nil, err
	}
	text = bytes.TrimSpace(trimJSON(text))
	switch {
	case len(text) == 0:
		return nil, nil
	case isPage(resp, text):
		return nil, notAPI(resp, text)
	case !json.Valid(text):
		return nil, problemOf(resp, GarbageBody, errSyntax)
	}
	return text, nil
}
