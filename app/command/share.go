package command

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"istratray/app/recording"
	"istratray/app/safefile"
	"istratray/app/share"
	"istratray/player"
)

var endings = map[player.Format]string{player.Ogg: "ogg", player.AU: "au", player.AAC: "aac", player.MP4: "m4a"}

// shareMessage hands a voicemail over: as an e-mail to be sent, or as sound with its text beside it.
func shareMessage(ctx context.Context, c *call) error {
	path, err := c.file(1, "")
	if err != nil {
		return err
	}
	if c.has("text") && isStdout(path) {
		return usagef("--text writes two files: name a file or a folder")
	}
	voicemail, err := c.voicemail(ctx, c.args[0])
	if err != nil {
		return err
	}
	voicemail.Number = cmp.Or(voicemail.Number, voicemail.Callback) // as in list
	asked := player.Ogg
	if c.has("text") {
		asked = formatOf(path)
	}
	kept, err := player.Keep(ctx, recording.Source{Agent: c.client, ID: voicemail.ID}, asked)
	if err != nil {
		return playError(err)
	}
	defer kept.Close()
	m := share.Message{Voicemail: voicemail, Sound: kept, Ending: endings[kept.Format], Book: &Book(c.Places).Book}
	switch {
	case c.has("text"):
		err = c.shareText(ctx, path, m)
	case isStdout(path):
		err = written(0, m.WriteEML(c.Stdout))
	default:
		err = c.shareFile(ctx, named(path, m.Name()+".eml"), m.WriteEML)
	}
	if err == nil && kept.Flaw != nil {
		fmt.Fprintln(c.Stderr, "istratray: "+oneLine(playError(kept.Flaw).Tell(Book(c.Places))))
	}
	return err
}

// shareText writes the sound, and the text beside it into a file of the same name that ends in .txt.
func (c *call) shareText(ctx context.Context, path string, m share.Message) error {
	sound := named(path, m.Name()+"."+m.Ending)
	err := c.shareFile(ctx, sound, func(w io.Writer) error { _, err := m.Sound.WriteTo(w); return err })
	if err != nil {
		return err
	}
	return c.shareFile(ctx, strings.TrimSuffix(sound, filepath.Ext(sound))+".txt", func(w io.Writer) error {
		_, err := io.WriteString(w, m.Text())
		return err
	})
}

// shareFile writes a file, whole or not at all, and prints its name.
func (c *call) shareFile(ctx context.Context, file string, fill func(io.Writer) error) error {
	if err := safefile.WriteNamed(ctx, file, 0o600, fill); err != nil {
		return notSaved(ctx, err)
	}
	c.printf("%s\n", oneLine(file))
	return nil
}

// named is the file that a path names: one of that name in it where it is a folder, here where it is empty.
func named(path, name string) string {
	if path == "" {
		return name
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() || strings.HasSuffix(path, string(filepath.Separator)) {
		return filepath.Join(path, name)
	}
	return path
}
