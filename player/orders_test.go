package player

import (
	"testing"
	"time"
)

func TestOnlyTheLastOrderOfAKindCounts(t *testing.T) {
	p := New(Options{})
	for name, test := range map[string]struct {
		give func()
		ok   func(orders) bool
	}{
		"nothing": {func() {}, func(o orders) bool { return o == orders{} }},
		"seek after play": {func() { p.Play("a", nil, 0); p.Seek(5) },
			func(o orders) bool { return o.play.id == "a" && *o.seek == 5 }},
		"play after seek": {func() { p.Seek(5); p.Pause(); p.Play("a", nil, 0) },
			func(o orders) bool { return o.seek == nil && o.paused == nil }},
		"play after play": {func() { p.Play("a", nil, 0); p.Play("b", nil, 0) },
			func(o orders) bool { return o.play.id == "b" }},
		"stop after play": {func() { p.Play("a", nil, 0); p.Stop() },
			func(o orders) bool { return o.play == nil && o.stop }},
		"play after stop": {func() { p.Stop(); p.Play("a", nil, 0) },
			func(o orders) bool { return o.play != nil && !o.stop }},
		"resume after pause": {func() { p.Pause(); p.Resume() }, func(o orders) bool { return !*o.paused }},
		"speed twice": {func() { p.SetSpeed(2); p.SetSpeed(1.5) },
			func(o orders) bool { return *o.speed == 1.5 }},
		"settings survive play": {func() {
			p.SetVolume(0.5)
			p.SetDevice("x")
			p.SetSkipSilence(true)
			p.Play("a", nil,
				0)
		}, func(o orders) bool { return *o.volume == 0.5 && *o.device == "x" && *o.skip }},
		"out of bounds": {func() { p.SetSpeed(0); p.SetVolume(7); p.Seek(-time.Hour) },
			func(o orders) bool { return *o.speed == 0.5 && *o.volume == 1 && *o.seek == 0 }},
	} {
		t.Run(name, func(t *testing.T) {
			test.give()
			if o := p.box.take(); !test.ok(o) {
				t.Errorf("%+v", o)
			}
			if o := p.box.take(); o != (orders{}) {
				t.Errorf("taken twice: %+v", o)
			}
		})
	}
}

func TestOrderOfFormats(t *testing.T) {
	for _, test := range []struct {
		preferred []Format
		first     Format
	}{
		{nil, Ogg}, {[]Format{AU}, AU}, {[]Format{AU, AU, Ogg}, AU}, {[]Format{"mp3", AU}, AU},
	} {
		formats := order(test.preferred)
		if formats[0] != test.first || len(formats) < 2 || len(formats) > 4 {
			t.Errorf("%v becomes %v", test.preferred, formats)
		}
	}
}
