package control

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"

	"istratray/app/words"
)

// endpoint is one thing that can be asked over the socket. The same value makes the client's request and the
// server's route, and docs/cli.md has a row for it. Q is the body of a request, A that of its answer.
type endpoint[Q, A any] struct {
	method string
	path   string // may name, as {id}, what the request is about

	effect  bool // something happens by it: when no answer comes, the outcome is unknown
	patient bool // the answer may take minutes
}

// nothing stands for a body that isn't there.
type nothing struct{}

// text and file stand for bodies that aren't JSON.
type (
	text struct{}
	file struct{}
)

// get, post, put and remove make endpoints. What is posted, put or deleted has an effect, unless it says otherwise.
func get[A any](path string) endpoint[nothing, A] {
	return endpoint[nothing, A]{method: http.MethodGet, path: path}
}

func post[Q, A any](path string) endpoint[Q, A] {
	return endpoint[Q, A]{method: http.MethodPost, path: path, effect: true}
}

func put[Q, A any](path string) endpoint[Q, A] {
	return endpoint[Q, A]{method: http.MethodPut, path: path, effect: true}
}

func remove(path string) endpoint[nothing, nothing] {
	return endpoint[nothing, nothing]{method: http.MethodDelete, path: path, effect: true}
}

// harmless marks an endpoint that may be repeated: a lost answer leaves nothing in doubt.
func (e endpoint[Q, A]) harmless() endpoint[Q, A] {
	e.effect = false
	return e
}

// slow marks an endpoint whose answer may take minutes.
func (e endpoint[Q, A]) slow() endpoint[Q, A] {
	e.patient = true
	return e
}

func (e endpoint[Q, A]) pattern() string { return e.method + " " + e.path }

// placeholder is where a path names what a request is about.
var placeholder = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{(\w+)\}`) })

// about is what the path of a request names, "" where the endpoint's path names nothing.
func (e endpoint[Q, A]) about(r *http.Request) string {
	if name := placeholder().FindStringSubmatch(e.path); name != nil {
		return r.PathValue(name[1])
	}
	return ""
}

// request is the client's request about something, "" where the path names nothing. Names that can't be in a path
// belong to nothing.
func (e endpoint[Q, A]) request(about string) (request, error) {
	req := request{method: e.method, path: e.path, effect: e.effect, patient: e.patient}
	if !strings.Contains(e.path, "{") {
		return req, nil
	}
	if about == "" || about == "." || about == ".." {
		return request{}, NewError(NotFound, words.New("no-such-item"))
	}
	req.path = placeholder().ReplaceAllLiteralString(e.path, url.PathEscape(about))
	return req, nil
}

// route is an endpoint with the server's way to answer it.
type route struct {
	pattern string
	handler handler
}

// on answers an endpoint with what do returns: 200 with an answer, 204 where there is nothing to say.
func on[Q, A any](e endpoint[Q, A], do func(ctx context.Context, about string, body Q) (A, error)) route {
	return with(e, func(w http.ResponseWriter, r *http.Request) error {
		var body Q
		if _, none := any(body).(nothing); !none {
			if err := readJSON(r, &body); err != nil {
				return err
			}
		}
		answer, err := do(r.Context(), e.about(r), body)
		if err != nil {
			return err
		}
		if _, none := any(answer).(nothing); none {
			return noContent(w)
		}
		writeJSON(w, http.StatusOK, answer)
		return nil
	})
}

// with answers an endpoint by a handler that writes the answer itself, or asks more than a body says.
func with[Q, A any](e endpoint[Q, A], h handler) route { return route{e.pattern(), h} }

// done adapts a function without a result.
func done[Q any](do func(context.Context, Q) error) func(context.Context, string, Q) (nothing, error) {
	return func(ctx context.Context, _ string, body Q) (nothing, error) { return nothing{}, do(ctx, body) }
}

// told adapts a function that needs no path argument.
func told[Q, A any](do func(context.Context, Q) (A, error)) func(context.Context, string, Q) (A, error) {
	return func(ctx context.Context, _ string, body Q) (A, error) { return do(ctx, body) }
}

// ask sends a body to an endpoint, about something or "", and returns the answer.
func ask[Q, A any](ctx context.Context, c *Client, e endpoint[Q, A], about string, body Q) (answer A, err error) {
	return asking(ctx, c, e, about, "", body)
}

// asking is ask with a query, as "?unread=true" or "".
func asking[Q, A any](ctx context.Context, c *Client, e endpoint[Q, A], about, query string,
	body Q) (answer A, err error) {
	req, err := e.request(about)
	if err != nil {
		return answer, err
	}
	req.path += query
	if _, none := any(body).(nothing); !none {
		req.body = body
	}
	if _, none := any(answer).(nothing); none {
		return answer, c.do(ctx, req, nil)
	}
	return answer, c.do(ctx, req, &answer)
}

// tell sends a body to an endpoint that has nothing to say, about something or "".
func tell[Q any](ctx context.Context, c *Client, e endpoint[Q, nothing], about string, body Q) error {
	_, err := ask(ctx, c, e, about, body)
	return err
}

// open sends a request to an endpoint whose answer isn't JSON. The caller closes the body; ending ctx ends it.
func open[A any](ctx context.Context, c *Client, e endpoint[nothing, A], about, query string) (*http.Response, error) {
	req, err := e.request(about)
	if err != nil {
		return nil, err
	}
	req.path += query
	resp, err := c.send(ctx, req)
	if err != nil {
		return nil, explain(ctx, err, false)
	}
	return resp, nil
}
