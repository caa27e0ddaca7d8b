// Package support packs what helps to find a fault into one file that a user may send to a
// stranger: version and system, state, settings, logs, the report of the last crash.
//
// The settings are told by name, one at a time: a new one is left out until someone decides that it is harmless.
// Texts (logs, crash reports, messages) go through a redactor as a second safety net; the first is that nobody logs a
// secret. No goroutine is started, nothing is sent anywhere.
package support
