package seat

// Attention is whether a person is there to read notifications.
type Attention struct {
	Locked       bool // the screen of the session is locked: strangers may read what is on it
	DoNotDisturb bool // the desktop was told to keep notifications back
}
