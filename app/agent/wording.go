package agent

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"istratray/app/clock"
	"istratray/app/inbox"
	"istratray/app/notify"
	"istratray/app/numbers"
	"istratray/app/words"
	"istratray/app/zone"
)

// wording is how notifications say things: in the language of the book, and private or not.
type wording struct {
	*words.Desktop
	private bool // no name and no number
	locked  bool // the same, until the screen is unlocked
	quiet   bool // it is within quiet hours
	numbers *numbers.Book
}

func (a *Agent) wording() wording {
	s := a.settings.get()
	locked := a.attention.hides()
	return wording{Desktop: a.book, private: s.Notifications.Private || locked, locked: locked,
		quiet: loudness(s).Quiet(time.Now().In(zone.Local())), numbers: a.numbers()}
}

// speak switches to the language of the settings; the tray shows it at once.
func (a *Agent) speak() {
	a.useBook()
	a.tray.Refresh()
}

// useBook has tray and notifications speak as the settings say.
func (a *Agent) useBook() {
	s := a.settings.get()
	if s.Language != "" && words.Spoken(s.Language) == "" {
		a.log.Warn("no words in the language of the settings", "language", s.Language, "instead",
			words.Language(s.Language))
	}
	a.book.Use(s.Language)
	a.book.UseClock(s.Clock)
}

// words is the book for problems reported to the person who started the program.
func (a *Agent) words() *words.Terminal { return words.ForTerminal(a.settings.get().Language) }

func (w wording) notificationOf(e inbox.Announce) notify.Notification {
	switch {
	case e.Voicemail != nil:
		return w.voicemailNotification(*e.Voicemail)
	case e.Call != nil:
		return w.callNotification(*e.Call)
	default:
		return w.summaryNotification(e)
	}
}

func (w wording) summaryNotification(e inbox.Announce) notify.Notification {
	n := notify.Notification{
		Key:     inbox.SummaryKey,
		Title:   w.Say("While you were away"),
		Body:    w.Waiting(e.Summary.UnreadVoicemails, e.Summary.MissedCalls),
		Actions: []notify.Action{{Key: actionOpen, Label: w.Say("Open")}},
	}
	if len(e.VIPs) == 0 || w.private {
		return n
	}
	var names []string
	for _, v := range e.VIPs {
		if !slices.Contains(names, v.Name) {
			names = append(names, v.Name)
		}
	}
	n.Body += "\n" + joined(w.Say("VIP"), strings.Join(names, ", "))
	return n
}

func (w wording) voicemailNotification(v inbox.Voicemail) notify.Notification {
	n := notify.Notification{
		Key:    inbox.Key(inbox.VoicemailItem, v.ID),
		Title:  w.voicemailTitle(v),
		Body:   w.besides(v.Caller, length(v.Seconds)),
		Urgent: v.Urgent,
		Actions: []notify.Action{
			{Key: actionOpen, Label: w.Say("Open")},
			{Key: actionPlay, Label: w.Say("Play")},
		},
	}
	if !w.private {
		n.Body = w.besides(v.Caller, length(v.Seconds), v.Company, w.numberBeside(v.Shown(), v.Number, v.Callback))
		n.Body = strings.TrimSpace(n.Body + "\n" + v.Transcript)
		n.Picture = v.Picture
	}
	if v.Dialable() != "" {
		n.Actions = append(n.Actions, notify.Action{Key: actionCall, Label: w.Say("Call back")})
	}
	return n
}

func (w wording) voicemailTitle(v inbox.Voicemail) string {
	from := w.caller(v.Shown(), v.Number)
	switch {
	case v.Urgent && w.private:
		return w.Say("Urgent voicemail")
	case v.Urgent:
		return w.Say("Urgent voicemail from {{.name}}", "name", from)
	case w.private:
		return w.Say("New voicemail")
	}
	return w.Say("New voicemail from {{.name}}", "name", from)
}

