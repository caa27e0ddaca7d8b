package view

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// accountSection says who is signed in, takes another password and lets them go.
type accountSection struct {
	ui     *UI
	object fyne.CanvasObject
	face   *parts.Avatar
	name   *parts.Text
	firm   *parts.Text // hidden while the company isn't known
	where  *parts.Text
}

func newAccountSection(u *UI) *accountSection {
	s := &accountSection{ui: u, face: parts.NewAvatar("", 44), name: parts.NewText("", parts.Style{Bold: true}),
		firm:  parts.NewText("", parts.Style{Size: theme.SizeNameCaptionText}),
		where: parts.NewText("", parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted})}
	renew := parts.NewButton(lang.L("New password"), "", parts.Plain, func() { u.gate.renew() })
	leave := parts.NewButton(lang.L("Sign out"), "", parts.Danger, s.ask)
	who := parts.Beside(look.S, 200, parts.Border(nil, nil, parts.Pad(s.face, 0, 0, 0, look.M), nil, parts.Middle(parts.VBox(0, s.name, s.firm, s.where))), leave)
	s.object = section(lang.L("Account"), who, setting(lang.L("Password"), "", renew))
	return s
}

func (s *accountSection) render() {
	a := s.ui.snap.Account
	name := a.Name
	if name == "" {
		name = a.Login
	}
	s.face.Set(name)
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
	s.ui.confirm(lang.L("Sign out?"),
		lang.L("The password and everything kept on this computer are forgotten. Nothing is deleted on the phone system."),
		lang.L("Sign out"), func() {
			s.ui.do(func(ctx context.Context) error { return s.ui.Agent.SignOut(ctx) }, s.ui.report)
		})
}
