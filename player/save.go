package player

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"istratray/player/decode"
)

// saveLimit is the largest message that is saved.
const saveLimit = 100 << 20

// Save writes a message to a file in one format, byte by byte as the platform delivers it. The file
// appears whole or not at all, readable by the user only; one of that name is replaced. Save refuses
// what is not sound with a *decode.Error, and returns how many bytes it wrote.
func Save(ctx context.Context, src Source, f Format, file string) (int64, error) {
	stream, err := src.Open(ctx, f)
	if err != nil {
		return 0, &LoadError{Err: err}
	}
	defer stream.Body.Close()
	defer context.AfterFunc(ctx, func() { stream.Body.Close() })()
	body := bufio.NewReader(&countedReader{r: stream.Body, left: stream.Length})
	if _, err := decode.Sniff(body, stream.ContentType, decode.Format(f)); err != nil {
		return 0, &LoadError{Err: err}
	}
	n, err := writeWhole(file, body)
	if err != nil {
		return 0, errors.Join(ctx.Err(), err)
	}
	return n, nil
}

// writeWhole writes beside the file first, so that nobody ever sees a half of it.
func writeWhole(file string, body io.Reader) (n int64, err error) {
	temporary, err := os.CreateTemp(filepath.Dir(file), ".voicemail-*")
	if err != nil {
		return 0, fmt.Errorf("save message: %w", err)
	}
	defer func() {
		if err != nil {
			temporary.Close()
			os.Remove(temporary.Name())
		}
	}()
	n, err = io.Copy(temporary, io.LimitReader(body, saveLimit+1))
	if err != nil {
		return 0, &LoadError{Err: err}
	}
	if n > saveLimit {
		return 0, &LoadError{Err: ErrTooLong}
	}
	if err := errors.Join(temporary.Sync(), temporary.Close()); err != nil {
		return 0, fmt.Errorf("save message: %w", err)
	}
	if err := os.Rename(temporary.Name(), file); err != nil {
		return 0, fmt.Errorf("save message: %w", err)
	}
	return n, nil
}

// nameLimit is how much of a label goes into a file name, in bytes.
const nameLimit = 80

// FileName makes the name of a file for a message, such as "2026-03-01 14.05 Anna Martin.ogg". The
// label is foreign text: only letters, digits and a few harmless signs of it are used.
func FileName(label string, at time.Time, f Format) string {
	var safe strings.Builder
	for _, r := range label {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("+-_()", r) {
			r = ' '
		}
		if safe.Len()+len(string(r)) > nameLimit {
			break
		}
		safe.WriteRune(r)
	}
	parts := append([]string{at.Format("2006-01-02 15.04")}, strings.Fields(safe.String())...)
	return strings.Join(parts, " ") + "." + string(f)
}