func (w wording) callNotification(c inbox.Call) notify.Notification {
	n := notify.Notification{
		Key:     inbox.Key(inbox.CallItem, c.ID),
		Title:   w.Say("Missed call"),
		Missed:  true,
		Body:    w.besides(c.Caller, w.Clock(c.Time.In(zone.Local())), w.rang(c.Rang)),
		Actions: []notify.Action{{Key: actionOpen, Label: w.Say("Open")}},
	}
	if !w.private {
		n.Title = w.Say("Missed call from {{.name}}", "name", w.caller(c.Shown(), c.Number))
		n.Body = w.besides(c.Caller, w.Clock(c.Time.In(zone.Local())), w.rang(c.Rang), c.Company,
			w.numberBeside(c.Shown(), c.Number, c.Callback))
		n.Picture = c.Picture
	}
	if c.Dialable() != "" {
		n.Actions = append(n.Actions, notify.Action{Key: actionCall, Label: w.Say("Call back")})
	}
	return n
}

func (w wording) reminderOf(f inbox.FollowUp) notify.Notification {
	n := notify.Notification{
		Key:     inbox.Key(followUpItem, f.Caller),
		Title:   w.Say("Time to call back"),
		Body:    w.Say("You asked to be reminded."),
		Actions: []notify.Action{{Key: actionOpen, Label: w.Say("Open")}},
	}
	if !w.private {
		n.Title = w.Say("Time to call {{.name}}", "name", w.caller(f.Name, f.Number))
		n.Body = joined(n.Body, w.numberBeside(f.Name, "", f.Number))
	}
	if f.Number != "" {
		n.Actions = append(n.Actions, notify.Action{Key: actionCall, Label: w.Say("Call back")})
	}
	return n
}

// caller is a label for reading: a name as it is, a number as numbers are written.
func (w wording) caller(label, number string) string {
	switch {
	case isName(label) && label != number:
		return label
	case label != "":
		return w.numbers.Show(label)
	case number != "":
		return w.numbers.Show(number)
	default:
		return w.Say("an unknown caller")
	}
}

// isName reports whether a label is more than a number.
func isName(label string) bool {
	return strings.ContainsFunc(label, unicode.IsLetter) || label != "" && numbers.Digits(label) == ""
}

// besides is the detail of an item on one line, with the VIP mark before it and the note below. A VIP mark doesn't
// reveal who the caller is; a note may.
func (w wording) besides(c inbox.Caller, parts ...string) string {
	line := joined(parts...)
	switch {
	case c.VIP && w.quiet:
		line = joined(w.Say("VIP, despite your quiet hours"), line)
	case c.VIP:
		line = joined(w.Say("VIP"), line)
	}
	if c.Note == "" || w.private {
		return line
	}
	return strings.TrimPrefix(line+"\n"+c.Note, "\n")
}

// numberBeside is the number that Call back dials, unless the title has it already; where the caller's own is
// another one, it says both.
func (w wording) numberBeside(label, number, callback string) string {
	if callback == "" {
		callback = number
	}
	if callback == "" {
		return ""
	}
	own, dialled := w.numbers.Show(number), w.numbers.Check(callback).Shown
	switch {
	case number != "" && !numbers.SameLine(own, dialled):
		return w.Say("{{.number}} · Call back dials {{.dialled}}", "number", own, "dialled", dialled)
	case !isName(label) && numbers.SameLine(w.caller(label, number), dialled):
		return ""
	}
	return dialled
}

func (w wording) rang(seconds int) string {
	if seconds <= 0 {
		return ""
	}
	return w.Say("rang {{.count}} s", "count", seconds)
}

func length(seconds int) string { return clock.Length(time.Duration(seconds) * time.Second) }

func joined(parts ...string) string {
	var shown []string
	for _, p := range parts {
		if p != "" {
			shown = append(shown, p)
		}
	}
	return strings.Join(shown, " · ")
}
