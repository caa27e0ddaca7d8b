package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// pair measures the program beside others, such as an older version: each on a desktop and a platform of its own, all
// in turn, so that what else the machine does falls on all of them.
func pair(b *bench) {
	b.name = "this"
	sides := append([]*bench{b}, b.others()...)
	head := []string{"median"}
	for _, s := range sides {
		head = append(head, s.name)
		s.visitors()
		s.fillCache()
	}
	for _, s := range sides[1:] {
		head = append(head, "to "+s.name)
	}
	t := table{head, inTurn(b, "start to tray icon, ms", sides, (*bench).startToIcon)}
	agents, trays := map[*bench]*rig.Process{}, map[*bench]*rig.TrayItem{}
	for _, s := range sides {
		agents[s], trays[s] = s.startAgent(), s.desk.WaitTray("istratray", patience)
	}
	rig.Rest(b, quiet+b.idle)
	for _, m := range memories {
		t = append(t, compared("agent at rest, MB: "+m.what, each(sides, func(s *bench) float64 {
			return m.of(usageOf(b, agents[s].PID()))
		})))
	}
	open := map[*bench][]usage{}
	t = append(t, inTurn(b, "click to list, ms", sides, func(s *bench) float64 {
		took, used := s.opens(agents[s], trays[s])
		open[s] = append(open[s], used)
		return millis(took)
	}))
	for _, m := range memories {
		t = append(t, compared("window just opened, MB: "+m.what, each(sides, func(s *bench) float64 {
			return middle(each(open[s], m.of))
		})))
	}
	t.print()
}

// memories are what is told of a process's memory.
var memories = []struct {
	what string
	of   func(usage) float64
}{{"RSS", func(u usage) float64 { return u.rss }}, {"anonymous", func(u usage) float64 { return u.anonymous }}}

// others are benches for the programs to compare with, separated by commas.
func (b *bench) others() (all []*bench) {
	for _, program := range strings.FieldsFunc(b.beside, func(r rune) bool { return r == ',' }) {
		other := *b
		other.program, other.name = program, filepath.Base(filepath.Dir(program))
		other.begin(b.T, false)
		all = append(all, &other)
	}
	return all
}

// startToIcon is one start's time up to the icon.
func (b *bench) startToIcon() float64 {
	entered := b.desk.Heard(rig.ItemRegistered)
	drain(entered)
	began := time.Now()
	p := b.desk.Spawn(b.program, "--hidden")
	took := b.next(entered).Sub(began)
	rig.Rest(b, time.Second)
	p.Signal(syscall.SIGTERM)
	p.Wait(patience)
	return millis(took)
}

// inTurn measures all sides one after the other, again and again, and gives their medians as a row.
func inTurn(b *bench, what string, sides []*bench, measure func(*bench) float64) []string {
	all := make([][]float64, len(sides))
	for range b.times {
		for i, s := range sides {
			all[i] = append(all[i], measure(s))
		}
	}
	return compared(what, each(all, middle))
}

// compared is a row with what was measured, and the ratio of the first to each other one.
func compared(what string, all []float64) []string {
	row := []string{what}
	for _, v := range all {
		row = append(row, fmt.Sprintf("%.1f", v))
	}
	for _, v := range all[1:] {
		row = append(row, fmt.Sprintf("%.2f", all[0]/v))
	}
	return row
}

func each[T, R any](all []T, of func(T) R) (results []R) {
	for _, one := range all {
		results = append(results, of(one))
	}
	return results
}

// visitors are the messages in the window's list.
func (b *bench) visitors() {
	for i := range 20 {
		b.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: fmt.Sprintf("Visitor %d", i), RemoteNumber: "200"})
	}
}
