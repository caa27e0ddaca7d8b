package istraclient

import (
	"context"
	"errors"
	"net/http"
	"net/url"
)

// listenerName is ours in the session's list of listeners (v1/service/EventListener/bean).
const listenerName = "MixedLogsL"

const (
	listeners     = "v1/service/EventListener/"
	listenerBeans = listeners + "bean"
	ownListener   = listenerBeans + "/" + listenerName // unless the platform says otherwise
)

// createListener makes our listener and returns its address. One that an earlier connection left behind
// is replaced: it would keep pushing to a closed websocket.
func (c *Client) createListener(ctx context.Context) (uri string, err error) {
	c.mu.Lock()
	old := firstOf(c.listener, ownListener)
	c.mu.Unlock()
	uri, err = c.postListener(ctx)
	if mayExist(err) && c.act(ctx, request{op: "delete listener", method: http.MethodDelete, uri: old,
		within: listeners}) == nil {
		uri, err = c.postListener(ctx)
	}
	if err != nil {
		return "", err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.listener = uri
	return uri, nil
}

// mayExist reports whether a refusal can be one of a name that is taken: the reference gives no status.
func mayExist(err error) bool {
	return hasStatus(err, http.StatusConflict) || hasStatus(err, http.StatusBadRequest) ||
		hasStatus(err, http.StatusInternalServerError)
}

func (c *Client) postListener(ctx context.Context) (string, error) {
	var answer struct {
		RestURI text `json:"restUri"`
	}
	body := []byte(`{"name":"` + listenerName + `"}`)
	err := c.fetch(ctx, request{op: "create listener", method: http.MethodPost, uri: listenerBeans,
		body: body}, &answer)
	if err != nil && !isEmpty(err) {
		return "", err
	}
	if _, err := confined(c.root(), string(answer.RestURI), listeners); err != nil {
		return ownListener, nil
	}
	return string(answer.RestURI), nil
}

// removeListener deletes a listener at the end: without another sign-in if the session is gone, since
// the listener has gone with it.
func (c *Client) removeListener(ctx context.Context, uri string) error {
	resp, _, err := c.attempt(ctx, request{op: "delete listener", method: http.MethodDelete,
		uri: uri, within: listeners})
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// subscribe starts the push of counters to our listener and returns what they are now.
func (c *Client) subscribe(ctx context.Context) (Counters, error) {
	query := "listenerName=" + url.QueryEscape(listenerName)
	counters, err := c.counters(ctx, request{op: "subscribe", method: http.MethodGet, uri: countersURI, query: query})
	if isEmpty(err) || errors.Is(err, errNoCounters) {
		return c.GetCounters(ctx) // subscribed, and answered with something else
	}
	return counters, err
}
