// Package settingspage is the page of the settings. A choice counts at once; there is no button to confirm
// it, but where the phone system has a say.
package settingspage
