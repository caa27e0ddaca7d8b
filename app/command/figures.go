package command

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"istratray/app/control"
	"istratray/app/figures"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/settings"
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
	return written(io.WriteString(c.Stdout, figuresText(f)))
}

func figureOptions(s inbox.Snapshot, prefs settings.Settings, calls []inbox.Call) figures.Options {
	book := numbers.NewBook(numbers.CountryFor(prefs.Country, s.CallerID.Number, ""))
	for i := range calls {
		book.Learn(calls[i].Callback, calls[i].Number)
	}
	o := figures.Options{Caller: book.Key, Done: map[string]time.Time{}, Zone: time.Local, Now: time.Now()}
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

func figuresText(f figures.Figures) string {
	var out strings.Builder
	fmt.Fprintf(&out, "incoming calls  %d, %d of them missed\noutgoing calls  %d\nvoicemails      %d\n", f.Incoming, f.Missed, f.Outgoing, f.Voicemails)
	if len(f.Busiest) > 0 {
		var hours []string
		for _, h := range f.Busiest {
			hours = append(hours, fmt.Sprintf("%02d:00 (%d, %d missed)", h, f.Hours[h].Incoming, f.Hours[h].Missed))
		}
		fmt.Fprintf(&out, "busiest hours   %s\n", strings.Join(hours, ", "))
	}
	if f.MedianCallBack != nil {
		fmt.Fprintf(&out, "called back     %d times, half of them within %s\n", f.CalledBack, span(time.Duration(*f.MedianCallBack)*time.Second))
	}
	if o := f.OldestOpen; o != nil {
		fmt.Fprintf(&out, "waits longest   %s since %s (%s %s)\n", oneLine(cmp.Or(o.Name, o.Number)), when(o.Time), o.Kind, oneLine(o.ID))
	}
	return out.String()
}

// span is a duration to the minute, or in hours and days.
func span(d time.Duration) string {
	switch {
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min", int(d.Round(time.Minute).Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Round(time.Hour).Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}
