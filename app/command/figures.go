package command

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"istratray/app/control"
	"istratray/app/figures"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/settings"
	"istratray/app/zone"
)

// showFigures counts the user's own log. Nothing of it leaves the computer.
func showFigures(ctx context.Context, c *call) error {
	from, to, err := c.days()
	if err != nil {
		return err
	}
	calls, err := c.client.Calls(ctx, false)
	if err != nil {
		return err
	}
	voicemails, err := c.client.Voicemails(ctx, false)
	if err != nil {
		return err
	}
	snapshot, err := c.snapshot(ctx)
	if err != nil {
		return err
	}
	prefs, err := c.client.Settings(ctx)
	if err != nil {
		return err
	}
	options := figureOptions(snapshot, prefs, calls)
	f := figures.Of(within(calls, from, to), within(voicemails, from, to), options)
	if c.has("json") {
		return writeJSON(c.Stdout, f)
	}
	return writeTable(c.Stdout, c.figureRows(f))
}

func figureOptions(s inbox.Snapshot, prefs settings.Settings, calls []inbox.Call) figures.Options {
	book := numbers.NewBook(numbers.CountryFor(prefs.Country, s.CallerID.Number, ""))
	for i := range calls {
		book.Learn(calls[i].Callback, calls[i].Number)
	}
	o := figures.Options{Caller: book.Key, Done: map[string]time.Time{}, Zone: zone.Local(), Now: time.Now()}
	for _, f := range s.FollowUps {
		key := book.Key(f.Number)
		if f.Remind.IsZero() && f.Done.After(o.Done[key]) {
			o.Done[key] = f.Done
		}
	}
	return o
}

// snapshot is the newest one, without its lists.
func (c *call) snapshot(ctx context.Context) (inbox.Snapshot, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var first inbox.Snapshot
	err := c.client.Watch(ctx, control.WatchOptions{}, func(s inbox.Snapshot) {
		if first.Seq == 0 {
			first = s
		}
		cancel()
	}, nil)
	if first.Seq != 0 {
		return first, nil
	}
	return first, err
}

// figureRows are the figures for people.
func (c *call) figureRows(f figures.Figures) [][]string {
	w := c.said()
	rows := [][]string{
		{w.Say("incoming calls"), w.Say("{{.count}}, {{.missed}} of them missed", "count", f.Incoming,
			"missed", f.Missed)},
		{w.Say("outgoing calls"), strconv.Itoa(f.Outgoing)},
		{w.Say("voicemails"), strconv.Itoa(f.Voicemails)},
	}
	if len(f.Busiest) > 0 {
		rows = append(rows, []string{w.Say("busiest hours"), c.busiest(f)})
	}
	if f.MedianCallBack != nil {
		within := c.span(time.Duration(*f.MedianCallBack) * time.Second)
		rows = append(rows, []string{w.Say("called back"),
			w.Count(f.CalledBack, "{{.count}} times, half of them within {{.time}}", "time", within)})
	}
	if f.OldestOpen != nil {
		rows = append(rows, []string{w.Say("waits longest"), c.oldest(*f.OldestOpen)})
	}
	return rows
}

func (c *call) oldest(o figures.Open) string {
	who, since, id := oneLine(cmp.Or(o.Name, o.Number)), when(o.Time), oneLine(o.ID)
	if o.Kind == inbox.VoicemailItem {
		return c.said().Say("{{.who}} since {{.time}} (voicemail {{.id}})", "who", who, "time", since, "id", id)
	}
	return c.said().Say("{{.who}} since {{.time}} (call {{.id}})", "who", who, "time", since, "id", id)
}

func (c *call) busiest(f figures.Figures) string {
	var hours []string
	for _, h := range f.Busiest {
		hours = append(hours, c.said().Say("{{.time}} ({{.calls}}, {{.missed}} missed)",
			"time", fmt.Sprintf("%02d:00", h), "calls", f.Hours[h].Incoming, "missed", f.Hours[h].Missed))
	}
	return strings.Join(hours, ", ")
}

// span is a duration to the minute, or in hours and days.
func (c *call) span(d time.Duration) string {
	switch {
	case d < 100*time.Minute:
		return fmt.Sprintf("%d min", min(int(d.Round(time.Minute).Minutes()), 99))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Round(time.Hour).Hours()))
	}
	return c.said().Count(int(d.Hours()/24), "{{.count}} days")
}
