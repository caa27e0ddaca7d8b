package istraclient

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// CallerID is what the called party sees on outgoing calls (API notes, section 9).
type CallerID struct {
	Manual bool   // false: follows the presence state
	Number string // E.164; what counts while Manual
}

// The choices, as we send them.
const (
	choiceManual   = "ManualSetting"
	choicePresence = "FromPresenceState"
)

// GetCallerID reads the caller id of UserInfo.URI.
func (c *Client) GetCallerID(ctx context.Context, userURI string) (CallerID, error) {
	r := request{op: "read caller id", method: http.MethodGet, query: "rt=customCallerIDChoice,customCallerID"}
	var w wireCallerID
	if err := c.callerID(ctx, r, userURI, &w); err != nil {
		return CallerID{}, err
	}
	return w.public(), nil
}

// UpdateCallerID sets the caller id of UserInfo.URI and returns it as the platform took it. Numbers its
// policy doesn't allow are an *APIError.
func (c *Client) UpdateCallerID(ctx context.Context, userURI string, id CallerID) (CallerID, error) {
	wish := map[string]string{"customCallerIDChoice": choicePresence}
	if id.Manual {
		wish = map[string]string{"customCallerIDChoice": choiceManual, "manualCustomCallerID": id.Number}
	}
	body, err := json.Marshal(wish)
	if err != nil {
		return CallerID{}, err
	}
	w := wireCallerID{}
	err = c.callerID(ctx, request{op: "set caller id", method: http.MethodPut, body: body}, userURI, &w)
	if isEmpty(err) || err == nil && w == (wireCallerID{}) {
		return id, nil // taken without repeating it
	}
	if err != nil {
		return CallerID{}, err
	}
	return w.public(), nil
}

func (c *Client) callerID(ctx context.Context, r request, userURI string, w *wireCallerID) error {
	if userURI == "" {
		return fmt.Errorf("%s: %w", r.op, &ArgumentError{Name: "user's address"})
	}
	r.uri = userURI
	return c.fetch(ctx, r, w)
}

// wireCallerID is the caller id as it travels. The reference shows one key with a stray space.
type wireCallerID struct {
	Choice       text `json:"customCallerIDChoice"`
	Number       text `json:"customCallerID"`
	Manual       text `json:"manualCustomCallerID"`
	SpacedManual text `json:" manualCustomCallerID"`
}

// public reads either name of the manual choice.
func (w wireCallerID) public() CallerID {
	return CallerID{
		Manual: strings.HasPrefix(strings.ToLower(strings.TrimSpace(string(w.Choice))), "manual"),
		Number: firstOf(string(w.Manual), string(w.SpacedManual), string(w.Number)),
	}
}
