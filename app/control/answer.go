package control

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"runtime/debug"
	"time"

	"istratray/app/words"
)

// maxBody bounds a request: the largest are settings and sign-in with certificate authorities.
const maxBody = 1 << 20

// handler does one request. When it returns an error it has written nothing.
type handler func(w http.ResponseWriter, r *http.Request) error

// statuses are the HTTP statuses of the codes. Clients decide by the code, people by the status.
var statuses = map[Code]int{
	BadRequest:  http.StatusBadRequest,
	NotFound:    http.StatusNotFound,
	NotSignedIn: http.StatusForbidden,
	Refused:     http.StatusConflict,
	Unreachable: http.StatusBadGateway,
	Unsure:      http.StatusGatewayTimeout,
}

// answering reads the request's body and turns an error into its answer.
func (s *Server) answering(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := takeBody(w, r, s.limits.body)
		if err == nil {
			err = h(w, r)
		}
		if err != nil {
			s.refuse(w, r, err)
		}
	})
}

// takeBody reads the body, which is short, at once and within a time limit. The server's own
// ReadTimeout would end long streams too.
func takeBody(w http.ResponseWriter, r *http.Request, limit time.Duration) error {
	rc := http.NewResponseController(w)
	if err := rc.SetReadDeadline(time.Now().Add(limit)); err != nil {
		return fmt.Errorf("limit the time for the request: %w", err)
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &long):
		return NewError(BadRequest, words.New("request-long"))
	case err != nil:
		return NewError(BadRequest, words.New("request-cut"))
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return rc.SetReadDeadline(time.Time{})
}

// refuse answers with an Error. What is not one may hold anything, so only the log gets it.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	var e *Error
	if !errors.As(err, &e) {
		s.log.Warn("control: request failed", "method", r.Method, "route", r.Pattern, "err", err)
		e = NewError(Refused, words.New("failed"))
	}
	status, known := statuses[e.Code]
	if !known {
		status = http.StatusInternalServerError
	}
	writeJSON(w, status, e)
}

// surviving keeps a handler's panic from the agent: it is logged and answered like an error. What
// was begun to be written is cut off instead, so that nobody takes it for whole.
func (s *Server) surviving(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := &startedWriter{ResponseWriter: w}
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if p != http.ErrAbortHandler { //nolint:errorlint // the very value, by net/http's contract
				s.log.Error("control: panic in a handler", "method", r.Method, "route", r.Pattern, "panic", p, "stack",
					string(debug.Stack()))
			}
			if started.started || p == http.ErrAbortHandler { //nolint:errorlint // as above
				panic(http.ErrAbortHandler)
			}
			writeJSON(w, http.StatusInternalServerError, NewError(Refused, words.New("crashed")))
		}()
		next.ServeHTTP(started, r)
	})
}

// startedWriter remembers whether an answer was begun.
type startedWriter struct {
	http.ResponseWriter
	started bool
}

func (w *startedWriter) WriteHeader(status int) {
	w.started = true
	w.ResponseWriter.WriteHeader(status)
}

func (w *startedWriter) Write(b []byte) (int, error) {
	w.started = true
	return w.ResponseWriter.Write(b)
}

// Unwrap gives http.ResponseController the way to deadlines and flushing.
func (w *startedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// writeJSON answers with a value. The client may have gone: then nobody is left to tell.
func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = newEncoder(w).Encode(v)
}

// newEncoder leaves <, > and & as they are: this is never HTML.
func newEncoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}

func noContent(w http.ResponseWriter) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// readJSON decodes the one JSON value that a request's body must be.
func readJSON(r *http.Request, into any) error {
	dec := json.NewDecoder(r.Body)
	err := dec.Decode(into)
	if err == nil && dec.More() {
		err = errors.New("more than one value")
	}
	if wrong := new(json.UnmarshalTypeError); errors.As(err, &wrong) && wrong.Field != "" {
		return NewError(BadRequest, words.New("value-type", "field", wrong.Field, "want", kindOf(wrong.Type)))
	}
	if err != nil {
		return NewError(BadRequest, words.New("request-json"))
	}
	return nil
}

// kindOf is a Go type as JSON calls it.
func kindOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice:
		return "a list"
	case reflect.Struct, reflect.Map:
		return "an object"
	default:
		return "a number"
	}
}
