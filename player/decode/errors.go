package decode

import "fmt"

// Kind says why something could not be decoded.
type Kind int

// The kinds of an Error.
const (
	NotAudio    Kind = iota + 1 // neither the type nor the first bytes say sound
	Unsupported                 // sound, but of a kind that is not decoded here
	Damaged                     // broken, cut off or crafted; what came before it was delivered
	TooLong                     // beyond Limits; what came before it was delivered
	Stuck                       // the decoder made no progress and was given up
	Short                       // it came to its end before the one that it claims to have
)

// String names the kind for logs.
func (k Kind) String() string {
	switch k {
	case NotAudio:
		return "not audio"
	case Unsupported:
		return "unsupported"
	case Damaged:
		return "damaged"
	case TooLong:
		return "too long"
	case Stuck:
		return "stuck"
	case Short:
		return "shorter than it claims"
	}
	return fmt.Sprintf("kind %d", int(k))
}

// Error is how every failure to decode leaves this package.
type Error struct {
	Kind   Kind
	Format Format // what it was taken for; empty while unknown
	Detail string // for logs; never text out of the message
	Err    error  // the cause, or nil
}

// Error implements error.
func (e *Error) Error() string {
	text := "decode"
	if e.Format != "" {
		text += " " + string(e.Format)
	}
	text += ": " + e.Kind.String()
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

func damaged(f Format, detail string) *Error {
	return &Error{Kind: Damaged, Format: f, Detail: detail}
}

func unsupported(f Format, detail string) *Error {
	return &Error{Kind: Unsupported, Format: f, Detail: detail}
}
