package istraclient

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// PlaceCall makes a terminal of the user dial (v1/user/Terminal/{id}/placeCall). The destination is an extension, a
// public number with the outside prefix, an E.164 number, or a message's PlayNumber. It is never sent
// twice: *OutcomeUnknownError means that the phone may be dialling.
func (c *Client) PlaceCall(ctx context.Context, terminalID, destination string) error {
	r := request{op: "place call", method: http.MethodPost, effect: true}
	uri, err := Ref{ID: terminalID}.idURI("v1/user/Terminal")
	if err != nil {
		return fmt.Errorf("%s: %w", r.op, &ArgumentError{Name: "terminal"})
	}
	if strings.TrimSpace(destination) == "" {
		return fmt.Errorf("%s: %w", r.op, &ArgumentError{Name: "destination"})
	}
	if r.body, err = json.Marshal(map[string]string{"destination": destination}); err != nil {
		return err
	}
	r.uri = uri + "/placeCall"
	return c.act(ctx, r)
}
