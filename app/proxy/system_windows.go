package proxy

import (
	"context"
	"errors"
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	winhttp           = windows.NewLazySystemDLL("winhttp.dll")
	getUserConfig     = winhttp.NewProc("WinHttpGetIEProxyConfigForCurrentUser")
	openSession       = winhttp.NewProc("WinHttpOpen")
	closeSession      = winhttp.NewProc("WinHttpCloseHandle")
	getProxyForURL    = winhttp.NewProc("WinHttpGetProxyForUrl")
	globalFree        = windows.NewLazySystemDLL("kernel32.dll").NewProc("GlobalFree")
	errScriptLogin    = windows.Errno(12015) // ERROR_WINHTTP_LOGIN_FAILURE
	errNoScriptByName = windows.Errno(12180) // ERROR_WINHTTP_AUTODETECTION_FAILED
)

// userConfig is WINHTTP_CURRENT_USER_IE_PROXY_CONFIG: what the user has set, for all programs.
type userConfig struct {
	detect                int32
	script, proxy, bypass *uint16
}

// scriptOptions is WINHTTP_AUTOPROXY_OPTIONS.
type scriptOptions struct {
	flags, detectFlags uint32
	script             *uint16
	_                  uintptr
	_                  uint32
	login              int32
}

// proxyInfo is WINHTTP_PROXY_INFO.
type proxyInfo struct {
	access        uint32
	proxy, bypass *uint16
}

// System finds the proxies for a host and port: "" is none, an empty list too. It may ask the network for a proxy
// script; when ctx ends first, it continues behind the scenes and its answer is dropped.
func System(ctx context.Context, addr string) ([]string, error) {
	type answer struct {
		proxies []string
		err     error
	}
	found := make(chan answer, 1)
	go func() {
		proxies, err := find(addr)
		found <- answer{proxies, err}
	}()
	select {
	case a := <-found:
		return a.proxies, a.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Kind says in a word what the user has set.
func Kind() string {
	config, done, err := readConfig()
	if err != nil {
		return "unknown"
	}
	defer done()
	switch {
	case config.script != nil:
		return "script"
	case config.proxy != nil:
		return "fixed"
	case config.detect != 0:
		return "automatic"
	}
	return "none"
}

func readConfig() (config *userConfig, done func(), err error) {
	if err := getUserConfig.Find(); err != nil {
		return nil, nil, err
	}
	config = &userConfig{}
	if ok, _, err := getUserConfig.Call(uintptr(unsafe.Pointer(config))); ok == 0 {
		return nil, nil, fmt.Errorf("read the proxy settings: %w", err)
	}
	return config, func() { free(config.script, config.proxy, config.bypass) }, nil
}

func find(addr string) ([]string, error) {
	config, done, err := readConfig()
	if err != nil {
		return nil, err
	}
	defer done()
	var scriptErr error
	if config.detect != 0 || config.script != nil {
		proxies, err := byScript(config, addr)
		if err == nil {
			return proxies, nil
		}
		scriptErr = err
	}
	if config.proxy != nil && !bypassed(addr, text(config.bypass)) {
		return listed(text(config.proxy)), nil
	}
	if errors.Is(scriptErr, errNoScriptByName) {
		return nil, nil // most networks have none
	}
	return nil, scriptErr
}

// byScript asks the proxy script, which is found in the network or at an address. Where that wants a
// login, it gets the user's.
func byScript(config *userConfig, addr string) ([]string, error) {
	const noProxy, detect, fromAddress, byDHCPAndDNS = 1, 1, 2, 3
	options := &scriptOptions{script: config.script}
	if config.script != nil {
		options.flags |= fromAddress
	}
	if config.detect != 0 {
		options.flags, options.detectFlags = options.flags|detect, byDHCPAndDNS
	}
	address, err := windows.UTF16PtrFromString("https://" + addr + "/")
	if err != nil {
		return nil, err
	}
	session, _, err := openSession.Call(uintptr(unsafe.Pointer(windows.StringToUTF16Ptr("istratray"))), noProxy, 0, 0,
		0)
	if session == 0 {
		return nil, err
	}
	defer func() { _, _, _ = closeSession.Call(session) }()
	var info proxyInfo
	ask := func() error {
		ok, _, err := getProxyForURL.Call(session, uintptr(unsafe.Pointer(address)), uintptr(unsafe.Pointer(options)),
			uintptr(unsafe.Pointer(&info)))
		if ok == 0 {
			return err
		}
		return nil
	}
	err = ask()
	if errors.Is(err, errScriptLogin) {
		options.login = 1
		err = ask()
	}
	if err != nil {
		return nil, fmt.Errorf("ask the proxy script: %w", err)
	}
	defer free(info.proxy, info.bypass)
	if info.access == noProxy || bypassed(addr, text(info.bypass)) {
		return nil, nil
	}
	return listed(text(info.proxy)), nil
}

func text(p *uint16) string {
	if p == nil {
		return ""
	}
	return windows.UTF16PtrToString(p)
}

func free(texts ...*uint16) {
	for _, p := range texts {
		if p != nil {
			_, _, _ = globalFree.Call(uintptr(unsafe.Pointer(p)))
		}
	}
}
