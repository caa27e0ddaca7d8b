package istraclient

// Event is what Listen hands to its handler: Subscribed or CountersChanged.
type Event interface{ event() }

// Subscribed means that from now on changes are pushed. What happened before is not: read the lists.
type Subscribed struct{ Counters }

// CountersChanged is one push of the platform. It carries numbers only.
type CountersChanged struct{ Counters }

func (Subscribed) event()      {}
func (CountersChanged) event() {}
