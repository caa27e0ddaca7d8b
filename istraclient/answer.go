package istraclient

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
)

// fetch sends a request and decodes its answer into out.
func (c *Client) fetch(ctx context.Context, r request, out any) error {
	resp, err := c.do(ctx, r)
	if err != nil {
		return err
	}
	if err := readJSON(resp, out); err != nil {
		return fmt.Errorf("%s: %w", r.op, err)
	}
	return nil
}

// act sends a request of whose answer only the status matters.
func (c *Client) act(ctx context.Context, r request) error {
	resp, err := c.do(ctx, r)
	if err != nil {
		return err
	}
	if err := expectNoPage(resp); err != nil {
		return fmt.Errorf("%s: %w", r.op, err)
	}
	return nil
}

// readJSON decodes the body of a success into out and closes it.
func readJSON(resp *http.Response, out any) error {
	defer resp.Body.Close()
	j := newJSONReader(textOf(resp), reflect.TypeOf(out))
	if err := beginsAsJSON(resp, j); err != nil {
		return err
	}
	err := j.value(true)
	if err == nil {
		err = j.end()
	}
	if err == nil {
		err = json.Unmarshal(j.kept, out)
	}
	return unreadable(resp, err)
}

// beginsAsJSON looks at the first byte: nothing and null are an empty body, and a web page is not from the API.
func beginsAsJSON(resp *http.Response, j *jsonReader) error {
	switch b, err := j.start(); {
	case errors.Is(err, io.EOF) && strings.Contains(strings.ToLower(resp.Header.Get("Content-Type")), "html"):
		return notAPI(resp, nil)
	case errors.Is(err, io.EOF):
		return problemOf(resp, EmptyBody, nil)
	case err != nil:
		return err
	case b == '{' || b == '[':
		return nil
	}
	text, err := io.ReadAll(io.LimitReader(j.src, maxErrorBody))
	switch text = trimJSON(text); {
	case err != nil:
		return err
	case isPage(resp, text):
		return notAPI(resp, text)
	case string(text) == "null":
		return problemOf(resp, EmptyBody, nil)
	}
	return problemOf(resp, GarbageBody, errSyntax)
}

// unreadable makes a *BodyError of what was wrong with JSON; other errors are the connection's.
func unreadable(resp *http.Response, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF) && !errors.As(err, new(*BodyError)):
		return problemOf(resp, CutBody, err)
	case errors.Is(err, errTooMuch):
		return problemOf(resp, TooLargeBody, err)
	case errors.Is(err, errSyntax), errors.Is(err, errTooDeep), errors.Is(err, errNoList), errors.As(err, &syntax),
		errors.As(err, &kind):
		return problemOf(resp, GarbageBody, err)
	}
	return err
}

// isEmpty reports whether err says that a success came without a body.
func isEmpty(err error) bool {
	var b *BodyError
	return errors.As(err, &b) && b.Problem == EmptyBody
}

// expectNoPage reads and discards the body of a success; a web page is an error.
func expectNoPage(resp *http.Response) error {
	defer resp.Body.Close()
	head, _ := io.ReadAll(io.LimitReader(resp.Body, maxErrorBody)) // the status has said it all
	if head = trimJSON(head); isPage(resp, head) {
		return notAPI(resp, head)
	}
	return nil
}

var byteOrderMark = []byte("\xef\xbb\xbf")

func trimJSON(data []byte) []byte {
	return bytes.TrimSpace(bytes.TrimPrefix(data, byteOrderMark))
}

func problemOf(resp *http.Response, p BodyProblem, err error) error {
	e := &BodyError{Problem: p, Status: resp.StatusCode, ContentType: tidy(resp.Header.Get("Content-Type"), 60),
		Err: err}
	if b, ok := resp.Body.(*body); ok {
		e.Size = b.size
	}
	return e
}

// isPage recognises a web page, whatever it calls itself.
func isPage(resp *http.Response, data []byte) bool {
	if len(data) > 0 && (data[0] == '{' || data[0] == '[') {
		return false
	}
	return bytes.HasPrefix(data, []byte("<")) ||
		len(data) > 0 && strings.Contains(strings.ToLower(resp.Header.Get("Content-Type")), "html")
}

// notAPI says what kind of page came.
func notAPI(resp *http.Response, data []byte) error {
	what := "a web page"
	if hasPasswordField(data) {
		what = "a sign-in page for browsers"
	}
	return &NotAPIError{URL: bareURL(resp.Request.URL), Status: resp.StatusCode, What: what}
}

func hasPasswordField(page []byte) bool {
	lower := bytes.ToLower(page)
	for _, mark := range []string{`type="password"`, `type='password'`, `type=password`} {
		if bytes.Contains(lower, []byte(mark)) {
			return true
		}
	}
	return false
}
