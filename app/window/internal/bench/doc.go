// Package bench is a window under test: a frame with an agent and a player made of memory, a clock of its
// own, and hands and eyes to use it with. Tests of every room of the window share it.
package bench
