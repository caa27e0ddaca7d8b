package istraclient

import "fmt"

// ProxyError means that the proxy named by the environment stands in the way: it refuses, can't be reached, speaks
// something else, or its variable is unusable. Nothing was sent to the platform, and nothing is known of it.
type ProxyError struct {
	Variable string // of the environment, such as HTTPS_PROXY
	Proxy    string // host and port; "" when the variable is unusable
	Status   int    // HTTP status of a proxy that refused; 0 = it gave none
	Err      error  // nil when Status says it all
}

func (e *ProxyError) Error() string {
	text := "proxy"
	if e.Proxy != "" {
		text += " " + e.Proxy
	}
	if e.Variable != "" {
		text += " (" + e.Variable + ")"
	}
	if e.Status != 0 {
		text += fmt.Sprintf(" answered %d", e.Status)
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *ProxyError) Unwrap() error { return e.Err }
