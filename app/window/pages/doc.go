// Package pages are the places of the window that are lists: voicemail, calls, callers to call back, and
// the dial page. Each is a listPage, which has what they share (search, chips, selection, list and pane),
// and beside it a pane for what is chosen. They ask the desk for all else, and know nothing of what is
// around them.
package pages
