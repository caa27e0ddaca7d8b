// Package archive makes the call history of many years, and lays it where the agent keeps what it has
// read. An agent reads only the newest calls of a platform at a start and keeps what it ever read: getting
// to a hundred thousand of them the usual way takes years.
package archive

import (
	"errors"
	"fmt"
	"time"

	"istratray/app/inbox"
	"istratray/app/store"
	"istratray/istraclient"
	"istratray/istraclient/istratest"
)

var (
	given = []string{"Anna", "Tom", "Maria", "David", "Sofia", "Jonas", "Clara", "Peter", "Nina", "Oscar", "Laura",
		"Martin", "Elena", "Hugo", "Julia", "Simon", "Alice", "Victor", "Emma", "Felix"}
	family = []string{"Becker", "Moreau", "Rossi", "Novak", "Keller", "Okafor", "Lindqvist", "Garcia", "Dubois",
		"Romano", "Schmidt", "Tanaka", "Jensen", "Weber", "Costa", "Murphy", "Laurent", "Fischer", "Santos", "Berg"}
)

// Calls are n calls of 400 people, oldest first, 40 minutes apart, of which the last one ended an hour
// before now. A third of them were placed, a sixth missed, and looked at since.
func Calls(n int, now time.Time) []istratest.Call {
	calls := make([]istratest.Call, n)
	for i := range calls {
		who := (i*7 + i/11) % (len(given) * len(family))
		calls[i] = istratest.Call{
			RemoteLabel:  given[who%len(given)] + " " + family[who/len(given)],
			RemoteNumber: fmt.Sprintf("+49723155%04d", 1000+who),
			Incoming:     i%3 > 0, Missed: i%6 == 1, Seen: true,
			Ring: time.Duration(3+i%37) * time.Second, Talk: time.Duration(20+i%900) * time.Second,
			Time: now.Add(-time.Hour - time.Duration(n-1-i)*40*time.Minute),
		}
		if calls[i].Missed {
			calls[i].Talk = 0
		}
	}
	return calls
}

// Keep writes a platform's calls into the store file, as if the agent of its account had read them all.
func Keep(file string, p *istratest.Platform) error {
	s, err := store.Open(file)
	if err != nil {
		return err
	}
	var rows []inbox.Call
	for _, c := range p.State().Calls {
		rows = append(rows, row(c))
	}
	account := p.Login() + "@" + istraclient.HostOf(p.URL())
	return errors.Join(s.PutCalls(account, rows, nil), s.Close())
}

// row is a call as it arrives in the agent: the platform doesn't send numbers of calls, only how to
// call back.
func row(c istratest.Call) inbox.Call {
	r := inbox.Call{
		ID: c.ID, URI: "v1/logs/Phone/bean/" + c.ID, Label: c.RemoteLabel, Callback: c.CallbackNumber,
		Time: time.Unix(c.Time.Unix(), 0), Seconds: int(c.Talk.Seconds()), Rang: int(c.Ring.Seconds()),
		Direction: inbox.Out, Missed: c.Missed, Kind: c.RemoteType,
	}
	if c.Incoming {
		r.Direction = inbox.In
	}
	return r
}
