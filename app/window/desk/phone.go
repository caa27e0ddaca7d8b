package desk

import (
	"context"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/window/lang"
	"istratray/app/window/parts"
)

// callAgain is how soon after a call the same number is dialled only after a question.
const callAgain = 8 * time.Second

// Phone places calls, and knows the one placed last.
type Phone struct {
	desk   *Desk
	number string
	at     time.Time
	busy   bool // the platform has not answered yet
}

// Call calls someone whose number came from outside. What can't simply be dialled leads to the dial page, which
// says why.
func (p *Phone) Call(number, name string) {
	c := p.desk.Book.Check(number)
	switch {
	case c.Reason == numbers.Empty:
		p.desk.Say(lang.L("No number is known for this caller."), ToastLong)
	case c.Verdict == numbers.Refuse:
		p.desk.Frame.Show(control.Show{Dial: number})
	default:
		p.CallChecked(c, name)
	}
}

// CallChecked calls a number that the gate has seen; one that needs it is asked about first.
func (p *Phone) CallChecked(c numbers.Checked, name string) {
	if c.Verdict != numbers.Ask {
		p.callOnce(control.CallRequest{Destination: c.Number, Confirmed: typedCode(c)}, name)
		return
	}
	p.desk.Confirm(lang.L("Call {{.Number}}?", map[string]any{"Number": parts.Clean(c.Shown)}), Objection(c.Reason),
		lang.L("Call"), func() {
			p.callOnce(control.CallRequest{Destination: c.Number, Confirmed: true}, name)
		})
}

// typedCode reports whether a number is a code: only the keyboard gets those past the gate.
func typedCode(c numbers.Checked) bool { return numbers.HasCode(c.Number) }

// Hear has the phone play a message: the platform's own number for it is dialled as it is.
func (p *Phone) Hear(v inbox.Voicemail) {
	p.callOnce(control.CallRequest{Destination: v.PlayNumber}, lang.L("your mailbox"))
}

// callOnce places a call. A second one to the same number within seconds is asked about.
func (p *Phone) callOnce(r control.CallRequest, name string) {
	switch {
	case p.busy:
	case r.Destination == p.number && p.desk.Now().Sub(p.at) < callAgain:
		p.desk.Frame.Offer(lang.L("You called {{.Name}} a moment ago.",
			map[string]any{"Name": parts.Clean(p.desk.Book.Named(name))}),
			lang.L("Call again"), ToastLong, func() { p.place(r, name) })
	default:
		p.place(r, name)
	}
}

func (p *Phone) place(r control.CallRequest, name string) {
	held := p.desk.Player.Hold()
	who := map[string]any{"Name": parts.Clean(p.desk.Book.Named(name))}
	p.number, p.at, p.busy = r.Destination, p.desk.Now(), true
	p.desk.Say(lang.L("Calling {{.Name}}…", who), time.Minute)
	var answer control.CallAnswer
	p.desk.Do(func(ctx context.Context) (err error) {
		answer, err = p.desk.Agent.PlaceCall(ctx, r)
		return err
	}, func(err error) {
		p.busy = false
		if err != nil {
			if control.CodeOf(err) != control.Unsure { // else it may be ringing: the next press asks
				p.number, p.at = "", time.Time{}
			}
			p.desk.Logger.Warn("call", "code", control.CodeOf(err))
			p.say(Explain(err), held)
			return
		}
		p.say(p.pickUp(answer.Phone, who), held)
	})
}

// say says what came of a call, and offers to continue with the message that was paused for it.
func (p *Phone) say(text string, held bool) {
	if !held {
		p.desk.Say(text, ToastLong)
		return
	}
	p.desk.Frame.Offer(text, lang.L("Continue"), ToastLong, p.desk.Player.Continue)
}

// pickUp says which phone rings; its name matters only to who has several.
func (p *Phone) pickUp(phone inbox.Phone, who map[string]any) string {
	if len(p.desk.Snap.Phones) > 1 && phone.Label != "" {
		who["Phone"] = parts.Clean(phone.Label)
		return lang.L("Pick up your phone “{{.Phone}}”: it is calling {{.Name}}.", who)
	}
	return lang.L("Pick up your desk phone: it is calling {{.Name}}.", who)
}

// Objection says what is wrong with a number, or what it costs.
func Objection(why numbers.Reason) string {
	switch why {
	case numbers.Nothing:
		return ""
	case numbers.Empty:
		return lang.L("There is no number to call.")
	case numbers.Code:
		return lang.L("Codes with * or # change your phone's settings. They are dialled only when you type them yourself.")
	case numbers.Pause:
		return lang.L("This contains pauses or parameters. Enter only the number.")
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
