package istraclient

import (
	"net/url"
	"strings"
)

// resolve makes a URL of a restUri from a body, which is relative to the API root (API notes,
// section 1). Whatever leads out of the root's origin is an *OriginError.
func resolve(root *url.URL, ref string) (*url.URL, error) {
	u, err := url.Parse(ref)
	if err != nil || u.Opaque != "" || u.User != nil || hasDotSegment(u.Path) {
		return nil, &OriginError{URI: ref}
	}
	if u.Scheme != "" || u.Host != "" {
		if !sameOrigin(root, u) {
			return nil, &OriginError{URI: ref}
		}
		u.Fragment = ""
		return u, nil
	}
	return underRoot(root, u)
}

func underRoot(root, u *url.URL) (*url.URL, error) {
	rest := strings.TrimPrefix("/"+strings.TrimLeft(u.EscapedPath(), "/"), root.EscapedPath())
	full, err := url.Parse(root.EscapedPath() + strings.TrimLeft(rest, "/"))
	if err != nil {
		return nil, &OriginError{URI: u.String()}
	}
	full.Scheme, full.Host, full.RawQuery = root.Scheme, root.Host, u.RawQuery
	return full, nil
}

// hasDotSegment finds the segments a server could take for a way out of the root.
func hasDotSegment(path string) bool {
	for segment := range strings.SplitSeq(strings.ReplaceAll(path, `\`, "/"), "/") {
		if segment == "." || segment == ".." {
			return true
		}
	}
	return false
}

// sameOrigin compares scheme, host and port; a missing port is https's own.
func sameOrigin(a, b *url.URL) bool {
	return strings.EqualFold(a.Scheme, b.Scheme) &&
		strings.EqualFold(a.Hostname(), b.Hostname()) &&
		effectivePort(a) == effectivePort(b)
}

func effectivePort(u *url.URL) string {
	if port := u.Port(); port != "" {
		return port
	}
	return "443"
}
