package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"istratray/app/safefile"
)

// save writes the sound as the platform delivers it. The file is whole or not there.
func save(ctx context.Context, c *call) error {
	id, file := c.args[0], c.args[1]
	audio, err := c.client.Audio(ctx, id, formatOf(file))
	if err != nil {
		return err
	}
	defer audio.Body.Close()
	fill := func(w io.Writer) error {
		n, err := io.Copy(w, audio.Body)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return fmt.Errorf("the sound did not arrive whole: %w", err)
		case n == 0:
			return errors.New("the platform delivered no sound")
		}
		return nil
	}
	if isStdout(file) {
		return fill(c.Stdout)
	}
	if err := safefile.WriteNamed(ctx, file, 0o600, fill); err != nil {
		return fmt.Errorf("nothing was saved: %w", err)
	}
	return nil
}

// isStdout tells whether a FILE means standard output.
func isStdout(file string) bool {
	return slices.Contains([]string{"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}, file)
}

// formatOf is the format that a file's name asks for; Ogg when it asks for none.
func formatOf(file string) string {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".au", ".snd":
		return "au"
	case ".aac":
		return "aac"
	case ".mp4", ".m4a":
		return "mp4"
	}
	return "ogg"
}
