package istraclient

import (
	"context"
	"errors"
	"net/http"
	"net/url"
)

// listenerName is ours in the session's list of listeners (API notes, section 10).
const listenerName = "MixedLogsL"

const listenerBeans = "v1/service/EventListener/bean"

// createListener makes our listener and returns its address. One that an earlier connection left behind
// is replaced: it would go on pushing to a closed websocket.
func (c *Client) createListener(ctx context.Context) (uri string, err error) {
	uri, err = c.postListener(ctx)
	var api *APIError
	if !errors.As(err, &api) || api.Status == http.StatusUnauthorized || Retryable(err) && api.Status != http.StatusInternalServerError {
		return uri, err
	}
	if c.deleteListener(ctx, listenerBeans+"/"+listenerName) != nil {
		return "", err // the first error says more
	}
	return c.postListener(ctx)
}

func (c *Client) postListener(ctx context.Context) (string, error) {
	var answer struct {
		RestURI text `json:"restUri"`
	}
	body := []byte(`{"name":"` + listenerName + `"}`)
	err := c.fetch(ctx, request{op: "create listener", method: http.MethodPost, uri: listenerBeans, body: body}, &answer)
	if err != nil && !isEmpty(err) {
		return "", err
	}
	return firstOf(string(answer.RestURI), listenerBeans+"/"+listenerName), nil
}

func (c *Client) deleteListener(ctx context.Context, uri string) error {
	return c.act(ctx, request{op: "delete listener", method: http.MethodDelete, uri: uri})
}

// removeListener deletes a listener at the end: without another sign-in if the session is gone, since
// the listener has gone with it.
func (c *Client) removeListener(ctx context.Context, uri string) error {
	resp, err := c.attempt(ctx, request{op: "delete listener", method: http.MethodDelete, uri: uri}, c.current())
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// subscribe starts the push of counters to our listener and returns them as they are now.
func (c *Client) subscribe(ctx context.Context) (Counters, error) {
	query := "listenerName=" + url.QueryEscape(listenerName)
	return c.counters(ctx, request{op: "subscribe", method: http.MethodGet, uri: countersURI, query: query})
}
