package session

import (
	"cmp"
	"errors"

	"istratray/app/inbox"
	"istratray/istraclient"
)

// ProblemOf says in the inbox's terms what an error of the platform means to the user.
func ProblemOf(err error) inbox.Problem {
	if err == nil {
		return inbox.Problem{Code: inbox.Unreachable, Message: "The platform closed the connection."}
	}
	p := inbox.Problem{Code: inbox.Unreachable, Message: istraclient.Explain(err)}
	var (
		signIn *istraclient.SignInError
		second *istraclient.SecondFactorError
		tls    *istraclient.TLSError
		proxy  *istraclient.ProxyError
		notAPI *istraclient.NotAPIError
		api    *istraclient.APIError
	)
	switch {
	case errors.As(err, &second):
		p.Code, p.Detail = inbox.SecondFactor, second.Channel
	case errors.As(err, &signIn):
		p.Code = signInProblem(signIn)
	case errors.As(err, &proxy):
		p.Code, p.Detail = inbox.ProxyProblem, cmp.Or(proxy.Host, proxy.Variable)
	case errors.As(err, &tls):
		p.Code, p.Detail = tlsProblem(tls), tls.Fingerprint
		p.Server, p.Certificate = tls.Host, tls.Certificate
	case errors.As(err, &notAPI):
		p.Code = inbox.NotThePlatform
	case errors.As(err, &api):
		p.Code = inbox.PlatformError
	}
	return p
}

func signInProblem(err *istraclient.SignInError) inbox.ProblemCode {
	switch err.Reason {
	case istraclient.Suspended, istraclient.Forbidden:
		return inbox.AccountSuspended
	case istraclient.WrongCode:
		return inbox.SecondFactor
	case istraclient.SignedOut:
		return inbox.Unreachable // by ourselves: nobody was refused
	default:
		return inbox.WrongPassword
	}
}

func tlsProblem(err *istraclient.TLSError) inbox.ProblemCode {
	switch {
	case err.Kind == istraclient.KeyChanged:
		return inbox.ChangedKey
	case err.Kind.Pinnable():
		return inbox.UnknownKey
	default:
		return inbox.BadCertificate
	}
}

// needsPerson says whether trying again without a person would be useless or harmful.
func needsPerson(code inbox.ProblemCode) bool {
	switch code {
	case inbox.WrongPassword, inbox.NoPassword, inbox.AccountSuspended, inbox.SecondFactor,
		inbox.UnknownKey, inbox.ChangedKey, inbox.KeyringProblem:
		return true
	default:
		return false
	}
}
