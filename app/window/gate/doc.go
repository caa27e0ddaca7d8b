// Package gate is the sign-in and its questions: the form, whether a server's key is to be trusted, the
// second password, and another password for an account that is signed in.
package gate
