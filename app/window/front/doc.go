// Package front brings a window of this process to the front, in the words of X11 and of Wayland. Both systems
// keep programs from pushing themselves forward: a window comes where the person who asked for it is shown to
// have done so, by a token or a time.
package front
