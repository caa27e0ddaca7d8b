// Package tray is the program's place in the system's tray: icon with badge, tooltip and menu, all of
// them a view of an inbox.Snapshot.
//
// What is shown is decided by pure functions (iconFor, tooltipFor, menuFor); what differs from what is
// shown already is sent to the system, nothing else. What the user chooses comes back as an Intent;
// the tray itself does nothing to the inbox.
//
// The tray library's state belongs to the whole process, so a process can have one Tray, running
// once. Run blocks, on the main goroutine where the system demands that (Windows, macOS). Show may be
// called from any goroutine, before, during and after Run.
package tray
