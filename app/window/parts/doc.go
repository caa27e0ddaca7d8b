// Package parts holds the widgets that the pages are put together from: texts that end in an
// ellipsis, buttons, the virtual list, the seek bar, the snackbar. A part knows no model and no
// agent; it shows what it was given and calls back what was done to it.
//
// Parts are touched only on Fyne's goroutine, and call back on it.
package parts
