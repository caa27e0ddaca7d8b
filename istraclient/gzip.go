package istraclient

import (
	"bufio"
	"compress/gzip"
	"errors"
	"io"
)

// maxMembers bounds the gzip members of one body. Empty ones cost time without progress.
const maxMembers = 256

var errMembers = errors.New("too many parts")

// gzipReader reads gzip members, one after the other.
type gzipReader struct {
	src     *bufio.Reader
	z       *gzip.Reader
	members int
}

func newGzipReader(src *bufio.Reader) (io.Reader, error) {
	z, err := gzip.NewReader(src)
	if err != nil {
		return nil, err
	}
	z.Multistream(false)
	return &gzipReader{src: src, z: z, members: 1}, nil
}

func (g *gzipReader) Read(p []byte) (int, error) {
	for {
		n, err := g.z.Read(p)
		if errors.Is(err, io.EOF) {
			err = g.next()
		}
		if n > 0 || err != nil || len(p) == 0 {
			return n, err
		}
	}
}

// next goes over to the next member; io.EOF = that was the last.
func (g *gzipReader) next() error {
	if g.members++; g.members > maxMembers {
		return errMembers
	}
	err := g.z.Reset(g.src)
	g.z.Multistream(false)
	return err
}
