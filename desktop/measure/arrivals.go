package main

import (
	"fmt"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// arrivals times voicemails from the moment the platform has them, before it pushes, until the
// notification daemon and the panel know. Each is deleted again on the platform, so that the next one
// changes the icon too. They come apart by a pause of a second at least: what comes faster would wait
// for that long, and be announced as a summary.
func (b *bench) arrivals(when string, events int, pause time.Duration) table {
	icons := b.desk.Heard(rig.NewIcon)
	var shown, drawn []time.Duration
	for i := range events {
		rig.Rest(b, pause/2)
		drain(icons)
		began := time.Now()
		label := fmt.Sprintf("Visitor %d of %d", i, events)
		id := b.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: label, RemoteNumber: "200"})
		rig.Rest(b, pause/2)
		drawn = append(drawn, b.next(icons).Sub(began))
		shown = append(shown, b.desk.Notifications().Wait(label, patience).Posted.Sub(began))
		b.platform.DeleteVoicemail(id)
	}
	return table{spread("to the notification"+when, shown), spread("to the new icon"+when, drawn)}
}

func spread(what string, took []time.Duration) []string {
	return []string{what, tenths(percentile(took, 50)), tenths(percentile(took, 99)), tenths(percentile(took, 100)),
		fmt.Sprint(len(took))}
}
