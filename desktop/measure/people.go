package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

const (
	acquainted  = 10_000 // people in the address book
	strangers   = 60     // arrivals that are timed with and without it
	betweenThem = 1100 * time.Millisecond
)

// people measures what an address book of ten thousand costs: memory at rest, and the time to a notification.
func people(b *bench) {
	b.quit(b.signIn())
	without, p := b.acquaintance()
	b.quit(p)
	b.befriend(b.startAgent())
	with, p := b.acquaintance()
	b.quit(p)
	t := table{{"", "without", fmt.Sprintf("with %d people", acquainted)}}
	for i := range without {
		t = append(t, []string{without[i][0], without[i][1], with[i][1]})
	}
	t.print()
}

// befriend adds the address book, and ends the agent.
func (b *bench) befriend(p *rig.Process) {
	var cards strings.Builder
	for i := range acquainted {
		fmt.Fprintf(&cards, "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u%[1]d\r\nN:Person;%[1]d;;;\r\nFN:Person "+
			"%[1]d\r\nORG:Firm %[2]d\r\n"+
			"TEL;TYPE=WORK:+49 7231 %[3]d\r\nTEL;TYPE=CELL:0171 %[4]d\r\nEND:VCARD\r\n", i, i%500,
			200_000+i, 1_000_000+i)
	}
	file := filepath.Join(b.desk.Getenv("HOME"), "people.vcf")
	if err := os.WriteFile(file, []byte(cards.String()), 0o600); err != nil {
		b.Fatalf("%v", err)
	}
	began := time.Now()
	if added := b.desk.Run(b.program, "contacts", "add", "vcard", file, "--name", "Many"); added.ExitCode() != 0 {
		b.Fatalf("contacts add: %s", added.Stderr())
	}
	fmt.Printf("The vCards were read in %d ms.\n\n", time.Since(began).Milliseconds())
	b.quit(p)
}

// acquaintance is a start of the agent: its memory at rest, then missed calls of people in the book.
func (b *bench) acquaintance() (table, *rig.Process) {
	p := b.startAgent()
	rig.Rest(b, quiet)
	at := usageOf(b, p.PID())
	t := table{{"memory: RSS", fmt.Sprintf("%.1f MB", at.rss)},
		{"memory: anonymous", fmt.Sprintf("%.1f MB", at.anonymous)}}
	var took []time.Duration
	for i := range strangers {
		rig.Rest(b, betweenThem)
		shown := len(b.desk.Notifications().All())
		began := time.Now()
		b.platform.AddCall(istratest.Call{RemoteLabel: fmt.Sprint("+4972312", i),
			RemoteNumber: fmt.Sprint("+497231", 200_000+i*100),
			RemoteType:   "EXTERNAL_NUMBER", Incoming: true, Missed: true, Ring: 9 * time.Second, Time: time.Now()})
		rig.Eventually(b, patience, "a notification", func() error {
			if all := b.desk.Notifications().All(); len(all) > shown {
				took = append(took, all[shown].Posted.Sub(began))
				return nil
			}
			return fmt.Errorf("none yet")
		})
	}
	return append(t, []string{"push to notification, median", tenths(percentile(took, 50))},
		[]string{"push to notification, 90th of 100", tenths(percentile(took, 90))}), p
}
