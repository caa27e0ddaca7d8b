package istraclient

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
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
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	data = trimJSON(data)
	if isPage(resp, data) {
		return notAPI(resp, data)
	}
	if len(data) == 0 || string(data) == "null" {
		return problemOf(resp, EmptyBody, data, nil)
	}
	if err := parseJSON(data, out); errors.Is(err, io.ErrUnexpectedEOF) {
		return problemOf(resp, CutBody, data, err)
	} else if err != nil {
		return problemOf(resp, GarbageBody, data, err)
	}
	return nil
}

// isEmpty reports whether err says that a success came without a body.
func isEmpty(err error) bool {
	var b *BodyError
	return errors.As(err, &b) && b.Problem == EmptyBody
}

// expectNoPage reads and drops the body of a success that has none of interest; a web page is an error.
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

// parseJSON decodes exactly one value. What a cut-off text lacks is io.ErrUnexpectedEOF.
func parseJSON(data []byte, out any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(out); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more than one value")
	}
	return nil
}

func problemOf(resp *http.Response, p BodyProblem, data []byte, err error) error {
	return &BodyError{
		Problem: p, Status: resp.StatusCode, Size: int64(len(data)), Err: err,
		ContentType: tidy(resp.Header.Get("Content-Type"), 60),
	}
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
