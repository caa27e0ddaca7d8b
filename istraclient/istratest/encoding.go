package istratest

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"
	"net/http"
	"strings"
	"sync"
)

// compressor is what the writers of gzip, zlib and flate have in common.
type compressor interface {
	io.WriteCloser
	Reset(io.Writer)
}

// encodings are what bodies can be compressed with. On the wire deflate may be either of two formats:
// HTTP means zlib, some servers send the raw one. A compressor weighs close to a megabyte, hence pools.
var encodings = map[string]*sync.Pool{
	"gzip":    {New: func() any { return gzip.NewWriter(nil) }},
	"deflate": {New: func() any { return zlib.NewWriter(nil) }},
	"raw-deflate": {New: func() any {
		w, _ := flate.NewWriter(nil, flate.DefaultCompression) // the level is a valid one
		return w
	}},
}

// encode compresses body and says so in the header; an unknown encoding leaves it as it is.
func encode(header http.Header, encoding string, body []byte) []byte {
	pool := encodings[encoding]
	if pool == nil {
		return body
	}
	header.Set("Content-Encoding", strings.TrimPrefix(encoding, "raw-"))
	z := pool.Get().(compressor)
	defer pool.Put(z)
	var packed bytes.Buffer
	z.Reset(&packed)
	_, _ = z.Write(body) // into memory
	_ = z.Close()
	return packed.Bytes()
}

// asked is the first encoding of an Accept-Encoding header that we have.
func asked(header string) string {
	for part := range strings.SplitSeq(header, ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(part), ";")
		if (name == "gzip" || name == "deflate") && strings.TrimSpace(quality) != "q=0" {
			return name
		}
	}
	return "identity"
}
