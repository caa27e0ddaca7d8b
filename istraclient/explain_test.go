package istraclient

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// one of each kind, as they come out of the package: wrapped.
var oneOfEach = []struct {
	err       error
	retryable bool
	says      string // in the text for people
}{
	{&APIError{Status: 400, Code: "ERR_X", Message: "The number is not allowed"}, false, "The number is not allowed"},
	{&APIError{Status: 403, FromAPI: true}, false, "The phone system refused (403)"},
	{&APIError{Status: 403, Message: "Forbidden"}, false,
		"Something between you and the phone system, such as a proxy or a rate limiter, refused the request; " +
			"try again in a minute (403): Forbidden"},
	{&APIError{Status: 404, Code: "ERR_NONE"}, false, "no longer has this (404): ERR_NONE"},
	{&APIError{Status: 408}, true, "408"},
	{&APIError{Status: 500}, true, "has a problem"},
	{&APIError{Status: 501}, false, "501"},
	{&SignInError{Reason: WrongPassword, Err: &APIError{Status: 401}}, false, "suspend"},
	{&SignInError{Reason: Suspended, Err: &APIError{Status: 403}}, false, "administrator"},
	{&SignInError{Reason: Forbidden, Err: &APIError{Status: 403}}, false, "may not"},
	{&SignInError{Reason: WrongCode, Err: &APIError{Status: 401}}, false, "code"},
	{&SignInError{Reason: SignedOut}, false, "Sign in"},
	{&SecondFactorError{Channel: "SMS", Err: &APIError{Status: 412}}, false, "(SMS)"},
	{&SecondFactorError{Err: &APIError{Status: 412}}, false, "a code"},
	{&RateLimitError{After: 90 * time.Second, Err: &APIError{Status: 429}}, true, "1m30s"},
	{&RateLimitError{Err: &APIError{Status: 429}}, true, "busy"},
	{&NetworkError{Op: "x", Err: io.EOF}, true, "can't be reached"},
	{&NetworkError{Op: "x", Err: &websocket.CloseError{Code: websocket.CloseGoingAway}}, true, "closed the connection"},
	{&NetworkError{Op: "x", Err: silence{}}, true, "in time"},
	{&NetworkError{Op: "x", Err: &net.DNSError{Name: "pbx.example", IsNotFound: true}}, true,
		"no server named pbx.example"},
	{&NetworkError{Op: "x", Err: &net.DNSError{Name: "pbx.example", IsTemporary: true}}, true, "looked up"},
	{&NetworkError{Op: "x", Err: &net.OpError{Op: "dial", Err: errRefused}}, true, "refuses connections"},
	{&TLSError{Kind: UnknownAuthority, Host: "pbx", Fingerprint: "sha256//x"}, false, "fingerprint"},
	{&TLSError{Kind: KeyChanged}, false, "another key"},
	{&TLSError{Kind: Expired, Err: io.EOF}, false, "expired"},
	{&TLSError{Kind: NotYetValid}, false, "date"},
	{&TLSError{Kind: WrongHost}, false, "by this name"},
	{&TLSError{Kind: WrongHost, Host: "pbx", Names: "mail.example"}, false, "of pbx is for mail.example only"},
	{&TLSError{Kind: LegacyName}, false, "subject alternative name"},
	{&TLSError{Kind: WeakSignature}, false, "SHA-1"},
	{&TLSError{Kind: WantsCertificate}, false, "of its own"},
	{&TLSError{Kind: OldVersion}, false, "TLS 1.2"},
	{&TLSError{Kind: BadCertificate}, false, "not usable"},
	{&TLSError{Kind: NotTLS}, false, "HTTPS"},
	{&AddressError{Problem: addressEmpty}, false, "it is empty"},
	{&AddressError{Problem: addressPort}, false, "65535"},
	{&ArgumentError{Name: "id"}, false, "id is missing"},
	{&TLSError{Kind: NoAgreement}, false, "encryption"},
	{&ProxyError{Problem: ProxyVariable, Variable: "HTTPS_PROXY", Err: io.EOF}, true, "HTTPS_PROXY can't be used"},
	{&ProxyError{Problem: ProxyUnreachable, Host: "proxy:3128"}, true, "proxy:3128"},
	{&ProxyError{Problem: ProxyRefused, Host: "proxy:3128", Status: 407}, true, "asks for a login (407)"},
	{&ProxyError{Problem: ProxyRefused, Host: "proxy:3128", Status: 403}, true,
		"proxy:3128 refuses connections to the phone system (403)"},
	{&ProxyError{Problem: ProxyRefused, Host: "proxy:3128", Status: 502}, true, "can't reach the phone system (502)"},
	{&ProxyError{Problem: ProxyRefused, Host: "proxy:1080", Err: io.EOF}, true, "proxy:1080 refuses the connection"},
	{&ProxyError{Problem: ProxyAnswer, Host: "proxy:1080"}, true, "as a proxy does"},
	{&ProxyError{Problem: ProxyCertificate, Host: "proxy:443"}, true, "certificate of the proxy proxy:443"},
	{&SessionEndedError{Err: &APIError{Status: 401}}, true, "ended the session"},
	{&SessionEndedError{Until: time.Now()}, true, "sign-in is due"},
	{&PushError{Stage: UpgradeStage, Err: &APIError{Status: 502}}, true, "has a problem"},
	{&TLSError{Kind: BadAuthority}, false, "PEM"},
	{&NotAPIError{URL: "https://x/", Status: 200, What: "a web page"}, false, "a web page"},
	{&RedirectError{URL: "https://x/", Status: 302, Location: "https://y/"}, false, "https://y/"},
	{&RedirectError{URL: "https://x/", Status: 302}, false, "doesn't say"},
	{&AddressError{Address: "x", Problem: "it is odd"}, false, "it is odd"},
	{&OriginError{URI: "https://evil/"}, false, "foreign"},
	{&ArgumentError{Name: "code"}, false, "code"},
	{&BodyError{Problem: CutBody, Err: io.ErrUnexpectedEOF}, true, "cut short"},
	{&BodyError{Problem: TooLargeBody}, false, "too large"},
	{&OutcomeUnknownError{Op: "place call", Err: io.EOF}, false, "may or may not have been done"},
	{&ClosedError{}, false, "cancelled"},
	{context.Canceled, false, "cancelled"},
	{context.DeadlineExceeded, true, "in time"},
	{errors.New("never seen"), false, "unexpected"},
}

