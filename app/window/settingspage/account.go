package settingspage

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// accountSection says who is signed in, takes another password and signs out.
type accountSection struct {
	desk   *desk.Desk
	object fyne.CanvasObject
	face   *parts.Avatar
	name   *parts.Paragraph
	firm   *parts.Paragraph // hidden while the company isn't known
	where  *parts.Paragraph

	password *parts.Button // asks for another one
}

// accountWidth is the widest line of where the account is.
const accountWidth = 400

func newAccountSection(d *desk.Desk, renew func()) *accountSection {
	s := &accountSection{desk: d, face: parts.NewAvatar("", 36),
		name:  parts.NewParagraph("", parts.Style{Bold: true}, accountWidth),
		firm:  parts.NewParagraph("", parts.Style{Size: theme.SizeNameCaptionText}, accountWidth),
		where: parts.NewParagraph("", parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted}, accountWidth)}
	s.password = parts.NewButton(lang.L("New password"), "", parts.Plain, renew)
	leave := parts.NewButton(lang.L("Sign out"), "", parts.Danger, s.ask)
	who := parts.Beside(look.S, 200, parts.Border(nil, nil, parts.Pad(s.face, 0, 0, 0, look.M), nil,
		parts.Middle(parts.VBox(0, s.name, s.firm, s.where))), leave)
	s.object = section(lang.L("Account"), who, setting(lang.L("Password"), "", s.password))
	return s
}

func (s *accountSection) render() {
	a := s.desk.Snap.Account
	name := a.Name
	if name == "" {
		name = a.Login
	}
	s.face.Set(name, "")
	s.name.Set(name)
	s.firm.Set(a.Company)
	if a.Company == "" {
		s.firm.Hide()
	} else {
		s.firm.Show()
	}
	s.where.Set(lang.L("{{.Login}} at {{.Server}}", map[string]any{"Login": a.Login, "Server": a.Server}))
}

// ask makes sure: signing out forgets the password and what is kept on this computer.
func (s *accountSection) ask() {
	s.desk.Confirm(lang.L("Sign out?"),
		lang.L("The password and the lists stored on this computer are deleted. Nothing is deleted on the phone system."),
		lang.L("Sign out"), func() {
			s.desk.Do(func(ctx context.Context) error { return s.desk.Agent.SignOut(ctx) }, s.desk.Report)
		})
}
