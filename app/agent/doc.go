// Package agent is the resident process: it builds the session, the tray, the notifications, the
// control socket and the keyring, connects them, and routes what the user asks for. It decides
// nothing about lists or badges (app/inbox) and knows neither frames nor widgets.
//
// Run blocks on the calling goroutine, which must be the main one on macOS and Windows (the tray
// needs it), and joins everything it has started before it returns.
package agent
