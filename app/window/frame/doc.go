// Package frame is what is around the pages: navigation, banners, player bar, messages and keys, in three shapes for
// windows of any width. A Frame is all that the window shows; it renders snapshots and passes clicks and keys on to
// the page in view.
//
// A Frame is touched only on Fyne's goroutine. Time moves on with Tick.
package frame
