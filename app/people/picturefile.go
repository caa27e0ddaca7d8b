package people

import (
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// keepFile is keep for a file: address. A file outside of the album's folders is not opened, as who wrote the card may
// be anyone; one that has not changed is not read again.
func (p *pictures) keepFile(address string) string {
	if p == nil || len(p.folders) == 0 || address == "" {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil || !strings.EqualFold(u.Scheme, "file") || u.Host != "" && u.Host != "localhost" {
		return ""
	}
	path, err := filepath.EvalSymlinks(u.Path)
	if err != nil || !p.inside(path) {
		return ""
	}
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxPicture {
		return ""
	}
	state := fmt.Appendln(nil, path, info.Size(), info.ModTime().UnixNano())
	return p.made(state, func() []byte { return contentOf(path) })
}

func (p *pictures) inside(path string) bool {
	for _, folder := range p.folders {
		real, err := filepath.EvalSymlinks(folder)
		if err == nil && strings.HasPrefix(path, real+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

// contentOf is what is in a file, as far as a picture may go; nil where it can't be read.
func contentOf(path string) []byte {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxPicture))
	if err != nil {
		return nil
	}
	return content
}
