package control

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"istratray/app/inbox"
	"istratray/app/settings"
)

// Status is the state in short.
func (c *Client) Status(ctx context.Context) (Status, error) {
	return ask(ctx, c, statusEndpoint, "", nothing{})
}

// Voicemails lists the messages, newest first; unread leaves out those that were read.
func (c *Client) Voicemails(ctx context.Context, unread bool) ([]inbox.Voicemail, error) {
	return asking(ctx, c, voicemailsEndpoint, "", only("unread", unread), nothing{})
}

// Calls lists the call history, newest first; missed leaves out all others.
func (c *Client) Calls(ctx context.Context, missed bool) ([]inbox.Call, error) {
	return asking(ctx, c, callsEndpoint, "", only("missed", missed), nothing{})
}

// only is a query with a parameter that is true, or none.
func only(name string, set bool) string {
	if !set {
		return ""
	}
	return "?" + name + "=true"
}

// SetRead sets or clears a voicemail's read mark.
func (c *Client) SetRead(ctx context.Context, id string, read bool) error {
	return tell(ctx, c, readEndpoint, id, ReadRequest{Read: &read})
}

// Delete deletes an item: at once, or with undo in 5 s unless Undo is called before.
func (c *Client) Delete(ctx context.Context, kind inbox.ItemKind, id string, undo bool) error {
	_, err := asking(ctx, c, deletion(kind), id, only("undo", undo), nothing{})
	return err
}

// DeleteLater deletes an item after wait, of whole seconds up to a minute, unless Undo is called before.
func (c *Client) DeleteLater(ctx context.Context, kind inbox.ItemKind, id string, wait time.Duration) error {
	_, err := asking(ctx, c, deletion(kind), id, "?undo="+wait.String(), nothing{})
	return err
}

func deletion(kind inbox.ItemKind) endpoint[nothing, nothing] {
	if kind == inbox.CallItem {
		return deleteCallEndpoint
	}
	return deleteVoicemailEndpoint
}

// Undo takes back a deletion that has not been carried out yet.
func (c *Client) Undo(ctx context.Context, kind inbox.ItemKind, id string) error {
	return tell(ctx, c, undoEndpoint, "", UndoRequest{Kind: kind, ID: id})
}

// PlaceCall makes one of the user's phones dial.
func (c *Client) PlaceCall(ctx context.Context, req CallRequest) (CallAnswer, error) {
	return ask(ctx, c, callEndpoint, "", req)
}

// MissedSeen says that all missed calls up to a time have been looked at.
func (c *Client) MissedSeen(ctx context.Context, until time.Time) error {
	return tell(ctx, c, missedSeenEndpoint, "", SeenRequest{Until: until})
}

// SetFollowUp notes what the user said about calling someone back; a zero Done forgets it.
func (c *Client) SetFollowUp(ctx context.Context, f inbox.FollowUp) error {
	return tell(ctx, c, followUpEndpoint, "", f)
}

// SignIn sets up the account and returns when the platform has answered.
func (c *Client) SignIn(ctx context.Context, req SignInRequest) error {
	return tell(ctx, c, signInEndpoint, "", req)
}

// SecondFactor continues with a sign-in that asked for a code.
func (c *Client) SecondFactor(ctx context.Context, code string) error {
	return tell(ctx, c, secondFactorEndpoint, "", SecondFactorRequest{Code: code})
}

// SignOut makes the agent forget account, password and lists.
func (c *Client) SignOut(ctx context.Context) error {
	return tell(ctx, c, signOutEndpoint, "", nothing{})
}

// Retry tries at once to end an outage.
func (c *Client) Retry(ctx context.Context) error { return tell(ctx, c, retryEndpoint, "", nothing{}) }

// Settings are the agent's present settings.
func (c *Client) Settings(ctx context.Context) (settings.Settings, error) {
	return ask(ctx, c, settingsEndpoint, "", nothing{})
}

// SetSettings replaces the settings, except the address books: they have requests of their own, and may have changed
// since the settings were read.
func (c *Client) SetSettings(ctx context.Context, s settings.Settings) error {
	return tell[any](ctx, c, setSettingsEndpoint, "", struct {
		settings.Settings
		Contacts *struct{} `json:"contacts,omitempty"`
	}{Settings: s})
}

// SetCallerID sets what called parties see.
func (c *Client) SetCallerID(ctx context.Context, id inbox.CallerID) error {
	return tell(ctx, c, callerIDEndpoint, "", id)
}

// Show opens the window or brings it to the front.
func (c *Client) Show(ctx context.Context, show Show) error {
	return tell(ctx, c, showEndpoint, "", show)
}

// Start asks the agent whether this start of the program, in a session of its own, takes its place.
func (c *Client) Start(ctx context.Context, req StartRequest) (StartAnswer, error) {
	return ask(ctx, c, startEndpoint, "", req)
}

// Quit asks the agent to end. It returns when the agent has agreed, which is before it has ended.
func (c *Client) Quit(ctx context.Context) error { return tell(ctx, c, quitEndpoint, "", nothing{}) }

// Audio opens a voicemail's sound in a format: ogg, au, aac or mp4. The caller closes Body, whose
// Read fails with io.ErrUnexpectedEOF when the sound was cut short. Ending ctx ends the reading.
func (c *Client) Audio(ctx context.Context, id, format string) (Audio, error) {
	resp, err := open(ctx, c, audioEndpoint, id, "?format="+url.QueryEscape(format))
	if err != nil {
		return Audio{}, err
	}
	seconds, _ := strconv.Atoi(resp.Header.Get(durationHeader))
	return Audio{
		Body: resp.Body, ContentType: resp.Header.Get("Content-Type"), Length: resp.ContentLength,
		Told: time.Duration(seconds) * time.Second,
	}, nil
}
