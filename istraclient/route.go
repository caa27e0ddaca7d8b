package istraclient

import (
	"context"
	"errors"
	"net"
	"net/url"
	"time"
)

// route is a way to the platform.
type route struct {
	proxy    *url.URL // nil = directly
	variable string   // of the environment, which names the proxy; "" = the system's settings do
}

const (
	maxRoutes    = 5                // of a proxy script's answer
	askingSystem = 10 * time.Second // for the system to find its proxies, which may ask the network
)

// routes are the ways to addr, the best first: at least one. The environment wins over the system.
func (d *dialer) routes(ctx context.Context, addr string) ([]route, error) {
	proxy, err := d.proxy.forAddr(addr)
	if err != nil {
		return nil, err
	}
	if d.proxy.variable != "" || d.system == nil || d.proxy.isDirect(addr) {
		return []route{{proxy, d.proxy.variable}}, nil
	}
	limited, cancel := context.WithTimeout(ctx, askingSystem)
	defer cancel()
	found, err := d.system(limited, addr)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		d.log.Info("the system's proxy settings can't be read", "err", err)
	}
	return d.understood(found), nil
}

// understood are the system's proxies that can be used; directly where there are none.
func (d *dialer) understood(found []string) (routes []route) {
	for _, address := range found[:min(len(found), maxRoutes)] {
		if address == "" {
			routes = append(routes, route{})
			continue
		}
		proxy, err := parseProxy(address)
		if err != nil {
			d.log.Info("a proxy of the system's settings can't be used", "err", err)
			continue
		}
		routes = append(routes, route{proxy: proxy})
	}
	if len(routes) == 0 {
		return []route{{}}
	}
	return routes
}

// along connects to addr by the first route that leads anywhere. A proxy that answers has the last word: what it
// refuses is not tried behind its back.
func (d *dialer) along(ctx context.Context, dial dialFunc, routes []route, addr string) (conn net.Conn, err error) {
	for i, by := range routes {
		var failed error
		if by.proxy == nil {
			conn, failed = dial(ctx, "tcp", addr)
		} else {
			conn, failed = d.tunnel(ctx, dial, by, addr)
		}
		if failed == nil {
			return conn, nil
		}
		if i == 0 {
			err = failed
		}
		var answered *ProxyError
		if errors.As(failed, &answered) && answered.Problem != ProxyUnreachable || ctx.Err() != nil {
			return nil, failed
		}
	}
	return nil, err
}
