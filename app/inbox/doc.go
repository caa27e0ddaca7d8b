// Package inbox is the model: what the user has (voicemails, calls, counts), what of it has been
// announced, and what is being changed. Apply is a pure function from a state, a time and an event
// to a new state and the effects to carry out; every rule about badges, seen marks, duplicates and
// digests is here, and nowhere else.
//
// There is no clock, network, file or goroutine in it. A State belongs to one goroutine (the session's
// loop); the Snapshot made from it is immutable and may be read by any.
package inbox
