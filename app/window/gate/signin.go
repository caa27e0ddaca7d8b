package gate

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// gateWidth is the width of what the gate shows.
const gateWidth = 380

// signInForm asks for server, login and password.
type signInForm struct {
	object                  fyne.CanvasObject
	server, login, password *widget.Entry
	submit                  *parts.Button
	alert                   *parts.Alert
	busy                    *widget.Activity
	send                    func(control.SignInRequest)
}

func newSignInForm(send func(control.SignInRequest)) *signInForm {
	f := &signInForm{send: send, server: widget.NewEntry(), login: widget.NewEntry(), password: newPasswordEntry()}
	f.server.SetPlaceHolder(lang.L("phone.example.com"))
	f.login.SetPlaceHolder(lang.L("name@example.com or your number"))
	f.submit = parts.NewButton(lang.L("Sign in"), "", parts.Primary, f.press)
	f.alert = parts.NewAlert(gateWidth)
	f.busy = widget.NewActivity()
	f.busy.Hide()
	f.server.OnSubmitted = func(string) { f.press() }
	f.login.OnSubmitted, f.password.OnSubmitted = f.server.OnSubmitted, f.server.OnSubmitted
	f.object = gateCard(lang.L("Sign in to your phone system"),
		lang.L("Use the address and login of your web portal, and your numeric password."),
		f.alert,
		field(lang.L("Server"), f.server), field(lang.L("Login"), f.login), field(lang.L("Password"), f.password),
		parts.Pad(container.NewStack(f.submit, container.NewHBox(parts.Pad(f.busy, look.XS, look.XS, look.M, 0))), look.S, 0, 0, 0),
	)
	return f
}

// gateCard is the common face of what the gate shows.
func gateCard(title, text string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	column := []fyne.CanvasObject{
		container.NewHBox(parts.NewPicture(look.Brand(true), 48)),
		parts.NewParagraph(title, parts.Style{Size: theme.SizeNameHeadingText, Bold: true}, gateWidth),
		parts.NewParagraph(text, parts.Style{Color: look.Muted}, gateWidth),
	}
	return parts.Pad(parts.VBox(look.M, append(column, objects...)...), look.XL, look.XL, look.XL, look.XL)
}

// newPasswordEntry makes a field whose eye the Tab key reaches.
func newPasswordEntry() *widget.Entry {
	e := widget.NewPasswordEntry()
	e.ActionItem = parts.NewEye(e, lang.L("Show the password"), lang.L("Hide the password"))
	return e
}

// field puts a name over an input.
func field(name string, input fyne.CanvasObject) fyne.CanvasObject {
	label := parts.NewText(name, parts.Style{Size: theme.SizeNameCaptionText, Bold: true})
	return parts.VBox(look.XS+2, label, parts.Labelled(label, "", input))
}

// preset fills in what is known of the account, unless something was typed.
func (f *signInForm) preset(a inbox.Account) {
	if f.server.Text == "" {
		f.server.SetText(a.Server)
	}
	if f.login.Text == "" {
		f.login.SetText(a.Login)
	}
}

// forget empties the form: the next one who signs in may have another account.
func (f *signInForm) forget() {
	for _, e := range []*widget.Entry{f.server, f.login, f.password} {
		e.SetText("")
	}
}

// tell shows what went wrong; "" takes it away.
func (f *signInForm) tell(problem string) { f.alert.Set(problem) }

// first is the first field that is empty, else the password.
func (f *signInForm) first() fyne.Focusable {
	for _, e := range []*widget.Entry{f.server, f.login} {
		if e.Text == "" {
			return e
		}
	}
	return f.password
}

func (f *signInForm) lock(locked bool) {
	for _, e := range []*widget.Entry{f.server, f.login, f.password} {
		if locked {
			e.Disable()
		} else {
			e.Enable()
		}
	}
	f.submit.SetEnabled(!locked)
	if locked {
		f.tell("")
		f.submit.Set(lang.L("Signing in…"), "")
		f.busy.Show()
		f.busy.Start()
	} else {
		f.submit.Set(lang.L("Sign in"), "")
		f.busy.Stop()
		f.busy.Hide() // its dot would stay
	}
}

// press sends the form, or says what is missing.
func (f *signInForm) press() {
	r := control.SignInRequest{
		Server:   numbers.Trim(f.server.Text),
		Login:    numbers.Trim(f.login.Text),
		Password: numbers.PIN(f.password.Text),
	}
	switch {
	case f.submit.Disabled():
	case r.Server == "":
		f.tell(lang.L("Enter the server's address, for example phone.example.com."))
	case r.Login == "":
		f.tell(lang.L("Enter your login."))
	case r.Password == "":
		f.tell(lang.L("Enter your password."))
	default:
		f.send(r)
	}
}
