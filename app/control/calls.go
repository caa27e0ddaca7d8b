package control

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/words"
)

// Status is the state in short.
func (c *Client) Status(ctx context.Context) (Status, error) {
	var status Status
	return status, c.do(ctx, request{method: http.MethodGet, path: "/v1/status"}, &status)
}

// Voicemails lists the messages, newest first; unread leaves out those that were read.
func (c *Client) Voicemails(ctx context.Context, unread bool) ([]inbox.Voicemail, error) {
	var list []inbox.Voicemail
	path := "/v1/voicemails"
	if unread {
		path += "?unread=true"
	}
	return list, c.do(ctx, request{method: http.MethodGet, path: path}, &list)
}

// Calls lists the call history, newest first; missed leaves out all others.
func (c *Client) Calls(ctx context.Context, missed bool) ([]inbox.Call, error) {
	var list []inbox.Call
	path := "/v1/calls"
	if missed {
		path += "?missed=true"
	}
	return list, c.do(ctx, request{method: http.MethodGet, path: path}, &list)
}

// SetRead sets or clears a voicemail's read mark.
func (c *Client) SetRead(ctx context.Context, id string, read bool) error {
	path, err := itemPath(inbox.VoicemailItem, id)
	if err != nil {
		return err
	}
	return c.do(ctx, request{method: http.MethodPut, path: path, body: ReadRequest{Read: read}, effect: true}, nil)
}

// Delete deletes an item: at once, or with undo in 5 s unless Undo is called before.
func (c *Client) Delete(ctx context.Context, kind inbox.ItemKind, id string, undo bool) error {
	path, err := itemPath(kind, id)
	if err != nil {
		return err
	}
	if undo {
		path += "?undo=true"
	}
	return c.do(ctx, request{method: http.MethodDelete, path: path, effect: true}, nil)
}

// DeleteLater deletes an item after wait, of whole seconds up to a minute, unless Undo is called before.
func (c *Client) DeleteLater(ctx context.Context, kind inbox.ItemKind, id string, wait time.Duration) error {
	path, err := itemPath(kind, id)
	if err != nil {
		return err
	}
	return c.do(ctx, request{method: http.MethodDelete, path: path + "?undo=" + wait.String(), effect: true}, nil)
}

// Undo takes back a deletion that has not been carried out yet.
func (c *Client) Undo(ctx context.Context, kind inbox.ItemKind, id string) error {
	return c.post(ctx, "/v1/undo", UndoRequest{Kind: kind, ID: id})
}

// PlaceCall makes one of the user's phones dial.
func (c *Client) PlaceCall(ctx context.Context, req CallRequest) (CallAnswer, error) {
	var answer CallAnswer
	return answer, c.do(ctx, request{method: http.MethodPost, path: "/v1/calls", body: req, effect: true}, &answer)
}

// MissedSeen says that all missed calls up to a time have been looked at.
func (c *Client) MissedSeen(ctx context.Context, until time.Time) error {
	return c.post(ctx, "/v1/missed/seen", SeenRequest{Until: until})
}

// SetFollowUp notes what the user said about calling somebody back; a zero Done forgets it.
func (c *Client) SetFollowUp(ctx context.Context, f inbox.FollowUp) error {
	return c.do(ctx, request{method: http.MethodPut, path: "/v1/followups", body: f}, nil)
}

// SignIn sets up the account and returns when the platform has answered.
func (c *Client) SignIn(ctx context.Context, req SignInRequest) error {
	return c.post(ctx, "/v1/signin", req)
}

// SecondFactor goes on with a sign-in that asked for a code.
func (c *Client) SecondFactor(ctx context.Context, code string) error {
	return c.post(ctx, "/v1/second-factor", SecondFactorRequest{Code: code})
}

// SignOut makes the agent forget account, password and lists.
func (c *Client) SignOut(ctx context.Context) error {
	return c.post(ctx, "/v1/signout", nil)
}

// Settings are the agent's present settings.
func (c *Client) Settings(ctx context.Context) (settings.Settings, error) {
	var s settings.Settings
	return s, c.do(ctx, request{method: http.MethodGet, path: "/v1/settings"}, &s)
}

// SetSettings replaces the settings, but for the address books: they have requests of their own, and may
// have changed since the settings were read.
func (c *Client) SetSettings(ctx context.Context, s settings.Settings) error {
	body := struct {
		settings.Settings
		Contacts *struct{} `json:"contacts,omitempty"`
	}{Settings: s}
	return c.do(ctx, request{method: http.MethodPut, path: "/v1/settings", body: body, effect: true}, nil)
}

// SetCallerID sets what called parties see.
func (c *Client) SetCallerID(ctx context.Context, id inbox.CallerID) error {
	return c.do(ctx, request{method: http.MethodPut, path: "/v1/callerid", body: id, effect: true}, nil)
}

// Show opens the window or brings it to the front.
func (c *Client) Show(ctx context.Context, show Show) error { return c.post(ctx, "/v1/show", show) }

// Start asks the agent whether this start of the program, in a session of its own, takes its place.
func (c *Client) Start(ctx context.Context, req StartRequest) (StartAnswer, error) {
	var answer StartAnswer
	return answer, c.do(ctx, request{method: http.MethodPost, path: "/v1/start", body: req}, &answer)
}

// Quit asks the agent to end. It returns when the agent has agreed, which is before it has ended.
func (c *Client) Quit(ctx context.Context) error { return c.post(ctx, "/v1/quit", nil) }

// Audio opens a voicemail's sound in a format: ogg, au, aac or mp4. The caller closes Body, whose
// Read fails with io.ErrUnexpectedEOF when the sound was cut short. Ending ctx ends the reading.
func (c *Client) Audio(ctx context.Context, id, format string) (Audio, error) {
	path, err := itemPath(inbox.VoicemailItem, id)
	if err != nil {
		return Audio{}, err
	}
	path += "/audio?format=" + url.QueryEscape(format)
	resp, err := c.send(ctx, request{method: http.MethodGet, path: path})
	if err != nil {
		return Audio{}, explain(ctx, err, false)
	}
	seconds, _ := strconv.Atoi(resp.Header.Get(durationHeader))
	return Audio{
		Body: resp.Body, ContentType: resp.Header.Get("Content-Type"), Length: resp.ContentLength,
		Told: time.Duration(seconds) * time.Second,
	}, nil
}

func (c *Client) post(ctx context.Context, path string, body any) error {
	return c.do(ctx, request{method: http.MethodPost, path: path, body: body, effect: true}, nil)
}

// itemPath is an item's address. IDs that a path can't carry are nobody's.
func itemPath(kind inbox.ItemKind, id string) (string, error) {
	if id == "" || id == "." || id == ".." {
		return "", NewError(NotFound, words.New("no-such-item"))
	}
	list := "/v1/voicemails/"
	if kind == inbox.CallItem {
		list = "/v1/calls/"
	}
	return list + url.PathEscape(id), nil
}
