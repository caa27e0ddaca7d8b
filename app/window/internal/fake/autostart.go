package fake

// Autostart never starts anything at login, and takes any wish.
type Autostart struct{}

// Enabled is part of desk.Autostart.
func (Autostart) Enabled() (bool, error) { return false, nil }

// Set is part of desk.Autostart.
func (Autostart) Set(bool) error { return nil }
