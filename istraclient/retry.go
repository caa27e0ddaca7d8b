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
	var proxy *ProxyError
	var ended *SessionEndedError
	var body *BodyError
	var api *APIError
	var refusal *SignInError
	switch {
	case err == nil, errors.As(err, &unknown), errors.As(err, &refusal):
		return false
	case errors.As(err, &limited), errors.As(err, &network), errors.As(err, &proxy), errors.As(err, &ended),
		errors.Is(err, context.DeadlineExceeded):
		return true
	case errors.As(err, &body):
		return body.Problem != TooLargeBody
	case errors.As(err, &api):
		return api.Status >= 500 && api.Status != http.StatusNotImplemented ||
			api.Status == http.StatusRequestTimeout || api.Status == http.StatusTooEarly
	}
	return false
}

// Transient reports whether err can be the doing of the network the computer is in at the moment, or of a
// platform that is down: for an account that was online before, an outage that passes by itself. Besides what is
// Retryable these are a foreign certificate, a portal's page or redirect, and a refusal that is not the API's.
func Transient(err error) bool {
	var unknown *OutcomeUnknownError
	var secure *TLSError
	var page *NotAPIError
	var moved *RedirectError
	var api *APIError
	switch {
	case errors.As(err, &unknown):
		return false
	case Retryable(err), errors.As(err, &page), errors.As(err, &moved):
		return true
	case errors.As(err, &secure):
		return secure.Kind != BadAuthority
	case errors.As(err, &api):
		return !api.FromAPI && !NeedsPerson(err)
	}
	return false
}

// NeedsPerson reports whether only a person can continue: the API itself has refused the password or the code, or
// it asks for a code.
func NeedsPerson(err error) bool {
	var refusal *SignInError
	var factor *SecondFactorError
	return errors.As(err, &factor) || errors.As(err, &refusal) && refusal.Reason != SignedOut
}

// SessionEnded reports whether err says that the session is over, by the platform's own refusal of everything
// that was asked with it. Refusals of one resource, faults, web pages and a missing push stream say no such thing.
func SessionEnded(err error) bool {
	var ended *SessionEndedError
	return errors.As(err, &ended)
}

// RetryAfter is how long the platform asked to wait, and whether it did.
func RetryAfter(err error) (time.Duration, bool) {
	at, told := RetryAt(err)
	if wait := time.Until(at); told && wait > 0 {
		return wait, true
	}
	return 0, false
}

// RetryAt is the time before which nothing should be asked again, and whether there is one. It has the platform's
// Retry-After in it, at most an hour, spread a little to later, so that not all who were told it come at once.
func RetryAt(err error) (time.Time, bool) {
	var api *APIError
	if errors.As(err, &api) && !api.RetryAt.IsZero() {
		return api.RetryAt, true
	}
	return time.Time{}, false
}
