package istraclient

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"sync"
	"time"
)

// APIError is the platform's refusal of a request.
type APIError struct {
	Status  int    // HTTP status, 400 or more
	Code    string // such as ERR_XYZ, or an exception's id; may be empty
	Message string // the best text the answer had; may be empty

	// FromAPI says that the answer bears the API's marks, JSON or X-Application. Without them it may be the
	// word of a proxy, a portal or a rate limiter on the way.
	FromAPI bool
	RetryAt time.Time // not to be asked again earlier, by its Retry-After; zero = it had none

	empty bool // it had no body
}

// Error is for logs: Message, and a Code that is none, may hold names and numbers. Explain has them.
func (e *APIError) Error() string {
	said := fmt.Sprintf("the platform answered %d %s", e.Status, http.StatusText(e.Status))
	if isCode().MatchString(e.Code) && !manyDigits().MatchString(e.Code) {
		said += ": " + e.Code
	}
	return said
}

var (
	isCode     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9_.:-]{1,60}$`) })
	manyDigits = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[0-9]([.:_-]?[0-9]){4}`) })
)

// SignInReason tells the refusals of a sign-in apart.
type SignInReason string

// Why a sign-in is not possible.
const (
	WrongPassword SignInReason = "wrong-password" // or an unknown login
	Suspended     SignInReason = "suspended"      // after too many wrong passwords, or by the administrator
	Forbidden     SignInReason = "forbidden"      // the account may not use this interface
	WrongCode     SignInReason = "wrong-code"     // the second factor; another one may be given
	SignedOut     SignInReason = "signed-out"     // SignOut was called; SignIn starts again
)

// SignInError is a refused sign-in. Except for WrongCode and SignedOut it is final: this Client never
// sends its password again. It unwraps to the *APIError, if there was one.
type SignInError struct {
	Reason SignInReason
	Err    *APIError // nil for SignedOut
}

func (e *SignInError) Error() string {
	if e.Err == nil {
		return "sign-in: " + string(e.Reason)
	}
	return fmt.Sprintf("sign-in: %s: %v", e.Reason, e.Err)
}

func (e *SignInError) Unwrap() error {
	if e.Err == nil {
		return nil
	}
	return e.Err
}

// SecondFactorError says that the password was right and that a code was sent to the user:
// continue with SignInSecondFactor.
type SecondFactorError struct {
	Channel string // how the code travels, such as "Email" or "SMS"; may be empty
	Err     *APIError
}

func (e *SecondFactorError) Error() string {
	if e.Channel == "" {
		return "sign-in: a second password is needed"
	}
	return "sign-in: a second password is needed, sent by " + e.Channel
}

func (e *SecondFactorError) Unwrap() error { return e.Err }

// RateLimitError asks for patience: 429, or 503 with a Retry-After.
type RateLimitError struct {
	After time.Duration // how long to wait from when the answer came; 0 when the platform didn't say
	Err   *APIError
}

func (e *RateLimitError) Error() string {
	if e.After == 0 {
		return e.Err.Error()
	}
	return fmt.Sprintf("%v (try again in %v)", e.Err, e.After)
}

func (e *RateLimitError) Unwrap() error { return e.Err }

// NetworkError means the platform could not be reached, or the connection broke or fell silent.
type NetworkError struct {
	Op  string // what was being done
	Err error

	unreached bool // there was no connection yet
}

func (e *NetworkError) Error() string { return fmt.Sprintf("%s: %v", e.Op, e.Err) }
func (e *NetworkError) Unwrap() error { return e.Err }

// Timeout reports whether the other side was silent for too long.
func (e *NetworkError) Timeout() bool {
	var t interface{ Timeout() bool }
	return errors.As(e.Err, &t) && t.Timeout()
}

// SessionEndedError means that the platform has ended the session. While Until is zero the next request signs
// in again; otherwise none will before that time, since too many sign-ins have led to nothing. Requests keep trying
// the current session.
type SessionEndedError struct {
	Until time.Time
	Err   error // the refusal that told; nil when another session has taken its place
}

