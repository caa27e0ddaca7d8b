// Package desk is what every page of the window may ask: the agent and its latest snapshot, the player,
// the settings, what the window remembers, the index of the lists, how numbers are read and called, the
// time, messages and questions, and the way to another page. It knows no page: what is around them is
// asked through Frame.
//
// A Desk is touched only on Fyne's goroutine. Requests to the agent run on goroutines of its own; their
// results come back through Options.Post, and Wait joins them. Time comes from Options.Now. The package
// opens no window and makes no sound: app/window does.
package desk
