package pages

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/parts"
	"istratray/app/window/words"
	"istratray/app/zone"
)

// saveVoicemail saves a message's sound in the format that the settings name, or else in one that the platform has.
func saveVoicemail(d *desk.Desk, v inbox.Voicemail) {
	format := d.Preferences.Current.Playback.Format
	save(d, func(ctx context.Context, dir string) (saved, flaw string, err error) {
		return saveSound(ctx, d, v, format, dir)
	})
}

// saveVoicemails saves several messages' sounds; the first that fails ends it.
func saveVoicemails(d *desk.Desk, messages []inbox.Voicemail) {
	format, n := d.Preferences.Current.Playback.Format, len(messages)
	all := func(string) string { return lang.N("{{.N}} messages saved", n, map[string]any{"N": words.Number(n)}) }
	saveSaying(d, all, func(ctx context.Context, dir string) (saved, flaw string, err error) {
		for _, v := range messages {
			if saved, flaw, err = saveSound(ctx, d, v, format, dir); err != nil {
				return "", "", err
			}
		}
		return saved, flaw, nil
	})
}

func saveSound(ctx context.Context, d *desk.Desk, v inbox.Voicemail, format, dir string) (saved,
	flaw string, err error) {
	name := FileName(v.Time.In(zone.Local()).Format("2006-01-02 15.04")+" "+v.Shown()) + "."
	r, err := d.Player.Record(ctx, v.ID, format)
	if err != nil {
		return "", "", err
	}
	defer r.Sound.Close()
	saved, err = saveNew(dir, name+r.Ending, func(w io.Writer) error {
		_, err := r.Sound.WriteTo(w)
		return err
	})
	return saved, r.Flaw, err
}

// save writes a file into the folder for downloads, off Fyne's goroutine, and says where it is.
func save(d *desk.Desk, write func(ctx context.Context, dir string) (saved, flaw string, err error)) {
	saveSaying(d, func(saved string) string {
		return lang.L("Saved as {{.Name}}", map[string]any{"Name": saved})
	}, write)
}

// saveSaying is save with a message of its own.
func saveSaying(d *desk.Desk, said func(saved string) string,
	write func(ctx context.Context, dir string) (saved, flaw string, err error)) {
	dir := d.Downloads
	var saved, flaw string
	d.Do(func(ctx context.Context) (err error) {
		saved, flaw, err = write(ctx, dir)
		return err
	}, func(err error) {
		var failed *fs.PathError
		switch {
		case errors.As(err, &failed) && control.CodeOf(err) == "":
			d.Logger.Warn("save", "err", err)
			d.Say(lang.L("Couldn't save to {{.Folder}}. Check free space and permissions.",
				map[string]any{"Folder": dir}), desk.ToastLong)
		case err != nil:
			d.Report(err)
		default:
			text := strings.TrimSuffix(said(saved)+". "+flaw, ". ")
			d.Frame.Offer(text, lang.L("Show folder"), desk.ToastLong, func() { openFolder(dir) })
		}
	})
}

// saveNew writes a new file, with a number in its name where that is taken. A file that could not
// be written whole is removed again.
func saveNew(dir, name string, write func(io.Writer) error) (saved string, err error) {
	f, saved, err := createNew(dir, name)
	if err != nil {
		return "", err
	}
	if err = errors.Join(write(f), f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return saved, nil
}

func createNew(dir, name string) (*os.File, string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, "", err
	}
	ext := filepath.Ext(name)
	base := strings.TrimSuffix(name, ext)
	for n := 1; ; n++ {
		f, err := os.OpenFile(filepath.Join(dir, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if !errors.Is(err, fs.ErrExist) || n > 999 {
			return f, name, err
		}
		name = fmt.Sprintf("%s (%d)%s", base, n+1, ext)
	}
}

// What a part of a file's name may measure: systems take 255 bytes or units for the whole.
const (
	nameLetters = 80
	nameBytes   = 180
)

// FileName makes of any text the part of a name that every system takes: no separators, no dots or blanks
// at the ends, at most 80 letters.
func FileName(text string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, parts.Clean(text))
	runes := []rune(name)
	runes = runes[:min(nameLetters, len(runes))]
	for len(string(runes)) > nameBytes {
		runes = runes[:len(runes)-1]
	}
	name = string(runes)
	name = strings.Trim(name, ". ")
	if name == "" {
		return "-"
	}
	return name
}

func openFolder(dir string) {
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(dir)}
	_ = fyne.CurrentApp().OpenURL(&u) // without a file manager, the message has at least said the name
}
