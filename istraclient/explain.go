package istraclient

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// Explain says what went wrong in one or two plain sentences, with what to do. It holds no secret.
// For nil it is "".
func Explain(err error) string {
	if err == nil {
		return ""
	}
	for _, explain := range []func(error) string{
		explainOutcome, explainProxy, explainSignIn, explainTLS, explainAddress, explainPlatform, explainNetwork,
	} {
		if text := explain(err); text != "" {
			return text
		}
	}
	return "Something unexpected went wrong. Try again; if it stays, send the log to your administrator."
}

func explainOutcome(err error) string {
	var unknown *OutcomeUnknownError
	var closed *ClosedError
	switch {
	case errors.As(err, &unknown):
		return "The connection broke before the platform answered, so it may have been done or not. Look before you try again."
	case errors.As(err, &closed), errors.Is(err, context.Canceled):
		return "It was cancelled."
	}
	return ""
}

func explainSignIn(err error) string {
	var factor *SecondFactorError
	if errors.As(err, &factor) {
		if factor.Channel == "" {
			return "The platform sent you a code. Enter it to finish signing in."
		}
		return fmt.Sprintf("The platform sent you a code by %s. Enter it to finish signing in.", factor.Channel)
	}
	var refusal *SignInError
	if errors.As(err, &refusal) {
		return refusalTexts[refusal.Reason]
	}
	return ""
}

var refusalTexts = map[SignInReason]string{
	WrongPassword: "The platform doesn't accept this login and password. Check both; several wrong attempts suspend the account.",
	Suspended:     "The platform has suspended this account. Ask your administrator to reactivate it.",
	Forbidden:     "This account may not sign in here. Ask your administrator for access to the end-user interface.",
	WrongCode:     "The platform doesn't accept this code. Check it, or sign in again to get a new one.",
	SignedOut:     "You are signed out. Sign in to go on.",
}

func explainTLS(err error) string {
	var secure *TLSError
	switch {
	case !errors.As(err, &secure):
		return ""
	case secure.Kind == WrongHost && secure.Names != "":
		return fmt.Sprintf("The certificate of %s is for %s only. Check the address, or ask your administrator for the right one.",
			secure.Host, secure.Names)
	}
	return tlsTexts[secure.Kind]
}

var tlsTexts = map[TLSKind]string{
	UnknownAuthority: "The platform's certificate is signed by nobody this computer trusts. Compare its fingerprint with your administrator's before you accept it.",
	KeyChanged:       "The platform shows another key than the one you accepted. Somebody may be listening in: ask your administrator before you accept the new one.",
	Expired:          "The platform's certificate has expired. Check this computer's date, then tell your administrator.",
	NotYetValid:      "The platform's certificate is not valid yet. Check this computer's date and time.",
	WrongHost:        "The server doesn't know itself by this name. Check the address, or ask your administrator for the right one.",
	LegacyName:       "The platform's certificate has its name in a place that is no longer looked at. Tell your administrator that it needs a subject alternative name, or compare its fingerprint with theirs before you accept it.",
	WeakSignature:    "The platform's certificate is signed with an outdated algorithm such as SHA-1. Tell your administrator, or compare its fingerprint with theirs before you accept it.",
	BadCertificate:   "The platform's certificate is not usable. Tell your administrator.",
	NotTLS:           "The server at this address doesn't speak HTTPS. Check the address and its port.",
	OldVersion:       "The server speaks outdated versions of TLS only. Tell your administrator that TLS 1.2 or later is needed.",
	NoAgreement:      "No secure connection could be agreed on: the server offers no encryption that is still accepted. Tell your administrator.",
	WantsCertificate: "The server asks this computer for a certificate of its own, which can't be given. Ask your administrator for an address that doesn't.",
	BadAuthority:     "The file holds no certificate in PEM form. Choose another one.",
}

func explainProxy(err error) string {
	var proxy *ProxyError
	if !errors.As(err, &proxy) {
		return ""
	}
	switch proxy.Problem {
	case ProxyVariable:
		return fmt.Sprintf("The proxy in the variable %s can't be used: %v. Correct it and start the program again.", proxy.Variable, proxy.Err)
	case ProxyUnreachable:
		return fmt.Sprintf("The proxy %s, set by %s, can't be reached. Check your network connection and the variable.", proxy.Host, proxy.Variable)
	case ProxyCertificate:
		return fmt.Sprintf("The certificate of the proxy %s can't be trusted. Tell your administrator.", proxy.Host)
	case ProxyRefused:
		return explainProxyRefusal(proxy)
	}
	return fmt.Sprintf("The proxy %s, set by %s, doesn't answer as a proxy does. Check the variable, or ask your administrator.", proxy.Host, proxy.Variable)
}

