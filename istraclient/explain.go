package istraclient

import (
	"maps"
	"slices"
	"strings"
)

// Explain says to a person what went wrong, in one or two plain English sentences, and what to do. To people the
// platform is their phone system. It holds no secret.
// For nil it is "".
func Explain(err error) string {
	code, values := Reason(err)
	text := sentences[code]
	if said := values["said"]; said != "" {
		text = strings.ReplaceAll(text, "{said}", ": "+said)
	} else {
		text = strings.ReplaceAll(text, "{said}", ".")
	}
	for name, value := range values {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return text
}

// Reasons are all codes of Reason, in order.
func Reasons() []string { return slices.Sorted(maps.Keys(sentences)) }

// sentences say each reason, with its values in braces.
var sentences = map[string]string{
	"unexpected":               "Something unexpected went wrong. Try again; if it happens again, send the log to your administrator.",
	"outcome-unknown":          "The connection broke before the phone system answered, so this may or may not have been done. Check before trying again.",
	"cancelled":                "This was cancelled.",
	"second-factor":            "The phone system sent you a code. Enter it to finish signing in.",
	"second-factor-by":         "The phone system sent you a code ({channel}). Enter it to finish signing in.",
	string(WrongPassword):      "The phone system doesn't accept this login and password. Check both; several wrong attempts suspend the account.",
	string(Suspended):          "The phone system has suspended this account. Ask your administrator to reactivate it.",
	string(Forbidden):          "This account may not sign in here. Ask your administrator for access to the end-user interface.",
	string(WrongCode):          "The phone system doesn't accept this code. Check it, or sign in again to get a new one.",
	string(SignedOut):          "You are signed out. Sign in to continue.",
	"proxy-variable":           "The proxy in the variable {variable} can't be used: {error}. Correct it and start the program again.",
	"proxy-unreachable":        "The proxy {proxy}, set by {variable}, can't be reached. Check your network connection and the variable.",
	"proxy-unreachable-system": "The proxy {proxy}, set in the system's settings, can't be reached. Check your network connection and the settings.",
	"proxy-login-system":       "The proxy {proxy} asks for a login ({status}), which the system's settings can't give. Put it into the variable HTTPS_PROXY, or ask your administrator.",
	"proxy-answer-system":      "The proxy {proxy}, set in the system's settings, doesn't answer as a proxy does. Check the settings, or ask your administrator.",
	"proxy-certificate":        "The certificate of the proxy {proxy} can't be trusted. Tell your administrator.",
	"proxy-login":              "The proxy {proxy} asks for a login ({status}). Put the right one into {variable}, or ask your administrator.",
	"proxy-no-way":             "The proxy {proxy} can't reach the phone system ({status}). Try again in a minute, or ask your administrator.",
	"proxy-refused-status":     "The proxy {proxy} refuses connections to the phone system ({status}). Ask your administrator.",
	"proxy-refused":            "The proxy {proxy} refuses the connection: {error}. Ask your administrator.",
	"proxy-answer":             "The proxy {proxy}, set by {variable}, doesn't answer as a proxy does. Check the variable, or ask your administrator.",
	"address":                  unusableAddress,
	"address-empty":            unusableAddress,
	"address-scheme":           unusableAddress,
	"address-user":             unusableAddress,
	"address-host":             unusableAddress,
	"address-port":             unusableAddress,
	"not-the-phone-system":     "Something answers at this address, but it is {what} and not the phone system. Check the address, or ask your administrator for it.",
	"redirected":               "The server points elsewhere: {address}. If you trust that address, enter it instead.",
	"redirected-nowhere":       "The server points elsewhere, but doesn't say where. Ask your administrator for the right address.",
	"foreign-address":          "The phone system's answer points to a foreign address, which was not followed. Tell your administrator.",
	"argument":                 unusableArgument,
	"argument-login":           unusableArgument,
	"argument-password":        unusableArgument,
	"argument-code":            unusableArgument,
	"argument-destination":     unusableArgument,
	"session-ended-until":      "The phone system keeps ending the session. The next sign-in is due at {time}.",
	"session-ended":            "The phone system has ended the session. It is opened again automatically.",
	"no-sound":                 "The phone system has no sound of this message in the format {format}.",
	"busy":                     "The phone system is busy. Try again in a minute.",
	"busy-seconds":             "The phone system is busy and asks to wait {wait}. Try again then.",
	"busy-minutes":             "The phone system is busy and asks to wait {wait}. Try again then.",
	"refused-on-the-way":       "Something between you and the phone system, such as a proxy or a rate limiter, refused the request; try again in a minute ({status}){said}",
	"gone":                     "The phone system no longer has this ({status}){said}",
	"phone-system-fault":       "The phone system has a problem; try again in a minute ({status}){said}",
	"refused":                  "The phone system refused ({status}){said}",
	"answer-broken":            "The phone system's answer was {problem}. Try again; if it happens again, tell your administrator.",
	"no-such-server":           "There is no server named {server}. Check the address.",
	"unknown-name":             "The name {server} can't be looked up. Check your network connection.",
	"refuses-connections":      "The server refuses connections. Check the address and port, or try again in a minute.",
	"timeout":                  "The server doesn't answer in time. Check your network connection, or try again in a minute.",
	"connection-closed":        "The phone system closed the connection. Try again in a minute.",
	"unreachable":              "The phone system can't be reached. Check your network connection.",

	"certificate-unknown-authority": "The phone system's certificate is signed by nobody this computer trusts. Compare its fingerprint with your administrator's before you accept it.",
	"certificate-key-changed":       "The phone system shows another key than the one you accepted. Somebody may be listening in: ask your administrator before you accept the new one.",
	"certificate-expired":           "The phone system's certificate has expired. Check this computer's date, then tell your administrator.",
	"certificate-not-yet-valid":     "The phone system's certificate is not valid yet. Check this computer's date and time.",
	"certificate-wrong-host":        "The server doesn't know itself by this name. Check the address, or ask your administrator for the right one.",
	"certificate-wrong-host-named":  "The certificate of {server} is for {names} only. Check the address, or ask your administrator for the right one.",
	"certificate-legacy-name":       "The phone system's certificate names the server only in a field that is no longer checked. Tell your administrator that it needs a subject alternative name, or compare its fingerprint with theirs before you accept it.",
	"certificate-weak-signature":    "The phone system's certificate is signed with an outdated algorithm such as SHA-1. Tell your administrator, or compare its fingerprint with theirs before you accept it.",
	"certificate-bad-certificate":   "The phone system's certificate is not usable. Tell your administrator.",
	"certificate-not-tls":           "The server at this address doesn't speak HTTPS. Check the address and its port.",
	"certificate-old-version":       "The server speaks outdated versions of TLS only. Tell your administrator that TLS 1.2 or later is needed.",
	"certificate-no-agreement":      "No secure connection could be agreed on: the server offers no encryption that is still accepted. Tell your administrator.",
	"certificate-wants-certificate": "The server asks this computer for a certificate of its own, which can't be given. Ask your administrator for an address that doesn't.",
	"certificate-bad-authority":     "The file holds no certificate in PEM form. Choose another one.",
}

const (
	unusableAddress  = "The server address is not usable: {problem}. It looks like phone.example.com."
	unusableArgument = "The {name} is missing or can't be used. Check it and try again."
)
