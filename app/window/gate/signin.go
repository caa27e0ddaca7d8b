package gate

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/control"
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
	server, login, password *parts.Field
	submit                  *parts.Button
	cancel                  *parts.Button // in place of demo while a request is under way
	demo                    *parts.Button // hidden where there is none
	alert                   *parts.Alert  // what is wrong with no field
	busy                    *widget.Activity
	send                    func(control.SignInRequest)
	hasDemo                 bool
}

// formActs are what the buttons of the form do; without demo that button is missing.
type formActs struct {
	send   func(control.SignInRequest)
	escape func()
	demo   func()
}

func newSignInForm(do formActs) *signInForm {
	f := &signInForm{send: do.send, hasDemo: do.demo != nil,
		server: parts.NewField(lang.L("Server"), nil), login: parts.NewField(lang.L("Login"), nil),
		password: newPasswordField(lang.L("Password"))}
	f.server.SetPlaceHolder(lang.L("phone.example.com"))
	f.login.SetPlaceHolder(lang.L("name@example.com or your number"))
	f.submit = parts.NewButton(lang.L("Sign in"), "", parts.Primary, f.press)
	f.demo = parts.NewButton(lang.L("Try the demo"), "", parts.Quiet, do.demo)
	f.cancel = parts.NewButton(lang.L("Cancel"), "", parts.Plain, do.escape)
	f.cancel.OnEscape(do.escape)
	f.cancel.Hide()
	parts.Show(f.demo, f.hasDemo)
	f.alert = parts.NewAlert(gateWidth)
	f.busy = widget.NewActivity()
	f.busy.Hide()
	for _, field := range f.fields() {
		field.OnSubmitted = func(string) { f.press() }
		field.OnEscape = do.escape
		field.OnChanged = func(string) { field.Fault("") }
	}
	f.object = f.build()
	return f
}

func (f *signInForm) build() fyne.CanvasObject {
	hint := parts.NewParagraph(lang.L("The address your browser shows for the web portal."),
		parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted}, gateWidth)
	submit := container.NewStack(f.submit, container.NewHBox(parts.Pad(f.busy, look.XS, look.XS, look.M, 0)))
	return gateCard(lang.L("Sign in to your phone system"),
		lang.L("Use the address and login of your web portal, and your numeric password."),
		f.alert,
		parts.VBox(look.XS, f.server.Object, hint), f.login.Object, f.password.Object,
		parts.Pad(submit, look.S, 0, 0, 0),
		container.NewStack(f.demo, f.cancel))
}

func (f *signInForm) fields() []*parts.Field {
	return []*parts.Field{f.server, f.login, f.password}
}

// gateCard is the common face of what the gate shows. A screen reader says the question before the first button.
func gateCard(title, text string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	column := []fyne.CanvasObject{
		container.NewHBox(parts.NewPicture(look.Brand(true), 48)),
		parts.NewParagraph(title, parts.Style{Size: theme.SizeNameHeadingText, Bold: true}, gateWidth),
		parts.NewParagraph(text, parts.Style{Color: look.Muted}, gateWidth),
	}
	card := parts.Pad(parts.VBox(look.M, append(column, objects...)...), look.XL, look.XL, look.XL, look.XL)
	return parts.Asked(title, text, card)
}

func newPasswordField(name string) *parts.Field {
	return parts.NewPasswordField(name, lang.L("Show the password"), lang.L("Hide the password"), nil)
}

// preset fills in what is known of the account, unless something was typed.
func (f *signInForm) preset(login, server string) {
	if f.server.Text == "" {
		f.server.SetText(server)
	}
	if f.login.Text == "" {
		f.login.SetText(login)
	}
}

// forget empties the form: the next one who signs in may have another account.
func (f *signInForm) forget() {
	for _, field := range f.fields() {
		field.SetText("")
	}
}

// tell shows what went wrong, at the field that it is about; "" takes it away.
func (f *signInForm) tell(at *parts.Field, problem string) {
	f.alert.Set("")
	for _, field := range f.fields() {
		field.Fault("")
	}
	if at == nil {
		f.alert.Set(problem)
		return
	}
	at.Fault(problem)
}

// first is the field that something is wrong with, else the first that is empty, else the password.
func (f *signInForm) first() fyne.Focusable {
	for _, field := range f.fields() {
		if field.Faulty() {
			return field.Entry
		}
	}
	for _, field := range f.fields() {
		if field.Text == "" {
			return field.Entry
		}
	}
	return f.password.Entry
}

// goOn brings the keyboard to where the next attempt begins. A password that was refused is selected: added to, it
// would be another wrong one.
func (f *signInForm) goOn(c fyne.Canvas) {
	c.Focus(f.first())
	if f.password.Faulty() {
		f.password.Select()
	}
}

func (f *signInForm) lock(locked bool) {
	for _, field := range f.fields() {
		if locked {
			field.Disable()
		} else {
			field.Enable()
		}
	}
	f.submit.SetEnabled(!locked)
	parts.Show(f.cancel, locked)
	parts.Show(f.demo, f.hasDemo && !locked)
	if locked {
		f.tell(nil, "")
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
		f.miss(f.server, lang.L("Enter the server's address, for example phone.example.com."))
	case r.Login == "":
		f.miss(f.login, lang.L("Enter your login."))
	case r.Password == "":
		f.miss(f.password, lang.L("Enter your password."))
	default:
		f.send(r)
	}
}

// miss says what is missing, and brings the keyboard there.
func (f *signInForm) miss(at *parts.Field, what string) {
	f.tell(at, what)
	at.Focus()
}
