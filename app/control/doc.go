// Package control is the agent's local socket: its server, its client and the types on the wire.
//
// It speaks plain HTTP over a Unix socket (on Windows over a named pipe), so that curl is its debugger; endpoints.go
// lists what can be asked. Only processes of the same user are let in, and a client talks to an agent of the same
// user only. Listen also ensures a single instance: at most one agent per socket.
//
// Goroutines: Server.Serve blocks until its context ends and returns when every stream has been
// told so and every handler has returned or been cut off. A Client starts none that outlive its
// calls, apart from idle connections (Client.Close). Every method is safe from any goroutine.
//
// What a request means is up to the Backend.
package control
