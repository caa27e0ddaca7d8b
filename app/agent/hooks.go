package agent

import (
	"cmp"
	"slices"

	"istratray/app/hook"
	"istratray/app/inbox"
)

// hooked are the keys for which the user's command has run already, though their notification could not
// be shown yet.
type hooked map[string]bool

// first removes from an announcement what the command has already run for.
func (h hooked) first(e inbox.Announce) inbox.Announce {
	var keys []string
	for _, key := range e.Keys {
		if !h[key] && !slices.Contains(e.Again, key) {
			keys = append(keys, key)
			h[key] = true
		}
	}
	if len(keys) == 0 {
		return inbox.Announce{}
	}
	e.Keys = keys
	return e
}

func (h hooked) forget(e inbox.Announce) {
	for _, key := range e.Keys {
		delete(h, key)
	}
}

// runHook runs the user's command for what is announced: for each item of a summary, too.
func (a *Agent) runHook(e inbox.Announce, argv []string) {
	if len(argv) == 0 {
		return
	}
	for _, event := range hookEvents(e, a.hub.latest()) {
		event.Profile = cmp.Or(a.opts.Profile, "default")
		a.hooks.Fire(argv, event)
	}
}

// hookEvents are the items of an announcement. A summary has only their keys.
func hookEvents(e inbox.Announce, s inbox.Snapshot) []hook.Event {
	switch {
	case e.Voicemail != nil:
		return []hook.Event{voicemailEvent(*e.Voicemail)}
	case e.Call != nil:
		return []hook.Event{callEvent(*e.Call)}
	}
	keys := map[string]bool{}
	for _, key := range e.Keys {
		keys[key] = true
	}
	var events []hook.Event
	for _, v := range s.Voicemails {
		if keys[inbox.Key(inbox.VoicemailItem, v.ID)] {
			events = append(events, voicemailEvent(v))
		}
	}
	for _, c := range s.Calls {
		if keys[inbox.Key(inbox.CallItem, c.ID)] {
			events = append(events, callEvent(c))
		}
	}
	return events
}

func voicemailEvent(v inbox.Voicemail) hook.Event {
	return hook.Event{Kind: hook.Voicemail, ID: v.ID, Label: v.Label, Name: v.Name, Company: v.Company,
		Number: v.Number, Callback: v.Dialable(),
		Time: v.Time, Seconds: v.Seconds, Urgent: v.Urgent, Transcript: v.Transcript}
}

func callEvent(c inbox.Call) hook.Event {
	return hook.Event{Kind: hook.MissedCall, ID: c.ID, Label: c.Label, Name: c.Name, Company: c.Company,
		Number: c.Number, Callback: c.Dialable(),
		Time: c.Time, Seconds: c.Rang}
}
