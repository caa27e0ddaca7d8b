package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

const (
	fullMailbox = 5000
	bombSize    = 8 << 20

	// What a push may cost beside a full mailbox, on a platform that takes slowness for an answer.
	announceLimit = 500 * time.Millisecond
	requestLimit  = 6
	// What the agent may weigh at its heaviest while a bomb comes again and again.
	bombLimit = 60 // MB
)

// burden measures what a slow platform with a full mailbox costs, and one whose answers are bombs. It fails
// beyond the limits.
func burden(b *bench) {
	b.platform.Faults().Update(func(q *istratest.Quirks) { q.PageCap = 20 })
	b.platform.Together(func() {
		for i := range fullMailbox {
			b.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: fmt.Sprintf("Caller %d", i%400),
				RemoteNumber: fmt.Sprint(2000 + i%400),
				Read:         i%20 > 0, Time: time.Now().Add(time.Duration(i-fullMailbox) * time.Hour)})
		}
	})
	p := b.signIn()
	b.waitFor(`"id"`, fullMailbox)
	rig.Rest(b, 5*time.Second)
	longest, asked := b.fullMailbox()
	b.quit(p)
	peak := b.bombs()
	what := fmt.Sprintf("push to notification with %d voicemails, pages of 20, 50 ms a request: ", fullMailbox)
	table{
		{"", "measured", "limit"},
		{what + "longest of 10", tenths(longest), tenths(announceLimit)},
		{what + "requests before it, at most", strconv.Itoa(asked), strconv.Itoa(requestLimit)},
		{"peak RSS while both lists are 8 MiB of {},", fmt.Sprintf("%.1f MB", peak), fmt.Sprintf("%d MB", bombLimit)},
	}.print()
	if longest > announceLimit || asked > requestLimit || peak > bombLimit {
		b.Fatalf("beyond a limit")
	}
}

// waitFor waits until the list of voicemails is known to its end.
func (b *bench) waitFor(what string, times int) {
	rig.Eventually(b, 4*patience, "the mailbox has been read", func() error {
		if n := strings.Count(b.desk.Run(b.program, "list", "voicemails", "--json").Stdout(), what); n < times {
			return fmt.Errorf("%d of %d", n, times)
		}
		return nil
	})
}

// fullMailbox times announcements while each answer takes 50 ms, and counts the requests until then.
func (b *bench) fullMailbox() (longest time.Duration, most int) {
	b.platform.Faults().Add(istratest.Fault{Delay: 50 * time.Millisecond})
	for i := range 10 {
		rig.Rest(b, 3*time.Second)
		label, began := fmt.Sprintf("Visitor %d", i), time.Now()
		b.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: label, RemoteNumber: "200"})
		shown := b.desk.Notifications().Wait(label, patience).Posted
		asked := 0
		for _, r := range b.platform.Requests() {
			if r.Time.After(began) && r.Time.Before(shown) {
				asked++
			}
		}
		longest, most = max(longest, shown.Sub(began)), max(most, asked)
	}
	b.platform.Faults().Clear()
	return longest, most
}

// bombs has each list answered with objects of nothing for a minute, and gives the agent's peak of memory in MB.
func (b *bench) bombs() float64 {
	text := `{"items":[` + strings.Repeat(`{},`, bombSize/3) + `{}]}`
	b.platform.Faults().Add(istratest.Fault{Match: "v1/logs/Voicemail", Body: istratest.BodyRaw, Text: text},
		istratest.Fault{Match: "v1/logs/Phone", Body: istratest.BodyRaw, Text: text})
	p := b.startAgent()
	rig.Rest(b, time.Minute)
	peak := number(b, filepath.Join("/proc", strconv.Itoa(p.PID()), "status"), "VmHWM:") / 1024
	b.platform.Faults().Clear()
	b.quit(p)
	return peak
}
