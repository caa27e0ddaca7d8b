// Package tray is the program's place in the system's tray: icon with badge, tooltip and menu, all of
// them a view of an inbox.Snapshot.
//
// What is shown is decided by pure functions (iconFor, tooltipFor, menuFor); what differs from what is
// shown already is sent to the system, nothing else. What the user chooses comes back as an Intent;
// the tray itself does nothing to the inbox.
//
// Run blocks and owns everything, on the main goroutine where the system demands that (Windows,
// macOS). Show and Refresh may be called from any goroutine, before, during and after Run.
//
// On Windows and macOS the tray is that of fyne.io/systray, whose state belongs to the whole process:
// a process can have one Tray there, running once. On Linux it is a StatusNotifierItem of our own on a
// private bus connection. The library would send one size of the icon, to be scaled by the panel,
// would signal every line of the menu apart, and would share its connection with the keyring library,
// where the answer to a keyring's question ends its watch for a restarting panel.
package tray
