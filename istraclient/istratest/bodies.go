package istratest

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// writeError answers with one of the shapes that errors have; zero: BodyJSON.
func writeError(w http.ResponseWriter, status int, shape Body, code, text string) {
	contentType := "application/json;charset=UTF-8"
	var body string
	switch shape {
	case BodyEmpty:
		w.WriteHeader(status)
		return
	case BodyGzipBomb:
		writeBomb(w, status)
		return
	case BodyNotGzip:
		w.Header().Set("Content-Encoding", "gzip")
		body = `{"items":[]}`
	case BodyCodeOnly:
		body = object("code", text)
	case BodyException:
		body = object("exceptionId", 4711, "cause", nil, "message", text, "firstMessage", text)
	case BodyHTML:
		contentType = "text/html"
		body = fmt.Sprintf("<html><head><title>%d %s</title></head><body><h1>%s</h1><hr>proxy</body></html>",
			status, http.StatusText(status), html.EscapeString(text))
	case BodyPortal:
		contentType, body = "text/html; charset=utf-8", portalPage
	case BodyCutJSON:
		body = `{"count":3,"items":[{"id":"144","remoteLabel":"Anna`
	case BodyGarbage:
		body = "\x00\x01\xfe\xff\x89PNG\r\n\x1a" + strings.Repeat("\xc3\x28", 100)
	case BodyWrongJSON:
		body = `[[1,2],["a"],null]`
	case BodyRaw:
		body = text
	default:
		body = object("code", code, "message", text)
	}
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

// object is a JSON object of keys and values.
func object(pairs ...any) string {
	fields := map[string]any{}
	for pair := range slices.Chunk(pairs, 2) {
		fields[pair[0].(string)] = pair[1]
	}
	data, _ := json.Marshal(fields) // of texts and numbers only
	return string(data)
}

// writeBomb sends valid JSON, most of it blanks, that unpacks to a thousand times its size.
func writeBomb(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Encoding", "gzip")
	w.WriteHeader(status)
	blanks := packed(strings.Repeat(" ", 1<<20))
	for range 64 {
		if _, err := w.Write(blanks); err != nil {
			return
		}
	}
	_, _ = w.Write(packed(`{"count":0,"items":[]}`))
}

// packed is a gzip member: a stream may be several of them in a row.
func packed(text string) []byte {
	var member bytes.Buffer
	z := gzip.NewWriter(&member)
	_, _ = io.WriteString(z, text) // into memory
	_ = z.Close()
	return member.Bytes()
}
