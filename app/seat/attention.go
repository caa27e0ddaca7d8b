package seat

// Attention is whether someone is there to read what pops up.
type Attention struct {
	Locked       bool // the screen of the session is locked: strangers may read along
	DoNotDisturb bool // the desktop was told to keep notifications back
}
