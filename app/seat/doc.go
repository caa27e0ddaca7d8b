// Package seat knows the desktop session around the program: whether its screen and its bus are still there,
// and when it is over. It starts nothing, and asks nobody more than once in a few seconds.
package seat
