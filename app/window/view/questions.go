package view

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// newTrustQuestion asks whether a key that no authority vouches for is the right one. The keyboard
// goes to what is safe.
func newTrustQuestion(g *gate) (question fyne.CanvasObject, first fyne.Focusable) {
	title, text := lang.L("Is this your server?"),
		lang.L("Nobody vouches for this server's certificate. Ask whoever runs your phone system for its fingerprint, and go on only if it is this one:")
	if g.problem.Code == inbox.ChangedKey {
		title = lang.L("The server's key has changed")
		text = lang.L("It used to be another one. That happens when the server was replaced, and also when somebody listens in. Ask whoever runs your phone system, and go on only if the new fingerprint is this one:")
	}
	fingerprint := parts.NewParagraph(grouped(g.problem.Detail), parts.Style{Mono: true}, gateWidth-2*look.M)
	card := container.NewStack(parts.NewCard(look.Raised, look.Line, look.Radius), parts.Pad(fingerprint, look.M, look.M, look.M, look.M))
	accept := parts.NewButton(lang.L("Trust this server"), look.IconLock, parts.Plain, func() { g.trust(g.problem.Detail) })
	refuse := parts.NewButton(lang.L("Go back"), "", parts.Primary, g.back)
	accept.OnEscape(g.back)
	refuse.OnEscape(g.back)
	return gateCard(title, text, card, container.NewGridWithColumns(2, refuse, accept)), refuse
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
func newCodeForm(g *gate) (form fyne.CanvasObject, first fyne.Focusable) {
	code := widget.NewEntry()
	send := func() {
		if typed := numbers.PIN(code.Text); typed != "" {
			g.secondFactor(typed)
		}
	}
	code.OnSubmitted = func(string) { send() }
	wrong := parts.NewAlert(gateWidth)
	if g.coded {
		wrong.Set(g.problem.Message)
	}
	text := lang.L("Your phone system wants a second password for this sign-in.")
	if g.channel != "" {
		text = lang.L("Your phone system wants a second password. It comes by: {{.Channel}}", map[string]any{"Channel": g.channel})
	}
	return gateCard(lang.L("One more step"), text,
		wrong, field(lang.L("Second password"), code),
		container.NewGridWithColumns(2,
			parts.NewButton(lang.L("Go back"), "", parts.Plain, g.back),
			parts.NewButton(lang.L("Continue"), "", parts.Primary, send))), code
}

// newPasswordForm asks for the password that replaces one which still serves.
func newPasswordForm(g *gate) (form fyne.CanvasObject, first fyne.Focusable) {
	password := widget.NewPasswordEntry()
	send := func() {
		if typed := numbers.PIN(password.Text); typed != "" {
			account := g.ui.snap.Account
			g.form.preset(account)
			g.form.password.SetText(typed)
			g.signIn(control.SignInRequest{Server: account.Server, Login: account.Login, Password: typed})
		}
	}
	password.OnSubmitted = func(string) { send() }
	return gateCard(lang.L("New password"), lang.L("When it was changed on your phone system, type it here. It can't be changed from here."),
		field(lang.L("Password"), password),
		container.NewGridWithColumns(2,
			parts.NewButton(lang.L("Go back"), "", parts.Plain, g.stay),
			parts.NewButton(lang.L("Sign in"), "", parts.Primary, send))), password
}
