package istraclient

import (
	"context"
	"errors"
	"math"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/gorilla/websocket"
)

// Reason names precisely what an error means to a person, as one of Reasons, with the values that a sentence
// about it may hold: for programs that say it in their own words and language. Explain says it in English.
// For nil both are empty. They hold no secret.
func Reason(err error) (code string, values map[string]string) {
	if err == nil {
		return "", nil
	}
	for _, reason := range []func(error) (string, map[string]string){
		outcomeReason, proxyReason, signInReason, tlsReason, addressReason, sessionReason, answerReason, networkReason,
	} {
		if code, values := reason(err); code != "" {
			return code, values
		}
	}
	return "unexpected", nil
}

func outcomeReason(err error) (string, map[string]string) {
	var unknown *OutcomeUnknownError
	var closed *ClosedError
	switch {
	case errors.As(err, &unknown):
		return "outcome-unknown", nil
	case errors.As(err, &closed), errors.Is(err, context.Canceled):
		return "cancelled", nil
	}
	return "", nil
}

func signInReason(err error) (string, map[string]string) {
	var factor *SecondFactorError
	var refusal *SignInError
	switch {
	case errors.As(err, &factor) && factor.Channel == "":
		return "second-factor", nil
	case errors.As(err, &factor):
		return "second-factor-by", map[string]string{"channel": factor.Channel}
	case errors.As(err, &refusal):
		return string(refusal.Reason), nil
	}
	return "", nil
}

func tlsReason(err error) (string, map[string]string) {
	var secure *TLSError
	switch {
	case !errors.As(err, &secure):
		return "", nil
	case secure.Kind == WrongHost && secure.Names != "":
		return "certificate-wrong-host-named", map[string]string{"server": secure.Host, "names": secure.Names}
	}
	return "certificate-" + string(secure.Kind), nil
}

func proxyReason(err error) (string, map[string]string) {
	var e *ProxyError
	if !errors.As(err, &e) {
		return "", nil
	}
	values := map[string]string{"proxy": e.Host, "variable": e.Variable, "error": "it gave no reason"}
	if e.Err != nil {
		values["error"] = e.Err.Error()
	}
	whose := ""
	if e.Variable == "" {
		whose = "-system"
	}
	switch e.Problem {
	case ProxyVariable:
		return "proxy-variable", values
	case ProxyUnreachable:
		return "proxy-unreachable" + whose, values
	case ProxyCertificate:
		return "proxy-certificate", values
	case ProxyRefused:
		return proxyRefusal(e, values)
	}
	return "proxy-answer" + whose, values
}

func proxyRefusal(e *ProxyError, values map[string]string) (string, map[string]string) {
	if e.Status == 0 {
		return "proxy-refused", values
	}
	values["status"] = strconv.Itoa(e.Status)
	switch {
	case e.Status == http.StatusProxyAuthRequired && e.Variable == "":
		return "proxy-login-system", values
	case e.Status == http.StatusProxyAuthRequired:
		return "proxy-login", values
	case e.Status >= 500:
		return "proxy-no-way", values
	}
	return "proxy-refused-status", values
}

func addressReason(err error) (string, map[string]string) {
	var address *AddressError
	var page *NotAPIError
	var moved *RedirectError
	var origin *OriginError
	var argument *ArgumentError
	switch {
	case errors.As(err, &address):
		return address.reason(), map[string]string{"problem": address.Problem}
	case errors.As(err, &page):
		return "not-the-phone-system", map[string]string{"what": page.What}
	case errors.As(err, &moved) && moved.Location == "":
		return "redirected-nowhere", nil
	case errors.As(err, &moved):
		return "redirected", map[string]string{"address": moved.Location}
	case errors.As(err, &origin):
		return "foreign-address", nil
	case errors.As(err, &argument):
		code := "argument"
		if typed[argument.Name] {
			code += "-" + argument.Name
		}
		return code, map[string]string{"name": argument.Name}
	}
	return "", nil
}

// typed are the arguments that people type.
var typed = map[string]bool{"login": true, "password": true, "code": true, "destination": true}

func sessionReason(err error) (string, map[string]string) {
	var ended *SessionEndedError
	var limited *RateLimitError
	var silent *NoAudioError
	switch {
	case errors.As(err, &ended) && !ended.Until.IsZero():
		return "session-ended-until", map[string]string{"time": ended.Until.Format("15:04")}
	case errors.As(err, &ended):
		return "session-ended", nil
	case errors.As(err, &silent):
		return "no-sound", map[string]string{"format": string(silent.Format)}
	case errors.As(err, &limited) && limited.After > 0:
		return patience(limited.After)
	case errors.As(err, &limited):
		return "busy", nil
	}
	return "", nil
}

// patience is how long the platform asks to wait, rounded up.
func patience(wait time.Duration) (string, map[string]string) {
	code, count := "busy-seconds", math.Ceil(wait.Seconds())
	if wait > 2*time.Minute {
		code, count = "busy-minutes", math.Ceil(wait.Minutes())
	}
	return code, map[string]string{"count": strconv.Itoa(int(count)), "wait": wait.Round(time.Second).String()}
}

func answerReason(err error) (string, map[string]string) {
	var api *APIError
	var body *BodyError
	switch {
	case errors.As(err, &api):
		return apiReason(api)
	case errors.As(err, &body):
		return "answer-broken", map[string]string{"problem": string(body.Problem)}
	}
	return "", nil
}

func apiReason(e *APIError) (string, map[string]string) {
	values := map[string]string{"status": strconv.Itoa(e.Status)}
	if text := firstOf(e.Message, e.Code); text != "" {
		values["said"] = text
	}
	switch {
	case isPageRefusal(e):
		return "refused-on-the-way", values
	case e.Status == http.StatusNotFound || e.Status == http.StatusGone:
		return "gone", values
	case e.Status >= 500:
		return "phone-system-fault", values
	}
	return "refused", values
}

func networkReason(err error) (string, map[string]string) {
	var network *NetworkError
	if !errors.As(err, &network) && !errors.Is(err, context.DeadlineExceeded) {
		return "", nil
	}
	var name *net.DNSError
	var timeout interface{ Timeout() bool }
	var closed *websocket.CloseError
	switch {
	case errors.As(err, &name) && name.IsNotFound:
		return "no-such-server", map[string]string{"server": name.Name}
	case errors.As(err, &name):
		return "unknown-name", map[string]string{"server": name.Name}
	case errors.Is(err, errRefused):
		return "refuses-connections", nil
	case errors.As(err, &timeout) && timeout.Timeout():
		return "timeout", nil
	case errors.As(err, &closed):
		return "connection-closed", nil
	}
	return "unreachable", nil
}

// reason is the precise code of what is wrong with an address.
func (e *AddressError) reason() string {
	switch e.Problem {
	case addressEmpty:
		return "address-empty"
	case addressScheme:
		return "address-scheme"
	case addressUser:
		return "address-user"
	case addressHost:
		return "address-host"
	case addressPort:
		return "address-port"
	}
	return "address"
}
