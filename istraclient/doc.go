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
// # Errors
//
// Every failure is one of the package's error types, found with [errors.As]; [Retryable] and
// [RetryAfter] say whether and when to try again, [Explain] says it to a person. No error and no log
// line carries a password, a cookie or a token.
//
// # What it leaves to others
//
// It does not retry on its own, does not reconnect a broken push stream, and does not sort: the
// platform doesn't promise an order of its lists.
package istraclient
