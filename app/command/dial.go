package command

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"istratray/app/control"
	"istratray/app/numbers"
	"istratray/app/words"
)

// maxLine bounds what is read for a number.
const maxLine = 4 << 10

// dial opens the dial page, where the number waits for the user to call it.
func dial(ctx context.Context, c *call) error {
	show := control.Show{Page: "dial", From: control.OriginOf(os.Getenv)}
	switch {
	case c.has("clipboard") && len(c.args) > 0:
		return usagef("the number comes from the clipboard: name no other")
	case c.has("clipboard"):
		show.Paste = true
	case len(c.args) > 0:
		typed, err := c.typed()
		if err != nil {
			return err
		}
		if show.Dial, err = numbers.Typed(typed); err != nil {
			return usagef("%s", objection(numbers.ReasonOf(err)))
		}
	}
	return c.client.Show(ctx, show)
}

// typed is the number as given, which may be in groups; - means that it is in the first line of standard input.
func (c *call) typed() (string, error) {
	if len(c.args) > 1 || c.args[0] != "-" {
		return strings.Join(c.args, " "), nil
	}
	line, err := bufio.NewReader(io.LimitReader(c.Stdin, maxLine)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", control.NewError(control.Refused, words.New("input-unreadable", "error", err.Error()))
	}
	return line, nil
}

func objection(why numbers.Reason) string {
	if text, ok := objections[why]; ok {
		return text
	}
	return objections[numbers.NoNumber]
}
