// Package smalldisk lets tests fill a disk: the test binary runs once more, in a mount namespace of its own, where a
// folder is a few kilobytes large. It is not part of the program. Linux only.
package smalldisk