func TestEveryErrorHasWordsAndAVerdict(t *testing.T) {
	for _, test := range oneOfEach {
		err := fmt.Errorf("some call: %w", test.err)
		if got := Retryable(err); got != test.retryable {
			t.Errorf("%v: retryable %v", err, got)
		}
		text := Explain(err)
		if code, _ := Reason(err); !slices.Contains(Reasons(), code) || strings.ContainsAny(text, "{}") {
			t.Errorf("%v has the reason %q: %s", err, code, text)
		}
		if !strings.Contains(text, test.says) || strings.Count(text, ".")+strings.Count(text, ":") == 0 {
			t.Errorf("%v is explained as %q", err, text)
		}
		if test.err.Error() == "" {
			t.Errorf("%T has no text", test.err)
		}
	}
	if code, values := Reason(nil); code != "" || values != nil || Explain(nil) != "" || Retryable(nil) {
		t.Error("no error needs no words")
	}
}

// What wraps another error gives it away to errors.Is and errors.As.
func TestErrorsUnwrap(t *testing.T) {
	api := &APIError{Status: 401}
	for _, err := range []error{
		&SignInError{Reason: WrongPassword, Err: api}, &SecondFactorError{Err: api}, &RateLimitError{Err: api},
		&OutcomeUnknownError{Err: api}, &NetworkError{Err: api}, &TLSError{Err: api}, &BodyError{Err: api},
	} {
		if as[*APIError](t, err) != api {
			t.Errorf("%T hides its cause", err)
		}
	}
	if errors.Unwrap(&SignInError{Reason: SignedOut}) != nil {
		t.Error("a typed nil is unwrapped")
	}
}