func (e *SessionEndedError) Error() string {
	text := "the session has ended"
	if !e.Until.IsZero() {
		text += ", and no sign-in is due before " + e.Until.Format(time.RFC3339)
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *SessionEndedError) Unwrap() error { return e.Err }

// PushStage is how far the setup of a push stream had come.
type PushStage string

// The steps to a push stream.
const (
	UpgradeStage      PushStage = "upgrade"      // the websocket
	ListenerStage     PushStage = "listener"     // the session's listener
	SubscriptionStage PushStage = "subscription" // of the listener to the counters
)

// PushError means that the platform, or something on the way to it, offers no push stream now. It says nothing
// about the session: requests continue.
type PushError struct {
	Stage PushStage
	Err   error
}

func (e *PushError) Error() string { return fmt.Sprintf("push stream: %s: %v", e.Stage, e.Err) }
func (e *PushError) Unwrap() error { return e.Err }

// NotAPIError means that something answered, but not the platform's API.
type NotAPIError struct {
	URL    string
	Status int
	What   string // what came instead: "a web page", "a sign-in page for browsers", …
}

func (e *NotAPIError) Error() string {
	return fmt.Sprintf("%s answered %d with %s, not as the Istra API", e.URL, e.Status, e.What)
}

// RedirectError is a redirect, which is never followed.
type RedirectError struct {
	URL      string
	Status   int
	Location string // where it pointed, shortened; may be empty
}

func (e *RedirectError) Error() string {
	return fmt.Sprintf("%s answered %d and pointed to %q: not followed", e.URL, e.Status, e.Location)
}

// AddressError means that Options.Server can't be an address of a platform.
type AddressError struct {
	Address string // as typed, without a user
	Problem string // the rest of "the address is not usable: …"
}

func (e *AddressError) Error() string {
	return fmt.Sprintf("server address %.100q: %s", e.Address, e.Problem)
}

// OriginError is an address in an answer that leads out of the platform, or out of the part of the API that it
// has to lie in; nothing was sent there.
type OriginError struct {
	URI string // as the platform gave it: not for logs
}

func (e *OriginError) Error() string {
	return "the platform named an address outside the one that belongs there: refused"
}

// ArgumentError means that an argument is unusable; nothing was sent.
type ArgumentError struct {
	Name string // which argument
}

func (e *ArgumentError) Error() string { return "the " + e.Name + " is missing or not usable" }

// BodyProblem tells what was wrong with the body of an answer.
type BodyProblem string

// What can be wrong with a body.
const (
	EmptyBody    BodyProblem = "empty"
	CutBody      BodyProblem = "cut short"
	TooLargeBody BodyProblem = "too large"
	GarbageBody  BodyProblem = "not readable"
)

// BodyError means that the answer's status was fine but its body was not.
type BodyError struct {
	Problem     BodyProblem
	Status      int
	ContentType string // as the answer declared it, shortened
	Size        int64  // bytes that came, after decompression
	Err         error  // what the decoder said; may be nil
}

func (e *BodyError) Error() string {
	text := fmt.Sprintf("the answer's body is %s (status %d, %q, %d bytes)", e.Problem, e.Status, e.ContentType, e.Size)
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *BodyError) Unwrap() error { return e.Err }

// OutcomeUnknownError means that a request with an effect was sent and its answer never came: it may
// or may not have been carried out, and was not repeated.
type OutcomeUnknownError struct {
	Op  string
	Err error
}

func (e *OutcomeUnknownError) Error() string {
	return fmt.Sprintf("%s: the outcome is unknown: %v", e.Op, e.Err)
}

func (e *OutcomeUnknownError) Unwrap() error { return e.Err }

// ClosedError means that the Client was closed before or during the call.
type ClosedError struct{}

func (*ClosedError) Error() string { return "the client is closed" }
