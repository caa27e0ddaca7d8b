// Package window is the window process: it opens a Fyne window on the agent's snapshots, plays
// voicemails, and ends when it is closed. What is in the window is package frame's; this package
// joins it to the control socket, the player and the desktop.
//
// Run blocks on the main goroutine, as Fyne wants it. The goroutines it starts (following the
// agent, playing, the clock) are joined before it returns. The only import of Fyne's driver is here.
package window
