package istraclient

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// CallerID is what the called party sees on outgoing calls (customCallerIDChoice, customCallerID).
type CallerID struct {
	Manual bool   // false: follows the presence state
	Number string // E.164; what counts while Manual
}

// The choices, as we send them.
const (
	choiceManual   = "ManualSetting"
	choicePresence = "FromPresenceState"
)

// callerIDFields select the caller id of all that a user has, in both directions.
const callerIDFields = "rt=customCallerIDChoice,customCallerID"

// GetCallerID reads the caller id of UserInfo.URI.
func (c *Client) GetCallerID(ctx context.Context, userURI string) (CallerID, error) {
	w, err := c.callerID(ctx, request{op: "read caller id", method: http.MethodGet}, userURI)
	return w.public(), err
}

// UpdateCallerID sets the caller id of UserInfo.URI and returns it as the platform took it, which may be something
// else than asked. Numbers its policy doesn't allow are an *APIError.
func (c *Client) UpdateCallerID(ctx context.Context, userURI string, id CallerID) (CallerID, error) {
	wish := map[string]string{"customCallerIDChoice": choicePresence}
	if id.Manual {
		wish = map[string]string{"customCallerIDChoice": choiceManual, "manualCustomCallerID": id.Number}
	}
	body, err := json.Marshal(wish)
	if err != nil {
		return CallerID{}, err
	}
	w, err := c.callerID(ctx, request{op: "set caller id", method: http.MethodPut, body: body}, userURI)
	if isEmpty(err) || err == nil && w.Choice == "" {
		return c.callerIDAfter(ctx, userURI, id), nil
	}
	if err != nil {
		return CallerID{}, err
	}
	return w.public(), nil
}

// callerIDAfter asks what became of a wish that was taken without a word.
func (c *Client) callerIDAfter(ctx context.Context, userURI string, wish CallerID) CallerID {
	if took, err := c.GetCallerID(ctx, userURI); err == nil {
		return took
	}
	return wish
}

func (c *Client) callerID(ctx context.Context, r request, userURI string) (wireCallerID, error) {
	if userURI == "" {
		return wireCallerID{}, fmt.Errorf("%s: %w", r.op, &ArgumentError{Name: "user's address"})
	}
	r.uri, _, _ = strings.Cut(userURI, "?") // what was asked for when the address was given
	r.within, r.query = "v1/user/IUser/", callerIDFields
	var w wireCallerID
	err := c.fetch(ctx, r, &w)
	return w, err
}

// wireCallerID is the caller id as it travels.
type wireCallerID struct {
	Choice text `json:"customCallerIDChoice"`
	Number text `json:"customCallerID"`
	Manual text `json:"manualCustomCallerID"`
}

// public reads either name of the manual choice. The number that is presented counts before the one asked for.
func (w wireCallerID) public() CallerID {
	return CallerID{
		Manual: strings.HasPrefix(strings.ToLower(strings.TrimSpace(string(w.Choice))), "manual"),
		Number: firstOf(string(w.Number), string(w.Manual)),
	}
}
