// Package seat knows the desktop session around the program: whether its screen and its bus are still there,
// and when it is over. It starts no process, and queries each service at most once in a few seconds.
package seat
