package view

import (
	"context"
	"time"

	"fyne.io/fyne/v2/lang"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/window/parts"
)

// callAgain is how soon after a call the same number is dialled only after a question.
const callAgain = 8 * time.Second

// calling is the call placed last.
type calling struct {
	number string
	at     time.Time
	busy   bool // the platform has not answered yet
}

// call calls somebody whose number came from outside. What can't simply be dialled leads to the dial page, which
// says why.
func (u *UI) call(number, name string) {
	c := u.book.Check(number)
	switch {
	case c.Reason == numbers.Empty:
		u.toast.say(lang.L("No number is known for this caller."), toastLong)
	case c.Verdict == numbers.Refuse:
		u.dial(number)
	default:
		u.callChecked(c, name)
	}
}

// callChecked calls a number that the gate has seen; one that needs it is asked about first.
func (u *UI) callChecked(c numbers.Checked, name string) {
	if c.Verdict != numbers.Ask {
		u.callOnce(control.CallRequest{Destination: c.Number, Confirmed: typedCode(c)}, name)
		return
	}
	u.confirm(lang.L("Call {{.Number}}?", map[string]any{"Number": parts.Clean(c.Shown)}), objection(c.Reason), lang.L("Call"), func() {
		u.callOnce(control.CallRequest{Destination: c.Number, Confirmed: true}, name)
	})
}

// typedCode tells whether a number is a code: only the keyboard gets those past the gate.
func typedCode(c numbers.Checked) bool { return numbers.HasCode(c.Number) }

// hear has the phone play a message: the platform's own number for it is dialled as it is.
func (u *UI) hear(v inbox.Voicemail) {
	u.callOnce(control.CallRequest{Destination: v.PlayNumber}, lang.L("your mailbox"))
}

// callOnce places a call. A second one to the same number within seconds is asked about.
func (u *UI) callOnce(r control.CallRequest, name string) {
	switch {
	case u.calling.busy:
	case r.Destination == u.calling.number && u.Now().Sub(u.calling.at) < callAgain:
		u.toast.offer(lang.L("You called {{.Name}} a moment ago.", map[string]any{"Name": parts.Clean(u.named(name))}),
			lang.L("Call again"), toastLong, func() { u.place(r, name) })
	default:
		u.place(r, name)
	}
}

func (u *UI) place(r control.CallRequest, name string) {
	u.hold()
	who := map[string]any{"Name": parts.Clean(u.named(name))}
	u.calling = calling{number: r.Destination, at: u.Now(), busy: true}
	u.toast.say(lang.L("Calling {{.Name}}…", who), time.Minute)
	var answer control.CallAnswer
	u.do(func(ctx context.Context) (err error) {
		answer, err = u.Agent.PlaceCall(ctx, r)
		return err
	}, func(err error) {
		u.calling.busy = false
		if err != nil {
			if control.CodeOf(err) != control.Unsure { // else it may be ringing: the next press asks
				u.calling = calling{}
			}
			u.report(err)
			return
		}
		u.toast.say(u.pickUp(answer.Phone, who), toastLong)
	})
}

// pickUp says which phone rings; its name matters only to who has several.
func (u *UI) pickUp(phone inbox.Phone, who map[string]any) string {
	if len(u.snap.Phones) > 1 && phone.Label != "" {
		who["Phone"] = parts.Clean(phone.Label)
		return lang.L("Pick up your phone “{{.Phone}}”: it is calling {{.Name}}.", who)
	}
	return lang.L("Pick up your desk phone: it is calling {{.Name}}.", who)
}

// dial puts a number from outside into the field of the dial page.
func (u *UI) dial(number string) {
	u.frame.open(pageDial)
	if p, ok := u.frame.page().(*dialPage); ok {
		p.ask(number)
	}
}

// objection says what is wrong with a number, or what it costs.
func objection(why numbers.Reason) string {
	switch why {
	case numbers.Nothing:
		return ""
	case numbers.Empty:
		return lang.L("There is no number to call.")
	case numbers.Code:
		return lang.L("Codes with * or # change your phone's settings. They are dialled only when you type them yourself.")
	case numbers.Pause:
		return lang.L("This has pauses or parameters in it. Enter the number alone.")
	case numbers.Address:
		return lang.L("This is an address, not a phone number.")
	case numbers.TooLong:
		return lang.L("This is too long for a phone number.")
	case numbers.Emergency:
		return lang.L("This is an emergency number.")
	case numbers.Premium:
		return lang.L("Calls to this number may cost extra.")
	}
	return lang.L("That isn't a phone number.")
}
