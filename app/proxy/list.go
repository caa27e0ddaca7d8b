package proxy

import (
	"net"
	"net/netip"
	"path"
	"strings"
)

// listed are the proxies for HTTPS in a list as Windows has it: "proxy:8080", or "http=a:80;https=b:8080;socks=c:1080".
// A proxy script's answer has several in a row, the best first.
func listed(list string) []string {
	var plain, secure, socks []string
	for _, entry := range fields(list) {
		scheme, address, named := strings.Cut(entry, "=")
		switch {
		case !named:
			plain = append(plain, entry)
		case strings.EqualFold(scheme, "https"):
			secure = append(secure, address)
		case strings.EqualFold(scheme, "socks"):
			if !strings.Contains(address, "://") {
				address = "socks5://" + address
			}
			socks = append(socks, address)
		}
	}
	for _, found := range [][]string{secure, plain, socks} {
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// bypassed reports whether a host is reached without a proxy by a list as Windows has it: names and addresses, perhaps
// with stars, and <local> for names without a dot.
func bypassed(addr, list string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		host = addr
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	_, notAnAddress := netip.ParseAddr(host)
	for _, rule := range fields(strings.ToLower(list)) {
		if rule == "<local>" && notAnAddress != nil && !strings.Contains(host, ".") {
			return true
		}
		if _, after, given := strings.Cut(rule, "://"); given {
			rule = after
		}
		if name, _, err := net.SplitHostPort(rule); err == nil {
			rule = name
		}
		rule = strings.NewReplacer("[", "", "]", "", "?", "", `\`, "").Replace(rule) // only stars have a meaning here
		if matched, err := path.Match(rule, host); err == nil && matched {
			return true
		}
	}
	return false
}

func fields(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool {
		return r == ';' || r == ' ' || r == '\t' ||
			r == '\r' || r == '\n'
	})
}
