package istraclient

import (
	"reflect"
	"testing"
	"time"

	"istratray/istraclient/istratest"
)

// Whatever a deployment does differently, one at a time or all at once, every resource works.
func TestEveryHabitOfAPlatform(t *testing.T) {
	var habits istratest.Quirks
	all := reflect.ValueOf(&habits).Elem()
	try := func(name string, quirks istratest.Quirks) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := startPlatform(t, istratest.Options{Voicemails: []istratest.Voicemail{annas},
				Calls: []istratest.Call{{Missed: true}}})
			p.Faults().Set(quirks)
			walkThrough(t, newClient(t, p), p)
		})
	}
	for i := range all.NumField() {
		name := all.Type().Field(i).Name
		if name == "OldTLS" || all.Field(i).Kind() != reflect.Bool {
			continue
		}
		one := istratest.Quirks{}
		reflect.ValueOf(&one).Elem().Field(i).SetBool(true)
		all.Field(i).SetBool(true)
		try(name, one)
	}
	habits.ShortURIs = false // without a restUri nobody could know of it
	habits.PingFrames, habits.TimeoutFrame = time.Second, 3*time.Second
	for _, encoding := range []string{"gzip", "deflate", "raw-deflate", "identity"} {
		habits.Encoding = encoding
		try("all, "+encoding, habits)
	}
}
