// Package settingspage is the page of the settings. A choice counts at once; only what the phone system has to accept
// has a button.
package settingspage
