package istraclient

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"strconv"
)

// Words of SOCKS 5 (RFC 1928 and, for the password, RFC 1929).
const (
	socksVersion    = 5
	socksNoLogin    = 0
	socksPassword   = 2
	socksConnect    = 1
	socksIPv4       = 1
	socksName       = 3
	socksIPv6       = 4
	socksLoginWords = 1 // version of the login's own protocol
)

// socksRefusals are the reasons a SOCKS proxy can give.
var socksRefusals = []string{"", "general failure", "not allowed by its rules", "network unreachable",
	"host unreachable", "connection refused", "timed out", "command not supported", "address type not supported"}

// askSOCKS asks a SOCKS proxy for a connection to addr. The proxy looks the name up, with socks5 as with socks5h.
func askSOCKS(conn net.Conn, proxy *url.URL, addr string) error {
	if err := socksLogin(conn, proxy.User); err != nil {
		return err
	}
	target, err := socksTarget(addr)
	if err != nil {
		return err
	}
	if _, err := conn.Write(append([]byte{socksVersion, socksConnect, 0}, target...)); err != nil {
		return err
	}
	head, err := read(conn, 4)
	if err != nil {
		return err
	}
	if head[0] != socksVersion {
		return fmt.Errorf("it answered % x", head)
	}
	if code := int(head[1]); code != 0 {
		reason := "code " + strconv.Itoa(code)
		if code < len(socksRefusals) {
			reason = socksRefusals[code]
		}
		return &ProxyError{Problem: ProxyRefused, Err: errors.New(reason)}
	}
	return skipSOCKSAddress(conn, head[3])
}

// socksLogin agrees on how to sign in, and does so.
func socksLogin(conn net.Conn, user *url.Userinfo) error {
	methods := []byte{socksNoLogin}
	if user != nil {
		methods = append(methods, socksPassword)
	}
	if _, err := conn.Write(append([]byte{socksVersion, byte(len(methods))}, methods...)); err != nil {
		return err
	}
	choice, err := read(conn, 2)
	switch {
	case err != nil:
		return err
	case choice[0] != socksVersion:
		return fmt.Errorf("it answered % x", choice)
	case choice[1] == socksNoLogin:
		return nil
	case choice[1] != socksPassword || user == nil:
		return &ProxyError{Problem: ProxyRefused, Err: errors.New("it wants another login")}
	}
	return socksSendPassword(conn, user)
}

func socksSendPassword(conn net.Conn, user *url.Userinfo) error {
	name := user.Username()
	password, _ := user.Password()
	if len(name) > 255 || len(password) > 255 {
		return &ProxyError{Problem: ProxyRefused, Err: errors.New("its login is too long")}
	}
	message := append([]byte{socksLoginWords, byte(len(name))}, name...)
	message = append(append(message, byte(len(password))), password...)
	if _, err := conn.Write(message); err != nil {
		return err
	}
	verdict, err := read(conn, 2)
	if err == nil && verdict[1] != 0 {
		err = &ProxyError{Problem: ProxyRefused, Err: errors.New("it refuses the login")}
	}
	return err
}

// socksTarget is an address as SOCKS writes it.
func socksTarget(addr string) ([]byte, error) {
	host, portText, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	port, err := strconv.ParseUint(portText, 10, 16)
	if err != nil {
		return nil, err
	}
	var target []byte
	switch ip, err := netip.ParseAddr(host); {
	case err != nil && len(host) > 255:
		return nil, errors.New("the host name is too long")
	case err != nil:
		target = append([]byte{socksName, byte(len(host))}, host...)
	case ip.Unmap().Is4():
		target = append([]byte{socksIPv4}, ip.Unmap().AsSlice()...)
	default:
		target = append([]byte{socksIPv6}, ip.AsSlice()...)
	}
	return append(target, byte(port>>8), byte(port)), nil
}

// skipSOCKSAddress reads past the address at the end of an answer.
func skipSOCKSAddress(conn net.Conn, kind byte) error {
	length := 0
	switch kind {
	case socksIPv4:
		length = net.IPv4len
	case socksIPv6:
		length = net.IPv6len
	case socksName:
		n, err := read(conn, 1)
		if err != nil {
			return err
		}
		length = int(n[0])
	default:
		return fmt.Errorf("it answered with an address of kind %d", kind)
	}
	_, err := read(conn, length+2) // and the port
	return err
}

func read(conn net.Conn, n int) ([]byte, error) {
	data := make([]byte, n)
	_, err := io.ReadFull(conn, data)
	return data, err
}
