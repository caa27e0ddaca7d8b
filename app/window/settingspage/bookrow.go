package settingspage

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"istratray/app/control"
	"istratray/app/settings"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// bookRow shows one address book: its kind, its state, and what can be done with it.
type bookRow struct {
	section  *peopleSection
	object   fyne.CanvasObject
	state    *parts.Paragraph
	problem  *parts.Paragraph
	progress *parts.Progress
	up, down *parts.Button
	sync     *parts.Button
	edit     *parts.Button
}

func caption(colour fyne.ThemeColorName) parts.Style {
	return parts.Style{Size: theme.SizeNameCaptionText, Color: colour}
}

func newBookRow(s *peopleSection, name string) *bookRow {
	r := &bookRow{section: s, state: parts.NewParagraph("", caption(look.Muted), settingMeasure).Spoken(),
		problem: parts.NewParagraph("", caption(look.Danger), settingsWidth), progress: parts.NewProgress()}
	shown := map[string]any{"Name": parts.Clean(name)}
	r.up = parts.NewButton("", look.IconUp, parts.Quiet, func() { s.move(name, -1) })
	r.up.SetName(lang.L("Move {{.Name}} up", shown))
	r.down = parts.NewButton("", look.IconDown, parts.Quiet, func() { s.move(name, 1) })
	r.down.SetName(lang.L("Move {{.Name}} down", shown))
	r.sync = parts.NewButton(lang.L("Sync now"), "", parts.Plain, func() { s.sync(name) })
	r.edit = parts.NewButton(lang.L("Edit"), "", parts.Plain, func() { s.edit(name) })
	remove := parts.NewButton(lang.L("Remove"), "", parts.Danger, func() { s.remove(name) })
	title := parts.Beside(look.S, settingText, parts.NewText(name, parts.Style{Bold: true}),
		parts.HBox(look.XS, r.up, r.down))
	r.object = parts.Group(parts.RoleGroup, parts.Clean(name),
		parts.VBox(look.XS, title, r.state, r.problem, r.progress,
			parts.Pad(parts.Flow(look.S, r.sync, r.edit, remove), look.XS, 0, 0, 0)))
	return r
}

// show shows the state of the book, which has index i of n.
func (r *bookRow) show(b control.ContactBook, i, n int) {
	r.state.Set(r.stateOf(b))
	problem := control.Tell(lang.Problems(), b.Reason, b.Problem)
	r.problem.Set(problem)
	parts.Show(r.problem, problem != "")
	share := float32(0)
	if b.Total > 0 {
		share = float32(b.Done) / float32(b.Total)
	}
	r.progress.Set(share)
	parts.Show(r.progress, b.Syncing)
	r.sync.SetEnabled(!b.Syncing)
	r.up.SetEnabled(i > 0)
	r.down.SetEnabled(i < n-1)
	parts.Show(r.up, n > 1)
	parts.Show(r.down, n > 1)
	parts.Show(r.edit, b.Kind != settings.System) // of which there is nothing to say
}

// stateOf says what kind of book it is, how many people it has, and how old that is.
func (r *bookRow) stateOf(b control.ContactBook) string {
	facts := []string{kindOf(b.Kind)}
	switch {
	case b.Asked:
		facts = append(facts, lang.L("asked for each number"))
	case b.People > 0 || !b.Updated.IsZero():
		facts = append(facts, people(b.People))
	}
	switch {
	case b.Syncing && b.Total > 0:
		facts = append(facts, lang.L("reading {{.Done}} of {{.Total}}…",
			map[string]any{"Done": words.Number(b.Done), "Total": words.Number(b.Total)}))
	case b.Syncing && b.Done > 0:
		facts = append(facts, lang.L("reading, {{.Done}} so far…", map[string]any{"Done": words.Number(b.Done)}))
	case b.Syncing:
		facts = append(facts, lang.L("reading…"))
	case !b.Updated.IsZero():
		facts = append(facts, lang.L("Last synced: {{.Time}}",
			map[string]any{"Time": words.Moment(b.Updated.Time, r.section.desk.Now())}))
	}
	return strings.Join(facts, " · ")
}

func people(n int) string {
	return lang.N("{{.N}} people", n, map[string]any{"N": words.Number(n)})
}

// kindOf is a kind of address book in words.
func kindOf(kind string) string {
	switch kind {
	case settings.VCard:
		return lang.L("File")
	case settings.CardDAV:
		return "CardDAV"
	case settings.LDAP:
		return lang.L("Directory (LDAP)")
	}
	return lang.L("This computer")
}
