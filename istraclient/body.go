package istraclient

import (
	"bufio"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// Limits of what is read, in bytes after decompression.
const (
	maxJSON      = 8 << 20
	maxAudio     = 100 << 20
	maxErrorBody = 64 << 10
	maxFrame     = 1 << 20
)

// body is the body of an answer: decompressed, limited in size and in silence. Its errors are
// *BodyError, *NetworkError, *ClosedError or the context's.
type body struct {
	wire        wireReader
	decoded     io.Reader // nil until the first Read
	encodings   []string
	status      int
	contentType string
	limit, size int64
	err         error // the first: reading on gives it again
}

func newBody(resp *http.Response, w *watch, limit int64) *body {
	b := &body{
		wire:        wireReader{r: resp.Body, w: w, host: resp.Request.URL.Host, left: limit + 1},
		status:      resp.StatusCode,
		contentType: tidy(resp.Header.Get("Content-Type"), 60),
		limit:       limit,
	}
	for e := range strings.SplitSeq(strings.Join(resp.Header.Values("Content-Encoding"), ","), ",") {
		if e = strings.ToLower(strings.TrimSpace(e)); e != "" && e != "identity" {
			b.encodings = append(b.encodings, e)
		}
	}
	return b
}

func (b *body) Read(p []byte) (n int, err error) {
	if b.err == nil {
		n, b.err = b.read(p)
	}
	return n, b.err
}

func (b *body) read(p []byte) (int, error) {
	if b.decoded == nil {
		var err error
		if b.decoded, err = decode(&b.wire, b.encodings); err != nil {
			return 0, b.failure(err)
		}
	}
	n, err := b.decoded.Read(p)
	b.size += int64(n)
	if b.size > b.limit {
		return 0, b.problem(TooLargeBody, nil)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = b.failure(err)
	}
	return n, err
}

func (b *body) Close() error {
	err := b.wire.r.Close()
	b.wire.w.stop()
	return err
}

// failure tells the wire's errors from the decoder's.
func (b *body) failure(err error) error {
	var wire *wireError
	switch {
	case errors.Is(err, errWireLimit), errors.Is(err, errMembers):
		return b.problem(TooLargeBody, nil)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return b.problem(CutBody, err)
	case errors.As(err, &wire):
		return wire.err
	}
	return b.problem(GarbageBody, err)
}

func (b *body) problem(p BodyProblem, err error) *BodyError {
	return &BodyError{Problem: p, Status: b.status, ContentType: b.contentType, Size: b.size, Err: err}
}

// decode undoes the encoding. Nested encodings are refused: they only cost time.
func decode(r io.Reader, encodings []string) (io.Reader, error) {
	switch len(encodings) {
	case 0:
		return r, nil
	case 1:
	default:
		return nil, fmt.Errorf("%d content encodings on top of each other", len(encodings))
	}
	buffered := bufio.NewReader(r)
	head, err := buffered.Peek(2)
	if len(head) == 0 {
		return emptyOr(err) // nothing was sent, so nothing was encoded
	}
	return decoder(encodings[0], buffered, head)
}

func emptyOr(err error) (io.Reader, error) {
	if errors.Is(err, io.EOF) {
		return strings.NewReader(""), nil
	}
	return nil, err
}

func decoder(encoding string, r *bufio.Reader, head []byte) (io.Reader, error) {
	switch encoding {
	case "gzip", "x-gzip":
		return newGzipReader(r)
	case "deflate":
		if isZlib(head) {
			return zlib.NewReader(r)
		}
		return flate.NewReader(r), nil
	}
	return nil, fmt.Errorf("unknown content encoding %.20q", encoding)
}

// isZlib recognises a zlib header. A raw deflate stream can't start with one: its first block would
// have to be a stored one with stray padding bits.
func isZlib(head []byte) bool {
	return len(head) == 2 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0
}

// wireReader reads what comes over the wire: at most left bytes, and never waiting for one longer
// than idleBodyTime.
type wireReader struct {
	r    io.ReadCloser
	w    *watch
	host string
	left int64
	idle *time.Timer
}

var errWireLimit = errors.New("limit reached")

// wireError marks an error as the wire's, on its way through the decoders.
type wireError struct{ err error }

func (e *wireError) Error() string { return e.err.Error() }

func (r *wireReader) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, errWireLimit
	}
	p = p[:min(int64(len(p)), r.left)]
	if r.idle == nil {
		r.idle = time.AfterFunc(idleBodyTime, r.w.expire)
	} else {
		r.idle.Reset(idleBodyTime)
	}
	n, err := r.r.Read(p)
	r.idle.Stop()
	r.left -= int64(n)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		err = &wireError{r.w.classify(r.host, err)}
	}
	return n, err
}
