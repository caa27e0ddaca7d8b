package istraclient

import (
	"net/url"
	"strings"
)

// resolve makes a URL of a restUri from a body, which is relative to the API root.
// Whatever leads out of the root's origin is an *OriginError.
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

// confined is resolve for an address that has to name one thing in one place of the API, such as
// v1/logs/Voicemail/: it is {id} or bean/{id} below that, without a query. The platform's own addresses have
// that form; whatever else comes could make a deletion reach something else.
func confined(root *url.URL, ref, within string) (*url.URL, error) {
	u, err := resolve(root, ref)
	if err != nil || within == "" {
		return u, err
	}
	below, ok := strings.CutPrefix(u.EscapedPath(), root.EscapedPath()+within)
	name := strings.TrimPrefix(below, "bean/")
	if !ok || u.RawQuery != "" || isOdd(name) {
		return nil, &OriginError{URI: ref}
	}
	return u, nil
}

// isOdd finds what servers could take for something else than a name: the collection itself, dots, also before
// a parameter, and separators, encoded ones included.
func isOdd(segment string) bool {
	plain, err := url.PathUnescape(segment)
	name, _, _ := strings.Cut(plain, ";")
	return err != nil || name == "" || name == "bean" || name == "." || name == ".." ||
		strings.ContainsFunc(plain, func(r rune) bool {
			return r == '/' || r == '\\' || r == '%' ||
				r < ' ' || r == 0x7f
		})
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
