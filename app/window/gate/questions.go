package gate

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// newTrustQuestion asks whether a key that no authority vouches for is the right one. The focus goes to the safe
// button. A password kept for a server with a trusted certificate is not sent to one without: the user has to type
// it.
func newTrustQuestion(g *Gate) (question fyne.CanvasObject, first fyne.Focusable) {
	server := parts.Clean(cmp.Or(g.problem.Server, g.request.Server, g.desk.Snap.Account.Server))
	title, text := lang.L("Is this your server?"),
		lang.L("No authority that your computer trusts has signed {{.Server}}'s certificate. Ask your administrator for its fingerprint, and continue only if it is one of these:", map[string]any{"Server": server})
	if g.problem.Code == inbox.ChangedKey {
		title = lang.L("The server's key has changed")
		text = lang.L("The key of {{.Server}} is not the one you accepted. The server may have been replaced, or someone may be intercepting the connection. Ask your administrator, and continue only if the new fingerprint is one of these:", map[string]any{"Server": server})
	}
	var shown []fyne.CanvasObject
	if g.problem.Certificate != "" {
		shown = append(shown, g.fingerprint(lang.L("Certificate (SHA-256)"), lang.L("Copy certificate"),
			g.problem.Certificate, spaced(g.problem.Certificate)))
	}
	shown = append(shown, g.fingerprint(lang.L("Key"), lang.L("Copy key"), g.problem.Detail, grouped(g.problem.Detail)))
	trust := func() { g.trust(g.problem.Detail, "") }
	if g.needsPassword() {
		password := newPasswordField(lang.L("Password to send there"))
		trust = func() { g.trustTyped(password) }
		password.OnSubmitted = func(string) { trust() }
		password.OnEscape = g.Escape
		shown = append(shown, password.Object)
	}
	accept := parts.NewButton(lang.L("Trust this server"), look.IconLock, parts.Plain, trust)
	refuse := parts.NewButton(lang.L("Go back"), "", parts.Primary, g.back)
	accept.OnEscape(g.Escape)
	refuse.OnEscape(g.Escape)
	return gateCard(title, text, append(shown, parts.Equal(look.S, refuse, accept))...), refuse
}

// fingerprint shows one, and lets it be copied as programs write it.
func (g *Gate) fingerprint(name, action, value, shown string) fyne.CanvasObject {
	paragraph := parts.NewParagraph(shown, parts.Style{Mono: true}, gateWidth-2*look.M)
	card := container.NewStack(parts.NewCard(look.Raised, look.Line, look.Radius),
		parts.Pad(paragraph, look.M, look.M, look.M, look.M))
	copied := parts.NewButton(action, look.IconCopy, parts.Quiet, func() {
		fyne.CurrentApp().Clipboard().SetContent(value)
	})
	head := parts.Beside(look.S, 120, parts.NewText(name,
		parts.Style{Size: theme.SizeNameCaptionText, Bold: true}), copied)
	return parts.VBox(look.XS, head, card)
}

// spaced lets a certificate's fingerprint, AB:CD:…, wrap after every fourth pair.
func spaced(fingerprint string) string {
	var pieces []string
	for piece := range slices.Chunk(strings.Split(fingerprint, ":"), 4) {
		pieces = append(pieces, strings.Join(piece, ":"))
	}
	return strings.Join(pieces, ": ")
}

// grouped breaks a fingerprint, sha256//…, into pieces that can be compared by eye and wrap.
func grouped(fingerprint string) string {
	const kind = "sha256//"
	key, found := strings.CutPrefix(fingerprint, kind)
	var pieces []string
	if found {
		pieces = append(pieces, kind)
	}
	for piece := range slices.Chunk([]rune(key), 4) {
		pieces = append(pieces, string(piece))
	}
	return strings.Join(pieces, " ")
}

// newCodeForm asks for the second factor.
func newCodeForm(g *Gate) (form fyne.CanvasObject, first fyne.Focusable) {
	code := parts.NewField(lang.L("Code"), nil)
	send := func() {
		typed := numbers.PIN(code.Text)
		if typed == "" {
			code.Fault(lang.L("Enter the code."))
			code.Focus()
			return
		}
		g.secondFactor(typed)
	}
	code.OnSubmitted = func(string) { send() }
	code.OnChanged = func(string) { code.Fault("") }
	code.OnEscape = g.Escape
	if g.coded {
		code.Fault(desk.ProblemText(g.problem))
	}
	return gateCard(lang.L("One more step"), codeText(g.channel),
		code.Object,
		parts.Equal(look.S, g.button(lang.L("Go back"), parts.Plain, g.back),
			g.button(lang.L("Continue"), parts.Primary, send)),
		g.button(lang.L("Send a new code"), parts.Quiet, g.codeAgain)), code.Entry
}

// codeText asks for the code, and says the way it came as people say it; a way that has no name of its own is named as
// the phone system does.
func codeText(channel string) string {
	switch strings.ToLower(strings.ReplaceAll(channel, "-", "")) {
	case "":
		return lang.L("Enter the code your phone system sent you.")
	case "sms":
		return lang.L("Enter the code your phone system sent you by text message.")
	case "mail", "email":
		return lang.L("Enter the code your phone system sent you by email.")
	}
	return lang.L("Enter the code your phone system sent you ({{.Channel}}).", map[string]any{"Channel": channel})
}

// newPasswordForm asks for the password that replaces one which still serves.
func newPasswordForm(g *Gate) (form fyne.CanvasObject, first fyne.Focusable) {
	password := newPasswordField(lang.L("Password"))
	send := func() {
		typed := numbers.PIN(password.Text)
		if typed == "" {
			password.Fault(lang.L("Enter your password."))
			password.Focus()
			return
		}
		account := g.desk.Snap.Account
		g.form.preset(account.Login, account.Server)
		g.form.password.SetText(typed)
		g.signIn(control.SignInRequest{Server: account.Server, Login: account.Login, Password: typed})
	}
	password.OnSubmitted = func(string) { send() }
	password.OnEscape = g.Escape
	return gateCard(lang.L("New password"),
		lang.L("If your password was changed on the phone system, enter the new one here."),
		password.Object,
		parts.Equal(look.S, g.button(lang.L("Go back"), parts.Plain, g.Stay),
			g.button(lang.L("Sign in"), parts.Primary, send))), password.Entry
}

// button makes a button on which Escape leaves the question, too.
func (g *Gate) button(label string, kind parts.Kind, do func()) *parts.Button {
	b := parts.NewButton(label, "", kind, do)
	b.OnEscape(g.Escape)
	return b
}

// codeAgain signs in again, for which the phone system sends another code.
func (g *Gate) codeAgain() {
	r := g.request
	if r.Server == "" { // the agent has asked for the code, not this window: the password that is kept serves
		r = control.SignInRequest{Server: g.desk.Snap.Account.Server, Login: g.desk.Snap.Account.Login}
	}
	g.signIn(r)
}
