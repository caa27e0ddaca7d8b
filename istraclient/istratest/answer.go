package istratest

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// answer is what an endpoint answers; it is written after the platform's lock is released. The zero
// answer is none.
type answer struct {
	status int
	header http.Header
	body   any    // encoded as JSON; nil: no body
	sound  []byte // sent as it is
	code   string // of a failure
	text   string
	empty  bool // nothing that the client needs is in body: the answer may be 204
}

func success(body any) answer { return answer{status: http.StatusOK, body: body} }

// done is a success that has nothing to tell.
func done() answer { return answer{status: http.StatusOK, body: map[string]any{}, empty: true} }

func failure(status int, code, text string) answer {
	return answer{status: status, code: code, text: text}
}

func notFound(text string) answer   { return failure(http.StatusNotFound, "ERR_NOT_FOUND", text) }
func badRequest(text string) answer { return failure(http.StatusBadRequest, "ERR_BAD_REQUEST", text) }

func unauthorized(text string) answer {
	return failure(http.StatusUnauthorized, "ERR_AUTHENTICATION", text)
}

func (a answer) with(name, value string) answer {
	a.header = a.header.Clone()
	if a.header == nil {
		a.header = http.Header{}
	}
	a.header.Set(name, value)
	return a
}

func (a answer) write(w http.ResponseWriter, r *http.Request, q Quirks) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	switch {
	case a.code != "":
		// Browsers would ask for a password themselves; a client can switch that off.
		if a.status == http.StatusUnauthorized && r.Header.Get("X-Authenticate") != "false" {
			w.Header().Set("WWW-Authenticate", `Basic realm="myIstra"`)
		}
		writeError(w, a.status, q.ErrorBody, a.code, a.text)
	case a.sound != nil:
		writeSound(w, a.sound, q)
	case a.body == nil, a.empty && q.NoContent:
		w.WriteHeader(http.StatusNoContent)
	default:
		writeJSON(w, r, a, q)
	}
}

func writeJSON(w http.ResponseWriter, r *http.Request, a answer, q Quirks) {
	body, err := json.Marshal(a.body)
	if err != nil {
		panic(err) // beans hold nothing that JSON lacks
	}
	body = q.encodeText(body)
	w.Header().Set("Content-Type", q.contentType())
	encoding := q.Encoding
	if encoding == "" {
		encoding = asked(r.Header.Get("Accept-Encoding"))
	}
	body = encode(w.Header(), encoding, body)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(a.status)
	_, _ = w.Write(body)
}

func writeSound(w http.ResponseWriter, sound []byte, q Quirks) {
	if !q.ChunkedAudio {
		w.Header().Set("Content-Length", strconv.Itoa(len(sound)))
	}
	w.WriteHeader(http.StatusOK)
	if q.ChunkedAudio {
		_ = http.NewResponseController(w).Flush()
	}
	_, _ = w.Write(sound)
}
