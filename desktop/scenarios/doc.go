// Package scenarios are the stories of Istra Tray, played with the real program on a virtual desktop
// against the simulated platform: pointer, keyboard, tray, notifications, keyring, loudspeaker.
//
// They are tests behind the build tag "desktop"; `make scenarios` builds the program and runs them.
package scenarios
