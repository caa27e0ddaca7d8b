// Package istratest simulates the end-user API of an Istra 9.1 platform: sign-in, voicemails, call
// history, terminals, caller ID, counters and push, over real HTTPS and websocket, with state. Reading
// a voicemail moves the counters, moving counters pushes frames, sessions expire, and accounts are
// suspended after repeated wrong passwords.
//
// Unit tests, desktop scenarios, the built-in demo and the fake command use it. It is written from the
// description of the API alone and shares no code with the client, so that a misreading on one side is
// not mirrored on the other.
//
// Everything a real deployment may do differently is a switch in [Quirks]; everything that may go wrong
// is a [Fault]. Both are set through [Platform.Faults] and are plain data.
//
// All methods may be called from any goroutine, and from within a testing/synctest bubble when the
// platform was started there with a [Pipe]. [Platform.Close] waits for every goroutine of the platform.
package istratest
