// Package access tells what a canvas shows as a tree of names, roles and states: what a screen reader
// says, and what a test finds things by. It knows Fyne's widgets and whatever else is a parts.Accessible,
// and no accessibility bus: that is package atspi's.
//
// A Scanner works on Fyne's goroutine. The Tree that it makes never changes afterwards and may be read
// anywhere; the functions in its nodes are called on Fyne's goroutine.
package access
