package people

import (
	"context"
	"slices"
	"time"

	"github.com/go-ldap/ldap/v3"
)

// pictureAttributes are as common schemas and Active Directory have them: the first is the smaller one.
var pictureAttributes = []string{"thumbnailPhoto", "jpegPhoto"}

// mostPictured is how many people on one number have their pictures read: of more, none is shown.
const mostPictured = 3

// pictured reports whether the people who are kept may have pictures that ask would find.
func (d *directoryServer) pictured() bool { return d.hasPictures.Load() }

// seePictures finds out with one request whether a directory that is kept has any pictures: in one without, nobody is
// asked for them. It drops those that nobody has asked for in a long time.
func (d *directoryServer) seePictures(ctx context.Context, line *ldapLine) {
	if !d.large() {
		d.hasPictures.Store(d.findPicture(ctx, line))
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.need.cache.expire(time.Now())
	d.album = nil
}

func (d *directoryServer) findPicture(ctx context.Context, line *ldapLine) bool {
	filter, err := d.filter("(|" + each(d.photos, "*") + ")")
	if err != nil {
		return false
	}
	found, err := line.search(ctx, line.base, ldap.ScopeWholeSubtree, filter, 1, []string{"1.1"})
	return found != nil && len(found.Entries) > 0 || err != nil && d.pictured()
}

// addPictures reads the pictures of the people on one number. One that can't be read is left out: the name is what
// matters. With an error there was no time for them, or the server has gone. It is called with mu held.
func (d *directoryServer) addPictures(ctx context.Context, people []Person, from []listed) error {
	if len(people) > mostPictured {
		return nil
	}
	for i, p := range people {
		at := slices.IndexFunc(from, func(l listed) bool {
			return l.Name == p.Name && slices.Equal(l.Numbers, p.Numbers)
		})
		if at < 0 {
			continue
		}
		found, err := d.line.search(ctx, from[at].dn, ldap.ScopeBaseObject, "(objectClass=*)", 1, d.photos)
		if err != nil && !ldap.IsErrorAnyOf(err, ldap.LDAPResultNoSuchObject, ldap.LDAPResultInsufficientAccessRights) {
			return err
		}
		if err == nil && len(found.Entries) > 0 {
			people[i].Picture = d.keepPicture(found.Entries[0])
		}
	}
	return nil
}

// keepPicture is called with mu held.
func (d *directoryServer) keepPicture(e *ldap.Entry) string {
	if d.album == nil {
		d.album = d.need.cache.album()
	}
	for _, a := range d.photos {
		raw := e.GetEqualFoldRawAttributeValue(a)
		if len(raw) > maxPicture {
			continue
		}
		if name := d.album.keep(raw); name != "" {
			return name
		}
	}
	return ""
}
