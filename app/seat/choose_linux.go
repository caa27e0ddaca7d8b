package seat

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/godbus/dbus/v5"
)

const portalFiles = "org.freedesktop.portal.FileChooser"

// portalStart is how long a portal may take to say that it is there: the bus may have to start it.
const portalStart = 3 * time.Second

// HasChooser reports whether the desktop has a portal in which a person chooses files. It may take some seconds.
func HasChooser(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, portalStart)
	defer cancel()
	p, err := openPortal(ctx, portalFiles)
	if err == nil {
		_ = p.conn.Close()
	}
	return err == nil
}

// ChooseFile has a person choose a file or folder in the desktop's own window, and returns its path: "" where they
// chose none. It takes as long as the person does, and returns ErrNoChooser where there is no such portal.
func ChooseFile(ctx context.Context, c Choice) (path string, err error) {
	p, err := openPortal(ctx, portalFiles)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoChooser, err)
	}
	defer p.conn.Close()
	answer, err := p.request(ctx, portalFiles+".OpenFile", func(options map[string]dbus.Variant) []any {
		options["modal"] = dbus.MakeVariant(true)
		options["directory"] = dbus.MakeVariant(c.Folder)
		if len(c.Patterns) > 0 && !c.Folder {
			options["filters"] = dbus.MakeVariant([]fileFilter{newFileFilter(c)})
		}
		return []any{c.Parent, c.Title, options}
	})
	if errors.Is(err, errPortalRefused) {
		return "", nil // nothing was chosen
	}
	if err != nil {
		return "", err
	}
	uris, _ := answer["uris"].Value().([]string)
	if len(uris) == 0 {
		return "", nil
	}
	u, err := url.Parse(uris[0])
	if err != nil || u.Scheme != "file" || u.Path == "" {
		return "", errors.New("what was chosen is no file on this computer")
	}
	return u.Path, nil
}

// fileFilter is a(sa(us)) of the portal: its words, and patterns, which are of kind 0.
type fileFilter struct {
	Name  string
	Globs []fileGlob
}

type fileGlob struct {
	Kind    uint32
	Pattern string
}

func newFileFilter(c Choice) fileFilter {
	f := fileFilter{Name: c.Kind}
	for _, p := range c.Patterns {
		f.Globs = append(f.Globs, fileGlob{Pattern: p})
	}
	return f
}
