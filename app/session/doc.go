// Package session keeps the account in step with the platform: it signs in, holds the push stream,
// reads the lists when they can have changed, retries, and carries out what the user asks for. It is
// the sole owner of the inbox: one loop applies every event and publishes the snapshot that results.
//
// Run blocks and joins every goroutine it starts. All other methods may be called from any goroutine;
// those that act return when the platform has answered, and fail with ErrStopped once Run has ended.
//
// It leaves the password to its caller, the showing of notifications to Config.Announce and what errors say to a
// person to app/words (see ProblemOf).
package session
