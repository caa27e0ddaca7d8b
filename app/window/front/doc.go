// Package front brings a window of this process to the front, under X11 and Wayland. Both keep programs from raising
// their own windows, unless a token or a time proves that a person asked for it.
package front
