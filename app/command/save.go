package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"istratray/app/control"
	"istratray/app/recording"
	"istratray/app/safefile"
	"istratray/app/words"
	"istratray/player"
)

// save writes the sound as the phone system delivers it, in the format that the file's name asks for if that
// can be had. The file is whole or not there.
func save(ctx context.Context, c *call) error {
	file, err := c.file(1, "")
	if err != nil {
		return err
	}
	asked := formatOf(file)
	kept, err := player.Keep(ctx, recording.Source{Agent: c.client, ID: c.args[0]}, asked)
	if err != nil {
		return errors.Join(ctx.Err(), playError(err))
	}
	defer kept.Close()
	fill := func(w io.Writer) error {
		_, err := kept.WriteTo(w)
		return err
	}
	if isStdout(file) {
		err = written(0, fill(c.Stdout))
	} else if err = safefile.WriteNamed(ctx, file, 0o600, fill); err != nil {
		err = notSaved(ctx, err)
	}
	if err == nil {
		c.remark(kept, asked)
	}
	return err
}

// notSaved is why a file was not written. Who interrupted it knows why.
func notSaved(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return control.NewError(control.Refused, words.New("not-saved", "error", err.Error()))
}

// file is the argument that names a file to read or write, or else what is usual. An empty one is wrong usage: it comes
// of a variable that was never set.
func (c *call) file(at int, usual string) (string, error) {
	switch {
	case len(c.args) <= at:
		return usual, nil
	case c.args[at] == "":
		return "", usagef("the name of the file is empty")
	}
	return c.args[at], nil
}

// isStdout reports whether a FILE means standard output.
func isStdout(file string) bool {
	return slices.Contains([]string{"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}, file)
}

// remark says on standard error what is not as it was asked for.
func (c *call) remark(kept *player.Kept, asked player.Format) {
	var remarks []string
	if kept.Format != asked {
		remarks = append(remarks, c.say("saved-as", "format", formatNames[kept.Format], "asked", formatNames[asked]))
	}
	if kept.Flaw != nil {
		remarks = append(remarks, playError(kept.Flaw).Tell(Book(c.Places)))
	}
	if len(remarks) > 0 {
		fmt.Fprintln(c.Stderr, "istratray: "+strings.Join(remarks, " "))
	}
}

var formatNames = map[player.Format]string{player.Ogg: "Ogg", player.AU: "AU", player.AAC: "AAC", player.MP4: "MP4"}

// formatOf is the format that a file's name asks for; Ogg when it asks for none.
func formatOf(file string) player.Format {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".au", ".snd":
		return player.AU
	case ".aac":
		return player.AAC
	case ".mp4", ".m4a":
		return player.MP4
	}
	return player.Ogg
}
