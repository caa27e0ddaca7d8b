package session

import (
	"cmp"
	"errors"

	"istratray/app/inbox"
	"istratray/app/words"
	"istratray/istraclient"
)

// ProblemOf says in the inbox's terms what an error of the platform means to the user.
func ProblemOf(err error) inbox.Problem {
	if err == nil {
		return problem(inbox.Unreachable, words.New("connection-closed"))
	}
	p := problem(inbox.Unreachable, platformReason(err))
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

// problem is one of app/words in the inbox's terms.
func problem(code inbox.ProblemCode, p words.Problem) inbox.Problem {
	n := noticed(p)
	return inbox.Problem{Code: code, Message: n.Text, Reason: n.Reason}
}

func noticed(p words.Problem) inbox.Noticed {
	return inbox.Noticed{Text: words.English(p), Reason: inbox.Reason{Reason: p.Code, Values: inbox.ValuesOf(p.Values)}}
}

func platformReason(err error) words.Problem {
	code, values := istraclient.Reason(err)
	return words.Problem{Code: code, Values: values}
}

// OfflineReason says why something is not possible without a connection.
func OfflineReason(err *OfflineError) words.Problem {
	why := err.Problem.Reason
	if why.Reason == "" {
		return words.New("not-connected")
	}
	return words.Problem{Code: why.Reason, Values: why.Values.Map()}.Behind("offline")
}

// notice says what was not done, and why.
func notice(what string, err error) inbox.Noticed { return noticed(reasonOf(err).Behind(what)) }

// reasonOf is platformReason for what the session refuses itself as well.
func reasonOf(err error) words.Problem {
	var offline *OfflineError
	switch {
	case errors.As(err, &offline):
		return OfflineReason(offline)
	case errors.Is(err, ErrSignedOut):
		return words.New(string(istraclient.SignedOut))
	}
	return platformReason(err)
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

// needsPerson reports whether trying again without a person would be useless or harmful.
func needsPerson(code inbox.ProblemCode) bool {
	switch code {
	case inbox.WrongPassword, inbox.NoPassword, inbox.AccountSuspended, inbox.SecondFactor,
		inbox.UnknownKey, inbox.ChangedKey, inbox.KeyringProblem:
		return true
	default:
		return false
	}
}
