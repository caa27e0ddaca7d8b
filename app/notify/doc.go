// Package notify shows desktop notifications: posts them, replaces and withdraws them by key, and
// tells which action the user chose.
//
// What may be announced, and when, is decided elsewhere; this package shows what it is given. Texts
// come from strangers, so it makes them harmless for each outlet (see plain.go).
//
// A Notifier's methods may be called from any goroutine. Each waits at most five seconds, whatever
// the desktop does: a service that is absent, comes late, restarts or hangs costs an error, never a
// blocked program. Run owns everything else and returns when its context ends.
//
// On Linux it speaks the desktop's notification protocol over a D-Bus connection of its own. On Windows it shows
// toasts through WinRT, and is the COM server that Windows calls, or starts, when one is chosen. On macOS it goes
// through beeep, which knows neither actions nor withdrawal.
package notify
