// Package xembed puts an icon into trays that know X11 only: those of tint2, trayer, polybar or i3bar, which show
// windows of other programs (the freedesktop.org system tray protocol, with XEmbed).
//
// A connection to the X server is held for as long as Run continues, and sleeps until something happens to the icon.
package xembed
