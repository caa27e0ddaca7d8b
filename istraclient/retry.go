package istraclient

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// Retryable reports whether the same request may succeed later without anybody's doing. It is false for
// requests whose outcome is unknown, and for whatever needs a person.
func Retryable(err error) bool {
	var unknown *OutcomeUnknownError
	var limited *RateLimitError
	var network *NetworkError
	var body *BodyError
	var api *APIError
	var refusal *SignInError
	switch {
	case err == nil, errors.As(err, &unknown), errors.As(err, &refusal):
		return false
	case errors.As(err, &limited), errors.As(err, &network), errors.Is(err, context.DeadlineExceeded):
		return true
	case errors.As(err, &body):
		return body.Problem != TooLargeBody
	case errors.As(err, &api):
		return api.Status >= 500 && api.Status != http.StatusNotImplemented ||
			api.Status == http.StatusRequestTimeout || api.Status == http.StatusTooEarly
	}
	return false
}

// RetryAfter is how long the platform asked to wait, and whether it did.
func RetryAfter(err error) (time.Duration, bool) {
	var limited *RateLimitError
	if errors.As(err, &limited) && limited.After > 0 {
		return limited.After, true
	}
	return 0, false
}
