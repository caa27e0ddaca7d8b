// Package istraclient speaks the end-user API of an Istra 9.1 phone platform: voicemails, call
// history, click-to-call, caller id and the push stream of counters. It knows nothing of any screen.
//
// A [Client] is one account on one platform. It finds the API root behind what a user typed, signs in
// when a request needs it, keeps the session's cookie and token, and repeats a request once after the
// session has expired, unless the first attempt may have had its effect. It sends the password, the
// cookie and the token to no origin but the platform's own, follows no redirect, and tries a refused
// password never again.
//
// # Goroutines
//
// All methods may be called from any goroutine and block until they are done, their context ends or
// the client is closed. The only goroutine that can outlive a call is a sign-in that several callers
// share; [Client.Close] joins it. [Client.Listen] ends its own before it returns.
//
// # The session
//
// Requests need a session, and nothing else: [Client.SignIn] once, or the first request, opens it, and they all work
// without a push stream. [Client.Listen] runs beside them. A session is over only when the platform refuses (401, or
// 403 that a newer token doesn't cure) a request and then also those that every user may make; the next request then
// signs in again, shared by all who wait. A refusal of one resource, a 5xx, a 429, a web page and a missing push stream
// cost no sign-in. Sessions that answer nothing are opened at most twice an hour, short-lived ones six times; after
// that requests fail with a [SessionEndedError] whose Until says when the next sign-in is due. An old session is logged
// out before a new one is opened or, if that fails, as soon as the new one works.
//
// # Connections
//
// Requests and push stream go by the proxy that HTTPS_PROXY or ALL_PROXY names (http, https, socks5, socks5h), else by
// those that [Options].SystemProxies finds, unless NO_PROXY excepts the host; what a proxy does wrong is a
// [ProxyError]. Above it is TLS 1.2 or later, verified by authorities or by [Options].PinnedKey before anything is
// sent. A [TLSError] says what was wrong, and with which certificate; where Kind.Pinnable is true, a person who has
// compared it may pin its key. Negative serial numbers, which some servers' own certificates have, need the setting
// x509negativeserial=1 in GODEBUG or go.mod.
//
// # Errors
//
// Every failure is one of the package's error types, found with [errors.As]. These predicates sum them up:
//
//   - [NeedsPerson]: the API has refused the password, or asks for a code.
//   - [Transient]: an outage that can pass by itself, for an account that was online before: also a foreign
//     certificate, a portal's page, a proxy's refusal.
//   - [Retryable]: the same request may succeed later; narrower than Transient.
//   - [RetryAt], [RetryAfter]: when to ask again at the earliest.
//   - [SessionEnded]: the platform has ended the session.
//
// Listen ends with a [PushError] where the upgrade, the listener or the subscription is refused, hangs or breaks (Stage
// says which), with a [SessionEndedError] when the session is over, and with a [NetworkError] when a stream that was
// subscribed is lost. [Client.GetCounters] is the cheap question to poll, and to look whether the session continues.
//
// [Explain] says an error to a person. No error and no log line carries a password, a cookie or a token.
//
// # What it leaves to others
//
// It does not retry on its own, does not reconnect a broken push stream, and does not sort: the
// platform doesn't promise an order of its lists.
package istraclient
