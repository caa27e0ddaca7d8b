package gate

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/parts"
)

// Gate stands in place of the pages while nobody is signed in. It shows the sign-in form, the question
// about the server's key, or the one for the second code.
type Gate struct {
	desk    *desk.Desk
	pages   fyne.CanvasObject // what it stands in place of
	floor   func() float32    // where the page in view ends, from the top
	object  *fyne.Container
	form    *signInForm
	busy    bool   // a request is under way: the gate stays, whatever the snapshots say
	stop    func() // ends the request under way
	stopped bool   // the last attempt was given up: its outcome no longer matters
	request control.SignInRequest
	problem inbox.Problem // the problem of the last attempt, or of the agent's own
	heard   inbox.Problem // the one in the last snapshot: it is shown only once
	told    inbox.Problem // the one that the form was told
	asked   asked         // what the gate shows
	server  string        // of the account that there was last: who signs out mostly signs in there again
	channel string        // by which the second password comes, as far as the platform said
	coded   bool          // a second password was sent

	examining bool // the question about the key was asked for during an outage, which may end by itself
}

// Object is what the gate looks like.
func (g *Gate) Object() fyne.CanvasObject { return g.object }

// Open reports whether the gate stands in place of the pages. The greeting lies beside them.
func (g *Gate) Open() bool { return g.object.Visible() && g.asked != askGreeting }

// Asks reports whether it stands in place of the pages or asks something beside them.
func (g *Gate) Asks() bool { return g.object.Visible() }

// asked is what the gate wants to know.
type asked int

// The questions of the gate.
const (
	askAccount asked = iota
	askTrust
	askCode
	askPassword // of someone who is signed in
	askGreeting // what to begin with, after the first sign-in
)

func question(code inbox.ProblemCode) asked {
	switch code {
	case inbox.UnknownKey, inbox.ChangedKey:
		return askTrust
	case inbox.SecondFactor:
		return askCode
	}
	return askAccount
}

// New makes a gate in place of pages, not shown yet. Floor is where the page in view ends, from the top; when that
// changes, Object is to be refreshed.
func New(d *desk.Desk, pages fyne.CanvasObject, floor func() float32) *Gate {
	g := &Gate{desk: d, pages: pages, floor: floor}
	do := formActs{send: g.signIn, escape: g.Escape}
	if d.Demo != nil {
		do.demo = g.demo
	}
	g.form = newSignInForm(do)
	g.object = container.NewStack(parts.NewFill(theme.ColorNameBackground), container.NewStack())
	g.object.Hide()
	return g
}

// Render opens or closes the gate as the connection's state is.
func (g *Gate) Render() {
	if !g.desk.Seen {
		return
	}
	s := g.desk.Snap
	g.server = cmp.Or(s.Account.Server, g.server)
	news := s.Connection.Problem != g.heard
	g.heard = s.Connection.Problem
	if g.busy {
		return
	}
	switch s.Connection.State {
	case inbox.SignedOut, inbox.NeedsSignIn:
		if news && g.heard != (inbox.Problem{}) && !g.stopped {
			g.problem = g.heard
		}
		g.form.preset(s.Account.Login, cmp.Or(s.Account.Server, g.server))
		g.show()
	default:
		if (g.examining || g.stopped) && s.Connection.State != inbox.Online {
			return
		}
		g.problem, g.examining, g.stopped = inbox.Problem{}, false, false
		g.heard = inbox.Problem{} // what ends an attempt is news, though it was known while that lasted
		if g.asked != askPassword && g.asked != askGreeting {
			g.form.forget()
			g.object.Hide()
			g.pages.Show()
		}
	}
}

// Renew asks for another password; until it is sent, the old one serves.
func (g *Gate) Renew() {
	g.asked = askPassword
	g.put(newPasswordForm(g))
}

// Stay gives up renewing, examining or the greeting, if that is what the gate asks.
func (g *Gate) Stay() {
	if g.asked == askPassword || g.asked == askGreeting || g.examining {
		g.asked, g.examining = askAccount, false
		g.Render()
	}
}

// CanExamine reports whether the outage is one in which the server shows a key that may be trusted.
func CanExamine(c inbox.Connection) bool {
	return c.Outage() && question(c.Problem.Code) == askTrust && c.Problem.Detail != ""
}

// Examine asks about the key that the server shows during an outage. Whoever cancels waits for the outage to pass.
func (g *Gate) Examine() {
	if c := g.desk.Snap.Connection; CanExamine(c) && !g.busy {
		g.problem, g.asked, g.examining = c.Problem, askTrust, true
		g.put(newTrustQuestion(g))
	}
}

// show brings up what the problem asks for. While the question is the same, what was typed stays, and a fault that
// was mended by typing is not told again.
func (g *Gate) show() {
	if g.problem.Code == inbox.SecondFactor && g.problem.Detail != "" {
		g.channel = g.problem.Detail
	}
	if g.problem != g.told || !g.object.Visible() {
		g.told = g.problem
		g.form.tell(g.fieldOf(g.problem), desk.ProblemText(g.problem))
	}
	asks := question(g.problem.Code)
	if g.object.Visible() && g.asked == asks {
		return
	}
	g.asked = asks
	switch asks {
	case askTrust:
		g.put(newTrustQuestion(g))
	case askCode:
		g.put(newCodeForm(g))
	default:
		g.put(g.form.object, g.form.first())
	}
}

