package istraclient

import (
	"testing"
	"testing/synctest"
	"time"

	"istratray/istraclient/istratest"
)

// What is ill is one resource, and nobody needs it to sign in.
func TestASignInDoesWithoutTheUserOrTheCounters(t *testing.T) {
	for name, fault := range map[string]istratest.Fault{
		"500": {Status: 500, Body: istratest.BodyEmpty}, "503": {Status: 503, Body: istratest.BodyHTML},
		"silence": {Hang: true}, "nothing": {Drop: true},
	} {
		for _, fault.Match = range []string{"v1/user/Info", "v1/logs/Notifications"} {
			t.Run(name+" "+fault.Match, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					pipe := istratest.NewPipe()
					p := startPlatform(t, istratest.Options{Listener: pipe})
					p.Faults().Add(fault)
					c := newClient(t, p, func(o *Options) { o.DialContext = pipe.Dial })
					start := time.Now()
					if err := c.Knock(t.Context()); err != nil {
						t.Fatal(err)
					}
					if err := c.SignIn(t.Context()); err != nil {
						t.Fatal(err)
					}
					if took := time.Since(start); took > 7*time.Second {
						t.Errorf("took %v", took)
					}
				})
			})
		}
	}
}
