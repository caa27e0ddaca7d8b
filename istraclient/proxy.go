package istraclient

import (
	"errors"
	"net"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
)

// proxySettings are what the environment says about proxies for HTTPS.
type proxySettings struct {
	variable string   // where it was read: HTTPS_PROXY, …
	proxy    *url.URL // nil = none, unless problem is set
	problem  error    // why the variable can't be used
	direct   []string // NO_PROXY: hosts that are reached without it
}

// proxyVariables name the proxy for HTTPS, the first that is set. HTTP_PROXY is for plain HTTP, which is never spoken
// here.
var proxyVariables = []string{"HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"}

// proxyFromEnvironment reads the variables; get is os.Getenv or like it.
func proxyFromEnvironment(get func(string) string) proxySettings {
	var s proxySettings
	for _, name := range proxyVariables {
		if value := strings.TrimSpace(get(name)); value != "" {
			s.variable = name
			s.proxy, s.problem = parseProxy(value)
			break
		}
	}
	none := firstOf(get("NO_PROXY"), get("no_proxy"))
	s.direct = strings.FieldsFunc(strings.ToLower(none), func(r rune) bool { return r == ',' || r == ' ' || r == ';' })
	return s
}

func newProxySettings() proxySettings { return proxyFromEnvironment(os.Getenv) }

// proxyPorts are the schemes of proxies and their ports where none is given.
var proxyPorts = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}

// parseProxy reads a proxy's address; without a scheme it is an HTTP proxy's. Errors don't repeat the address, which
// may hold a password.
func parseProxy(value string) (*url.URL, error) {
	if !strings.Contains(value, "://") {
		value = "http://" + value
	}
	u, err := url.Parse(value)
	switch {
	case err != nil:
		return nil, errors.New("it is no web address (is a special character in the password not percent-encoded?)")
	case proxyPorts[strings.ToLower(u.Scheme)] == "":
		return nil, errors.New("only http, https, socks5 and socks5h are known")
	case !validHost(u.Hostname()) || !validPort(u.Port()):
		return nil, errors.New("it holds no valid host and port")
	}
	u.Scheme = strings.ToLower(u.Scheme)
	return u, nil
}

// proxyAddr is where to connect to.
func proxyAddr(u *url.URL) string {
	return net.JoinHostPort(u.Hostname(), firstOf(u.Port(), proxyPorts[u.Scheme]))
}

// forAddr is the proxy by which addr is to be reached; nil = directly.
func (s proxySettings) forAddr(addr string) (*url.URL, error) {
	if s.proxy == nil && s.problem == nil || s.isDirect(addr) {
		return nil, nil
	}
	if s.problem != nil {
		return nil, &ProxyError{Problem: ProxyVariable, Variable: s.variable, Err: s.problem}
	}
	return s.proxy, nil
}

// isDirect reports whether a host is reached without a proxy: this computer always, others by NO_PROXY.
func (s proxySettings) isDirect(addr string) bool {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	ip, err := netip.ParseAddr(host)
	if host == "localhost" || err == nil && ip.Unmap().IsLoopback() {
		return true
	}
	return slices.ContainsFunc(s.direct, func(rule string) bool {
		return rule == "*" || matchesRule(rule, host, port, ip)
	})
}

// matchesRule applies one entry of NO_PROXY: an address, a network such as 10.0.0.0/8, or a domain, which stands for
// all below it; any but a network may have a port.
func matchesRule(rule, host, port string, ip netip.Addr) bool {
	if network, err := netip.ParsePrefix(rule); err == nil {
		return ip.IsValid() && network.Contains(ip.Unmap())
	}
	if name, only, err := net.SplitHostPort(rule); err == nil {
		if only != port {
			return false
		}
		rule = name
	}
	if own, err := netip.ParseAddr(strings.Trim(rule, "[]")); err == nil {
		return ip.IsValid() && own.Unmap() == ip.Unmap()
	}
	domain := strings.TrimPrefix(strings.TrimPrefix(rule, "*"), ".")
	if domain == "" {
		return false
	}
	return host == domain && rule == domain || strings.HasSuffix(host, "."+domain)
}