// put shows content and gives it the keyboard.
func (g *Gate) put(content fyne.CanvasObject, first fyne.Focusable) {
	g.object.Objects[0].Show()
	g.pages.Hide() // from the Tab key, too
	g.hold(container.NewVScroll(container.New(&standing{}, content)))
	g.desk.Window.Canvas().Focus(first)
}

// offer shows a card in a corner of the pages, which stay visible and usable.
func (g *Gate) offer(card fyne.CanvasObject) {
	g.form.forget()
	g.object.Objects[0].Hide()
	g.pages.Show()
	g.hold(container.New(corner{g.floor}, card))
}

func (g *Gate) hold(content fyne.CanvasObject) {
	g.object.Show()
	holder := g.object.Objects[1].(*fyne.Container)
	holder.Objects = []fyne.CanvasObject{content}
	holder.Refresh()
}

// Escape goes one step back: it gives up what is waited for, or what is asked beside the account.
func (g *Gate) Escape() {
	switch {
	case g.busy:
		g.stop()
	case g.asked == askPassword, g.asked == askGreeting:
		g.Stay()
	case g.asked == askTrust, g.asked == askCode:
		g.back()
	}
}

// fieldOf is what a problem is about; nil: no field in particular.
func (g *Gate) fieldOf(p inbox.Problem) *parts.Field {
	switch {
	case p.Code == inbox.WrongPassword && p.Reason.Reason != "suspended", p.Code == inbox.NoPassword:
		return g.form.password
	case p.Code == inbox.Unreachable, p.Code == inbox.NotThePlatform, strings.HasPrefix(p.Reason.Reason, "address"):
		return g.form.server
	}
	return nil
}

// demo opens the demo beside this window, which keeps waiting for an account.
func (g *Gate) demo() {
	g.desk.Do(func(context.Context) error { return g.desk.Demo() }, func(err error) {
		if err != nil {
			g.desk.Logger.Warn("demo", "err", err)
			g.form.tell(nil, lang.L("The demo couldn't be started."))
			return
		}
		g.desk.Say(lang.L("The demo opens in its own window."), desk.ToastLong)
	})
}

// back returns to the form.
func (g *Gate) back() {
	if g.examining {
		g.Stay()
		return
	}
	g.problem = inbox.Problem{}
	g.show()
}

func (g *Gate) signIn(r control.SignInRequest) {
	g.coded, g.channel = false, ""
	if r.TrustKey == "" && r.Server == g.request.Server {
		r.TrustKey = g.request.TrustKey // accepted already; only the password was wrong
	}
	g.request = r
	g.attempt(func(ctx context.Context) error { return g.desk.Agent.SignIn(ctx, r) })
}

// trust tries again, accepting the server's key, with another password than the one before unless it is "".
func (g *Gate) trust(fingerprint, password string) {
	r := g.request
	if r.Server == "" {
		r.Server, r.Login = g.desk.Snap.Account.Server, g.desk.Snap.Account.Login
	}
	r.TrustKey, r.Password = fingerprint, cmp.Or(password, r.Password)
	g.signIn(r)
}

// needsPassword reports whether trusting the server would send it a password that nobody typed for it. Where the
// session has ended over a key other than the accepted one, a person has judged the server before.
func (g *Gate) needsPassword() bool {
	return g.request.Password == "" && (g.examining || g.problem.Code == inbox.UnknownKey)
}

// trustTyped trusts with the password that was typed; without one it waits for it.
func (g *Gate) trustTyped(password *parts.Field) {
	typed := numbers.PIN(password.Text)
	if typed == "" {
		password.Fault(lang.L("Enter your password."))
		password.Focus()
		return
	}
	g.trust(g.problem.Detail, typed)
}

func (g *Gate) secondFactor(code string) {
	g.coded = true
	g.attempt(func(ctx context.Context) error { return g.desk.Agent.SecondFactor(ctx, code) })
}

// attempt runs one request with the form locked and marked as busy, then shows the outcome.
func (g *Gate) attempt(request func(context.Context) error) {
	if g.busy {
		return
	}
	g.busy, g.examining, g.stopped = true, false, false
	stoppable, stop := context.WithCancel(context.Background())
	g.stop = stop
	g.form.lock(true)
	g.told = inbox.Problem{} // nothing is shown while it waits
	if g.asked != askAccount {
		g.asked = askAccount
		g.put(g.form.object, nil)
	}
	g.desk.Window.Canvas().Focus(g.form.cancel)
	g.desk.Do(func(ctx context.Context) error {
		ctx, end := context.WithCancel(ctx)
		defer end()
		defer context.AfterFunc(stoppable, end)()
		return request(ctx)
	}, func(err error) {
		g.stopped = err != nil && stoppable.Err() != nil
		stop()
		g.ended(err)
	})
}

// ended shows how a request ended.
func (g *Gate) ended(err error) {
	g.busy = false
	g.form.lock(false)
	switch {
	case err == nil:
		g.problem = inbox.Problem{}
		g.request = control.SignInRequest{} // it holds the password
		g.welcome()
		return
	case g.stopped:
		g.problem = inbox.Problem{}
	default:
		g.problem = problemOf(err)
	}
	g.show()
	if g.asked == askAccount {
		g.form.goOn(g.desk.Window.Canvas())
	}
}

// problemOf is the problem that a sign-in failed with.
func problemOf(err error) inbox.Problem {
	var e *control.Error
	if !errors.As(err, &e) {
		return inbox.Problem{Message: desk.Explain(err)}
	}
	return inbox.Problem{Code: inbox.ProblemCode(e.Problem), Message: e.Message, Reason: e.Reason, Detail: e.Detail,
		Server: e.Server, Certificate: e.Certificate}
}
