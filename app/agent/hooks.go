package agent

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"istratray/app/hook"
	"istratray/app/inbox"
	"istratray/app/store"
)

// hooked are the items for which the user's command has run already, though their notification could not be shown
// yet. It outlasts the agent: where nothing shows notifications, an item waits for its announcement over restarts.
type hooked struct {
	store   *store.Store
	mu      sync.Mutex
	account string          // guarded by mu
	keys    map[string]bool // guarded by mu
}

// use switches to an account's items.
func (h *hooked) use(account string) error {
	known, err := h.store.Hooked(account)
	h.mu.Lock()
	defer h.mu.Unlock()
	if account == h.account {
		return nil
	}
	h.account, h.keys = account, map[string]bool{}
	for _, key := range known {
		h.keys[key] = true
	}
	return err
}

// first returns an announcement without the items that the command has already run for.
func (h *hooked) first(e inbox.Announce) inbox.Announce {
	h.mu.Lock()
	defer h.mu.Unlock()
	var left inbox.Announce
	for i, key := range e.Keys {
		if h.keys[key] || slices.Contains(e.Again, key) {
			continue
		}
		left.Keys = append(left.Keys, key)
		if i < len(e.Times) {
			left.Times = append(left.Times, e.Times[i])
		}
	}
	if len(left.Keys) == 0 {
		return inbox.Announce{}
	}
	e.Keys, e.Times = left.Keys, left.Times
	return e
}

// ran notes that the command has run for an announcement.
func (h *hooked) ran(e inbox.Announce) error {
	items := map[string]time.Time{}
	for i, key := range e.Keys {
		items[key] = time.Time{}
		if i < len(e.Times) {
			items[key] = e.Times[i]
		}
	}
	h.mu.Lock()
	account := h.account
	for key := range items {
		h.keys[key] = true
	}
	h.mu.Unlock()
	if len(items) == 0 {
		return nil
	}
	return h.store.SetHooked(account, items)
}

// forget drops what has been announced: the store has marks of that.
func (h *hooked) forget(e inbox.Announce) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, key := range e.Keys {
		delete(h.keys, key)
	}
}

// runHook runs the user's command for what is announced: for each item of a summary, too, and once for each. Killed
// in between, the agent runs it again for the last one.
func (a *Agent) runHook(e inbox.Announce, argv []string) {
	if e = a.hooked.first(e); len(argv) == 0 || len(e.Keys) == 0 {
		return
	}
	for _, event := range hookEvents(e, a.hub.latest()) {
		event.Profile = cmp.Or(a.opts.Profile, "default")
		a.hooks.Fire(argv, event)
	}
	a.logged("keeping what the hook has run for", a.hooked.ran(e))
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
