// Package autostart has the program started when the user signs in to the computer: hidden, for one
// profile. The system's own place is the only truth, so that what its settings show and what ours
// show never differ: an XDG autostart file, the Run key on Windows, a LaunchAgent on macOS.
//
// It starts no goroutine and keeps no state. An agent started this way may come up before the tray or the network:
// the agent has to cope with that, not this package.
package autostart
