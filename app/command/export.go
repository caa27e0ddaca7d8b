package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/recording"
	"istratray/app/safefile"
	"istratray/app/share"
	"istratray/app/table"
	"istratray/app/words"
	"istratray/app/zone"
	"istratray/player"
)

// export writes the call history as a table, or voicemails into a folder with one.
func export(ctx context.Context, c *call) error {
	from, to, err := c.days()
	if err != nil {
		return err
	}
	switch {
	case c.args[0] == "calls":
		return c.exportCalls(ctx, from, to)
	case c.args[0] != "voicemails":
		return usagef("there are exports of calls and of voicemails, not of %q", c.args[0])
	case len(c.args) < 2 || c.has("format") || c.args[1] == "" || isStdout(c.args[1]):
		return usagef("voicemails go into a folder: istratray export voicemails FOLDER")
	}
	return c.exportVoicemails(ctx, c.args[1], from, to)
}

// days are the first instant of --from and the first after --to; zero where they are not given.
func (c *call) days() (from, to time.Time, err error) {
	for flag, at := range map[string]*time.Time{"from": &from, "to": &to} {
		if !c.has(flag) {
			continue
		}
		if *at, err = time.ParseInLocation(time.DateOnly, c.flags[flag], zone.Local()); err != nil {
			return from, to, usagef("--%s is a day, such as 2026-03-18", flag)
		}
	}
	if !to.IsZero() {
		to = to.AddDate(0, 0, 1)
		if to.Before(from) {
			return from, to, usagef("--from is after --to")
		}
	}
	return from, to, nil
}

// within are the items of a time.
func within[T inbox.Item[T]](list []T, from, to time.Time) []T {
	kept := []T{}
	for _, item := range list {
		if at := item.ItemTime(); !at.Before(from) && (to.IsZero() || at.Before(to)) {
			kept = append(kept, item)
		}
	}
	return kept
}

func (c *call) exportCalls(ctx context.Context, from, to time.Time) error {
	file, err := c.file(1, "-")
	if err != nil {
		return err
	}
	write, err := c.callWriter(file)
	if err != nil {
		return err
	}
	calls, err := c.client.Calls(ctx, false)
	if err != nil {
		return err
	}
	calls = within(calls, from, to)
	here := zone.Local()
	for i := range calls {
		calls[i].Time = calls[i].Time.In(here)
		calls[i].Number = cmp.Or(calls[i].Number, calls[i].Callback) // as in list
	}
	fill := func(w io.Writer) error { return write(w, calls) }
	if isStdout(file) {
		return written(0, fill(c.Stdout))
	}
	if err := safefile.WriteNamed(ctx, file, 0o600, fill); err != nil {
		return notSaved(ctx, err)
	}
	return nil
}

// callWriter is how the calls are written: as --format says, else the file's ending, else as CSV.
func (c *call) callWriter(file string) (func(io.Writer, []inbox.Call) error, error) {
	format := strings.TrimPrefix(strings.ToLower(filepath.Ext(file)), ".")
	if c.has("format") {
		format = c.flags["format"]
	}
	switch format {
	case "json":
		return func(w io.Writer, calls []inbox.Call) error { return writeJSON(w, calls) }, nil
	case "xlsx":
		return func(w io.Writer, calls []inbox.Call) error { return table.WriteCalls(w, table.XLSX, calls) }, nil
	case "csv":
	default:
		if c.has("format") {
			return nil, usagef("--format is csv, json or xlsx")
		}
	}
	return func(w io.Writer, calls []inbox.Call) error { return table.WriteCalls(w, table.CSV, calls) }, nil
}

// exportVoicemails saves the sounds, the newest first, and then the tables about them. One that can't be had is
// said, and has no file in the tables.
func (c *call) exportVoicemails(ctx context.Context, dir string, from, to time.Time) error {
	list, err := c.client.Voicemails(ctx, false)
	if err != nil {
		return err
	}
	list = within(list, from, to)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return notSaved(ctx, err)
	}
	files, failed, here := map[string]string{}, 0, zone.Local()
	for i := range list {
		list[i].Time, list[i].Number = list[i].Time.In(here), cmp.Or(list[i].Number, list[i].Callback)
		name, err := c.exportSound(ctx, dir, list[i], files)
		if ctx.Err() != nil || endsExport(err) {
			return err
		}
		if err != nil {
			failed++
		}
		files[list[i].ID] = name
	}
	if err := c.exportTables(ctx, dir, list, files); err != nil {
		return err
	}
	if failed > 0 {
		return control.NewError(control.Refused, words.New("export-incomplete", words.Count, fmt.Sprint(failed)))
	}
	return nil
}

// endsExport reports whether the next message would fare no better.
func endsExport(err error) bool {
	switch control.CodeOf(err) {
	case control.NotRunning, control.Unreachable, control.NotSignedIn:
		return true
	}
	return errors.As(err, new(*unwritten))
}

// unwritten is a file that could not be written: the others can't be, either.
type unwritten struct{ error }

func (u *unwritten) Unwrap() error { return u.error }

// exportSound saves one voicemail's sound under a name that is not taken yet, and returns that.
func (c *call) exportSound(ctx context.Context, dir string, v inbox.Voicemail,
	taken map[string]string) (string, error) {
	kept, err := player.Keep(ctx, recording.Source{Agent: c.client, ID: v.ID}, player.Ogg)
	if err != nil {
		return "", errors.Join(ctx.Err(), playError(err))
	}
	defer kept.Close()
	name := share.Message{Voicemail: v}.Name()
	for _, other := range taken {
		if strings.TrimSuffix(other, filepath.Ext(other)) == name {
			name += " " + idInName(v.ID)
			break
		}
	}
	name += "." + endings[kept.Format]
	err = safefile.WriteNamed(ctx, filepath.Join(dir, name), 0o600, func(w io.Writer) error {
		_, err := kept.WriteTo(w)
		return err
	})
	if err != nil {
		return "", &unwritten{notSaved(ctx, err)}
	}
	return name, nil
}

// idInName is what of an ID may be in a file's name.
func idInName(id string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}, id)
}

func (c *call) exportTables(ctx context.Context, dir string, list []inbox.Voicemail, files map[string]string) error {
	file := func(id string) string { return files[id] }
	for name, fill := range map[string]func(io.Writer) error{
		"voicemails.csv":  func(w io.Writer) error { return table.WriteVoicemails(w, table.CSV, list, file) },
		"voicemails.xlsx": func(w io.Writer) error { return table.WriteVoicemails(w, table.XLSX, list, file) },
	} {
		if err := safefile.WriteNamed(ctx, filepath.Join(dir, name), 0o600, fill); err != nil {
			return notSaved(ctx, err)
		}
	}
	return nil
}
