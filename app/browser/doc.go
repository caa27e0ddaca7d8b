// Package browser opens a web page in the user's browser. What is opened is an address with https or http,
// and never goes through a shell. It starts no goroutine and has no state.
package browser
