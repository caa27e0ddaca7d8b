package people

import (
	"context"
	"os"
	"path/filepath"

	"istratray/app/settings"
)

// First waits until an address book has been read once since it was added, and returns its state.
func (d *Directory) First(ctx context.Context, name string) (Status, error) {
	k := d.keeper(name)
	if k == nil {
		return Status{}, &Problem{Code: NotFound}
	}
	select {
	case <-k.first:
		return k.now(), nil
	case <-ctx.Done():
		return k.now(), ctx.Err()
	}
}

func (d *Directory) keeper(name string) *keeper {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, k := range d.keepers {
		if k.conf.Name == name {
			return k
		}
	}
	return nil
}

// Try reads an address book without keeping anything: how many people it has, and one of them. The error
// is a *Problem.
func (d *Directory) Try(ctx context.Context, c settings.Contacts, password string) (people int,
	example string, err error) {
	dir, err := os.MkdirTemp("", "istratray-contacts-")
	if err != nil {
		return 0, "", problemOf(err)
	}
	defer os.RemoveAll(dir)
	aside := cacheOf(filepath.Join(dir, "try"), c)
	aside.bare = true
	src := sourceOf(c, need{cache: aside, extraCAs: d.opts.ExtraCAs,
		password: func(context.Context) (string, error) {
			if password == "" {
				return "", ErrNoPassword
			}
			return password, nil
		}})
	limited, cancel := context.WithTimeout(ctx, syncLimit)
	defer cancel()
	found, _, err := src.read(limited, func(int, int) {})
	if p := problemOf(err); p != nil && len(found) == 0 {
		return 0, "", p
	}
	if len(found) > 0 {
		example = found[0].Name
	}
	return len(found), example, nil
}
