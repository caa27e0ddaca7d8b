package command

import (
	"cmp"
	"context"
	"time"

	"istratray/app/clock"
	"istratray/app/inbox"
)

func list(ctx context.Context, c *call) error {
	unread, missed := c.has("unread"), c.has("missed")
	switch kind := c.args[0]; {
	case kind == "voicemails" && !missed:
		items, err := c.client.Voicemails(ctx, unread)
		if err != nil {
			return err
		}
		for i, v := range items {
			items[i].Number = cmp.Or(v.Number, v.Callback)
		}
		return writeItems(c, items, c.voicemailRow)
	case kind == "calls" && !unread:
		items, err := c.client.Calls(ctx, missed)
		if err != nil {
			return err
		}
		for i, v := range items { // most platforms give a call only the number to dial
			items[i].Number = cmp.Or(v.Number, v.Callback)
		}
		return writeItems(c, items, c.callRow)
	case kind == "voicemails" || kind == "calls":
		return usagef("--unread is for voicemails and --missed for calls")
	}
	return usagef("there are lists of voicemails and of calls, not of %q", c.args[0])
}

func writeItems[T any](c *call, items []T, row func(T) []string) error {
	if c.has("json") {
		return writeJSON(c.Stdout, items)
	}
	rows := make([][]string, 0, len(items))
	for _, item := range items {
		rows = append(rows, row(item))
	}
	return writeTable(c.Stdout, rows)
}

// voicemailRow ends with the name, whose width on the screen only the terminal knows.
func (c *call) voicemailRow(v inbox.Voicemail) []string {
	mark := c.said().Say("new")
	if v.Read {
		mark = ""
	}
	if v.Urgent {
		mark += "!"
	}
	return []string{oneLine(v.ID), when(v.Time), mark, clock.Length(time.Duration(v.Seconds) * time.Second),
		oneLine(v.Number), oneLine(v.Shown())}
}

func (c *call) callRow(item inbox.Call) []string {
	what, length := string(item.Direction), clock.Length(time.Duration(item.Seconds)*time.Second)
	switch {
	case item.Missed:
		what = c.said().Say("missed")
		length = c.said().Say("rang {{.time}}", "time", clock.Length(time.Duration(item.Rang)*time.Second))
	case item.Direction == inbox.In:
		what = c.said().Say("in")
	case item.Direction == inbox.Out:
		what = c.said().Say("out")
	}
	return []string{oneLine(item.ID), when(item.Time), oneLine(what), length, oneLine(item.Number),
		oneLine(item.Shown())}
}
