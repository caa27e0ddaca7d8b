package command

import (
	"cmp"
	"context"
	"os"
	"slices"
	"strings"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/tel"
	"istratray/app/words"
)

func markRead(ctx context.Context, c *call) error { return c.client.SetRead(ctx, c.args[0], true) }

func markUnread(ctx context.Context, c *call) error { return c.client.SetRead(ctx, c.args[0], false) }

// remove deletes at once: who types a command has thought about it.
func remove(ctx context.Context, c *call) error {
	kind, err := c.kindOf(ctx, c.args[0])
	if err != nil {
		return err
	}
	return c.client.Delete(ctx, kind, c.args[0], false)
}

// kindOf finds out what an ID is of. Nothing keeps a platform from giving a voicemail and a call
// the same one, and guessing would delete the wrong thing. A list that was never read showed nobody an ID: what the
// other one has is meant.
func (c *call) kindOf(ctx context.Context, id string) (inbox.ItemKind, error) {
	switch {
	case c.has("voicemail") && c.has("call"):
		return "", usagef("choose --voicemail or --call")
	case c.has("voicemail"):
		return inbox.VoicemailItem, nil
	case c.has("call"):
		return inbox.CallItem, nil
	}
	voicemails, noMailbox := c.client.Voicemails(ctx, false)
	calls, noHistory := c.client.Calls(ctx, false)
	isVoicemail := slices.ContainsFunc(voicemails, func(v inbox.Voicemail) bool { return v.ID == id })
	isCall := slices.ContainsFunc(calls, func(c inbox.Call) bool { return c.ID == id })
	switch {
	case isVoicemail && isCall:
		return "", usagef("there is a voicemail and a call of this ID: add --voicemail or --call")
	case isVoicemail:
		return inbox.VoicemailItem, nil
	case isCall:
		return inbox.CallItem, nil
	case noMailbox != nil || noHistory != nil:
		return "", cmp.Or(noMailbox, noHistory)
	}
	return "", control.NewError(control.NotFound, words.New("no-item"))
}

// objections say why something is not called.
var objections = map[numbers.Reason]string{
	numbers.Empty:    "there is no number to call",
	numbers.NoNumber: "this is not a phone number: use digits, with a plus before a country code",
	numbers.Code:     "codes with * or # are not dialled from links: type them yourself if you trust them",
	numbers.Address:  "this is an address, not a phone number",
	numbers.TooLong:  "this is too long for a phone number",
}

// place calls a number, which may be typed in groups: each is an argument then.
func place(ctx context.Context, c *call) error {
	typed := strings.Join(c.args, " ")
	number, err := numbers.Typed(typed)
	switch why := numbers.ReasonOf(err); {
	case why == numbers.Pause:
		number = typed // perhaps a voicemail's own playNumber: the agent knows them
	case err != nil:
		return usagef("%s", objections[why])
	}
	// What is in a link someone else has chosen.
	answer, err := c.client.PlaceCall(ctx, control.CallRequest{Destination: number, Confirmed: !tel.IsLink(typed)})
	if err != nil {
		return err
	}
	if label := oneLine(answer.Phone.Label); label != "" {
		c.printf("%s\n", c.said().Say("Pick up: {{.phone}} is calling.", "phone", label))
		return nil
	}
	c.printf("%s\n", c.said().Say("Pick up your phone: it is calling."))
	return nil
}

// show opens the window where it was, or at an item.
func show(ctx context.Context, c *call) error {
	wanted := control.Show{From: control.OriginOf(os.Getenv)}
	if len(c.args) == 0 && (c.has("voicemail") || c.has("call")) {
		return usagef("say which one: its ID")
	}
	if len(c.args) > 0 {
		kind, err := c.kindOf(ctx, c.args[0])
		if err != nil {
			return err
		}
		wanted.Page, wanted.Item = pageOf[kind], c.args[0]
	}
	return c.client.Show(ctx, wanted)
}

// pageOf are the pages on which items are.
var pageOf = map[inbox.ItemKind]string{inbox.VoicemailItem: "voicemails", inbox.CallItem: "calls"}

// leaves is how long quit waits for the agent to be gone.
const leaves = 3 * time.Second

// quit returns when the agent has ended, so that a script can start it again next.
func quit(ctx context.Context, c *call) error {
	ctx, cancel := context.WithTimeout(ctx, leaves)
	defer cancel()
	begun, gone := make(chan struct{}, 1), make(chan error, 1)
	go func() {
		gone <- c.client.Watch(ctx, control.WatchOptions{}, func(inbox.Snapshot) {
			select {
			case begun <- struct{}{}:
			default:
			}
		}, nil)
	}()
	select {
	case <-begun:
	case err := <-gone:
		return err
	}
	err := c.client.Quit(ctx)
	if err != nil {
		cancel()
	}
	<-gone // however the link ended, the agent has let go of it
	return err
}
