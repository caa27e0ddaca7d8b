// Command poke does to the program what Windows and its user do, for tests under Wine. It prints what came of it, and
// ends with 1 where there is no such window or object.
//
//	poke end|cancel|close     the session ends, or goes on after all, or another program closes ours
//	poke update               the Restart Manager ends it, before its files are replaced
//	poke console PROGRAM ...  starts it in a console and closes that
//	poke times N PROGRAM ...  starts it and ends it N times
//
// What ends the program fails where that takes more than two seconds, or is no good order: an exit code other than 0.
//
//	poke pipe                 waits until the program can be asked for something
//	poke taskbar              there is a new taskbar
//	poke icon                 0 when the shell has the icon
//	poke click CLASS TEXT     a toast is chosen: Windows calls CLASS, a {GUID}, with TEXT
//	poke screenreader         how the window answers a screen reader
package main
