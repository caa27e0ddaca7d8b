// Package view is what the window shows: it renders snapshots and turns clicks and keys into intents
// for the agent. It holds nothing that would be missed when the window closes.
//
// A UI is touched only on Fyne's goroutine. Requests to the agent run on goroutines of the UI's own;
// their results come back through Options.Post, and Wait joins them. Time comes from Options.Now
// and moves on with Tick. The package opens no window and makes no sound: app/window does.
package view
