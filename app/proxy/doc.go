// Package proxy asks the system for the proxies that its user has set: on Windows the settings that browsers follow,
// with automatic detection and proxy scripts (PAC), on Linux the desktop's portal where it runs already. On macOS it
// knows none.
//
// What the environment says (HTTPS_PROXY, …) is left to whoever connects, and comes first.
package proxy