func explainProxyRefusal(e *ProxyError) string {
	switch {
	case e.Status == http.StatusProxyAuthRequired:
		return fmt.Sprintf("The proxy %s asks for a login (%d). Put the right one into %s, or ask your administrator.", e.Host, e.Status, e.Variable)
	case e.Status >= 500:
		return fmt.Sprintf("The proxy %s can't reach the phone platform (%d). Try again in a minute, or ask your administrator.", e.Host, e.Status)
	case e.Status != 0:
		return fmt.Sprintf("The proxy %s refuses connections to the phone platform (%d). Ask your administrator.", e.Host, e.Status)
	}
	return fmt.Sprintf("The proxy %s refuses the connection: %v. Ask your administrator.", e.Host, e.Err)
}

func explainAddress(err error) string {
	var address *AddressError
	var page *NotAPIError
	var moved *RedirectError
	var origin *OriginError
	var argument *ArgumentError
	switch {
	case errors.As(err, &address):
		return "The server address is not usable: " + address.Problem + ". It looks like phone.example.com."
	case errors.As(err, &page):
		return "Something answers at this address, but it is " + page.What + " and not the phone platform. Check the address, or ask your administrator for it."
	case errors.As(err, &moved):
		return "The server points elsewhere: " + orElsewhere(moved.Location) + ". If you trust that address, enter it instead."
	case errors.As(err, &origin):
		return "The platform's answer points to a foreign address, which was not followed. Tell your administrator."
	case errors.As(err, &argument):
		return "The " + argument.Name + " is missing or can't be used. Check it and try again."
	}
	return ""
}

func orElsewhere(location string) string { return firstOf(location, "it doesn't say where") }

func explainPlatform(err error) string {
	var ended *SessionEndedError
	var limited *RateLimitError
	var api *APIError
	var body *BodyError
	var silent *NoAudioError
	switch {
	case errors.As(err, &ended) && !ended.Until.IsZero():
		return "The platform keeps ending the session. The next sign-in is due at " + ended.Until.Format("15:04") + "."
	case errors.As(err, &ended):
		return "The platform has ended the session. It is opened again by itself."
	case errors.As(err, &silent):
		return "The platform has no sound of this message in the format " + string(silent.Format) + "."
	case errors.As(err, &limited) && limited.After > 0:
		return fmt.Sprintf("The platform is busy and asks to wait %v. Try again then.", limited.After.Round(time.Second))
	case errors.As(err, &limited):
		return "The platform is busy. Try again in a minute."
	case errors.As(err, &api):
		return explainAPI(api)
	case errors.As(err, &body):
		return "The platform's answer was " + string(body.Problem) + ". Try again; if it stays, tell your administrator."
	}
	return ""
}

func explainAPI(e *APIError) string {
	said := fmt.Sprintf(" (%d).", e.Status)
	if text := firstOf(e.Message, e.Code); text != "" {
		said = fmt.Sprintf(" (%d): %s", e.Status, text)
	}
	if isPageRefusal(e) {
		return "Something on the way to the platform, such as a proxy or a rate limiter, refused; try again in a minute" + said
	}
	switch {
	case e.Status == http.StatusNotFound || e.Status == http.StatusGone:
		return "The platform doesn't have it any more" + said
	case e.Status >= 500:
		return "The platform has a problem; try again in a minute" + said
	}
	return "The platform refused" + said
}

func explainNetwork(err error) string {
	var network *NetworkError
	if !errors.As(err, &network) && !errors.Is(err, context.DeadlineExceeded) {
		return ""
	}
	var name *net.DNSError
	var timeout interface{ Timeout() bool }
	var closed *websocket.CloseError
	switch {
	case errors.As(err, &name) && name.IsNotFound:
		return fmt.Sprintf("There is no server named %s. Check the address.", name.Name)
	case errors.As(err, &name):
		return fmt.Sprintf("The name %s can't be looked up. Check your network connection.", name.Name)
	case errors.Is(err, errRefused):
		return "The server refuses connections. Check the address and port, or try again in a minute."
	case errors.As(err, &timeout) && timeout.Timeout():
		return "The server doesn't answer in time. Check your network connection, or try again in a minute."
	case errors.As(err, &closed):
		return "The platform closed the connection. Try again in a minute."
	}
	return "The platform can't be reached. Check your network connection."
}
