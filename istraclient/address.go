package istraclient

import (
	"net"
	"net/netip"
	"net/url"
	"path"
	"strconv"
	"strings"
)

// routerName is the name the platform's REST router goes by, in paths and in host names.
const routerName = "restletrouter"

// What can be wrong with a typed address.
const (
	addressEmpty  = "it is empty"
	addressScheme = "it has to start with https://"
	addressUser   = "it must not hold a user name"
	addressHost   = "it holds no valid host name"
	addressPort   = "its port is not a number from 1 to 65535"
)

// parseAddress turns what a user typed into an https URL whose path ends in a slash, without
// query, fragment or user.
func parseAddress(typed string) (*url.URL, error) {
	text := strings.TrimSpace(typed)
	if text == "" {
		return nil, &AddressError{Problem: addressEmpty}
	}
	if ip, err := netip.ParseAddr(text); err == nil && ip.Is6() {
		text = "[" + text + "]"
	}
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil {
		return nil, &AddressError{Address: withoutUser(typed), Problem: "it is not a web address"}
	}
	if problem := addressProblem(u); problem != "" {
		return nil, &AddressError{Address: withoutUser(typed), Problem: problem}
	}
	return rootAt(u, u.Path), nil
}

// withoutUser keeps a password that was typed along out of errors.
func withoutUser(typed string) string { return typed[strings.LastIndexByte(typed, '@')+1:] }

// addressProblem says what is wrong with a typed address, or "".
func addressProblem(u *url.URL) string {
	switch {
	case u.Scheme != "https":
		return addressScheme
	case u.User != nil:
		return addressUser
	case !validHost(u.Hostname()):
		return addressHost
	case !validPort(u.Port()) || strings.HasSuffix(u.Host, ":"):
		return addressPort
	}
	return ""
}

func validPort(port string) bool {
	if port == "" {
		return true
	}
	n, err := strconv.Atoi(port)
	return err == nil && n >= 1 && n <= 65535
}

func validHost(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	for label := range strings.SplitSeq(strings.TrimSuffix(host, "."), ".") {
		if label == "" || len(label) > 63 || strings.Trim(label, hostBytes) != "" || label[0] == '-' {
			return false
		}
	}
	return len(host) <= 253
}

const hostBytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"

// rootAt is the API root at a path of u's origin.
func rootAt(u *url.URL, dir string) *url.URL {
	dir = path.Clean("/" + dir)
	if dir != "/" {
		dir += "/"
	}
	return &url.URL{Scheme: "https", Host: strings.ToLower(u.Host), Path: dir}
}

// candidates lists where the API may be behind a typed address, the likeliest first. Those on
// other hosts come last and are the documented ones; they are tried only for a plain domain.
func candidates(typed *url.URL) []*url.URL {
	dirs := []string{typed.Path}
	if before, _, found := strings.Cut(typed.Path+"/", "/"+routerName+"/"); found {
		dirs = append(dirs, before+"/"+routerName)
	} else {
		dirs = append(dirs, typed.Path+"/"+routerName, "/"+routerName)
	}
	var roots []*url.URL
	for _, dir := range dirs {
		roots = appendRoot(roots, rootAt(typed, dir))
	}
	if typed.Path == "/" && isPlainDomain(typed) {
		roots = append(roots, documentedHosts(typed.Host)...)
	}
	return roots
}

func appendRoot(roots []*url.URL, root *url.URL) []*url.URL {
	for _, r := range roots {
		if r.String() == root.String() {
			return roots
		}
	}
	return append(roots, root)
}

// documentedHosts are the forms the platform's reference gives for a domain.
func documentedHosts(domain string) []*url.URL {
	roots := []*url.URL{rootAt(&url.URL{Host: routerName + "." + domain}, "/")}
	for _, portal := range portalNames {
		roots = append(roots, rootAt(&url.URL{Host: portal + "." + domain}, routerName))
	}
	return roots
}

var portalNames = []string{"webadmin", "mytelephony", "myistra"}

// isPlainDomain reports whether u names a domain rather than one machine: no port, no address,
// at least two labels, the first of which isn't one of the platform's own.
func isPlainDomain(u *url.URL) bool {
	first, rest, dotted := strings.Cut(u.Host, ".")
	if !dotted || rest == "" || u.Port() != "" || net.ParseIP(u.Hostname()) != nil || strings.HasPrefix(u.Host, "[") {
		return false
	}
	for _, name := range append([]string{routerName}, portalNames...) {
		if first == name {
			return false
		}
	}
	return true
}
