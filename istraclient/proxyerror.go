package istraclient

import "fmt"

// ProxyProblem tells what is wrong with a proxy.
type ProxyProblem string

// What can be wrong with a proxy.
const (
	ProxyVariable    ProxyProblem = "variable"    // the environment's variable can't be used
	ProxyUnreachable ProxyProblem = "unreachable" // no connection to the proxy
	ProxyRefused     ProxyProblem = "refused"     // it said no: see Status
	ProxyAnswer      ProxyProblem = "answer"      // it speaks something else than a proxy of its kind
	ProxyCertificate ProxyProblem = "certificate" // its own certificate can't be trusted
)

// ProxyError means that the proxy named by the environment or the system stands in the way. Nothing was sent to the
// platform, and nothing is known of it.
type ProxyError struct {
	Problem  ProxyProblem
	Variable string // of the environment, such as HTTPS_PROXY; "" = the system's own settings name the proxy
	Host     string // of the proxy, with its port; "" when the variable can't be used
	Status   int    // HTTP status of an HTTP proxy that refused; else 0
	Err      error  // may be nil
}

func (e *ProxyError) Error() string {
	text := "proxy"
	if e.Host != "" {
		text += " " + e.Host
	}
	text += fmt.Sprintf(" (%s): %s", firstOf(e.Variable, "of the system"), e.Problem)
	if e.Status != 0 {
		text += fmt.Sprintf(" with %d", e.Status)
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *ProxyError) Unwrap() error { return e.Err }
