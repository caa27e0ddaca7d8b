package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

const (
	acquainted  = 10_000 // people in the address book
	strangers   = 50     // arrivals that are timed with and without it
	apart       = 100    // people from one that calls to the next
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
	photo := portrait(b)
	for i := range acquainted {
		picture := ""
		if i%(2*apart) == 0 {
			picture = "PHOTO;ENCODING=b;TYPE=JPEG:" + photo + "\r\n"
		}
		fmt.Fprintf(&cards, "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u%[1]d\r\nN:Person;%[1]d;;;\r\nFN:Person "+
			"%[1]d\r\nORG:Firm %[2]d\r\n"+
			"TEL;TYPE=WORK:+49 7231 %[3]d\r\nTEL;TYPE=CELL:0171 %[4]d\r\n%[5]sEND:VCARD\r\n", i, i%500,
			200_000+i, 1_000_000+i, picture)
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
	var took [2][]time.Duration // with a picture where there are people, and without one
	for i := range strangers {
		rig.Rest(b, betweenThem)
		shown := len(b.desk.Notifications().All())
		began := time.Now()
		id := b.platform.AddCall(istratest.Call{RemoteLabel: fmt.Sprint("+4972312", i),
			RemoteNumber: fmt.Sprint("+497231", 200_000+i*apart),
			RemoteType:   "EXTERNAL_NUMBER", Incoming: true, Missed: true, Ring: 9 * time.Second, Time: time.Now()})
		rig.Eventually(b, patience, "a notification", func() error {
			if all := b.desk.Notifications().All(); len(all) > shown {
				took[i%2] = append(took[i%2], all[shown].Posted.Sub(began))
				return nil
			}
			return fmt.Errorf("none yet")
		})
		b.platform.DeleteCall(id) // so that all lists are equally long
	}
	all := slices.Concat(took[:]...)
	return append(t, []string{"push to notification, median", tenths(percentile(all, 50))},
		[]string{"… of callers with a picture", tenths(percentile(took[0], 50))},
		[]string{"… of callers without", tenths(percentile(took[1], 50))},
		[]string{"push to notification, 90th of 100", tenths(percentile(all, 90))}), p
}

// portrait is a photograph of 256 pixels a side, in base64.
func portrait(b *bench) string {
	const edge = 256
	m := image.NewRGBA(image.Rect(0, 0, edge, edge))
	for i := range m.Pix {
		m.Pix[i] = byte(i*i>>7) | 3 // no plain surface
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, nil); err != nil {
		b.Fatalf("%v", err)
	}
	return base64.StdEncoding.EncodeToString(out.Bytes())
}
