package pages

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"istratray/app/inbox"
	"istratray/app/share"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
)

// shareItems hand a message over to others.
func shareItems(d *desk.Desk, v inbox.Voicemail) []*fyne.MenuItem {
	return []*fyne.MenuItem{
		saveItem(d, v),
		fyne.NewMenuItem(lang.L("Save sound and text"), func() { saveWithText(d, v) }),
		fyne.NewMenuItem(lang.L("Save as e-mail"), func() { saveMail(d, v) }),
		fyne.NewMenuItem(lang.L("Copy as text"), func() {
			fyne.CurrentApp().Clipboard().SetContent(shared(v).Text())
			d.Say(lang.L("Text copied"), desk.ToastShort)
		}),
	}
}

func saveItem(d *desk.Desk, v inbox.Voicemail) *fyne.MenuItem {
	return fyne.NewMenuItem(lang.L("Save to Downloads"), func() { saveVoicemail(d, v) })
}

// shared is a message to hand over, in the window's language.
func shared(v inbox.Voicemail) share.Message {
	return share.Message{Voicemail: v, Book: lang.Problems()}
}

// saveMail saves a message as an e-mail that mail programs open as a draft.
func saveMail(d *desk.Desk, v inbox.Voicemail) {
	m, format := shared(v), d.Preferences.Current.Playback.Format
	save(d, func(ctx context.Context, dir string) (saved, flaw string, err error) {
		r, err := d.Player.Record(ctx, v.ID, format)
		if err != nil {
			return "", "", err
		}
		defer r.Sound.Close()
		m.Sound, m.Ending = r.Sound, r.Ending
		saved, err = saveNew(dir, m.Name()+".eml", m.WriteEML)
		return saved, r.Flaw, err
	})
}

// saveWithText saves a message's sound and, beside it under the same name, what there is to read about it.
func saveWithText(d *desk.Desk, v inbox.Voicemail) {
	m, format := shared(v), d.Preferences.Current.Playback.Format
	save(d, func(ctx context.Context, dir string) (saved, flaw string, err error) {
		r, err := d.Player.Record(ctx, v.ID, format)
		if err != nil {
			return "", "", err
		}
		defer r.Sound.Close()
		saved, err = saveNew(dir, m.Name()+"."+r.Ending, func(w io.Writer) error {
			_, err := r.Sound.WriteTo(w)
			return err
		})
		if err != nil {
			return "", "", err
		}
		beside := strings.TrimSuffix(saved, filepath.Ext(saved)) + ".txt"
		_, err = saveNew(dir, beside, func(w io.Writer) error {
			_, err := io.WriteString(w, m.Text())
			return err
		})
		return saved, r.Flaw, err
	})
}
