package player_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"istratray/player"
	"istratray/player/decode"
)

func TestSave(t *testing.T) {
	data := testFile(t, "mulaw.au")
	file := filepath.Join(t.TempDir(), "message.au")
	n, err := player.Save(t.Context(), &source{files: map[player.Format]string{player.AU: "mulaw.au"}}, player.AU, file)
	if err != nil || n != int64(len(data)) {
		t.Fatalf("%d bytes, %v", n, err)
	}
	got, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(got, data) {
		t.Errorf("%d bytes in the file, %v", len(got), err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestSaveLeavesNothingHalf(t *testing.T) {
	data := testFile(t, "mulaw.au")
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	var coding *decode.Error
	for name, test := range map[string]struct {
		ctx  context.Context
		src  player.Source
		kind func(error) bool
	}{
		"refused":   {t.Context(), &source{}, func(err error) bool { var e *player.RefusedError; return errors.As(err, &e) }},
		"not sound": {t.Context(), body("<html>no</html>", -1), func(err error) bool { return errors.As(err, &coding) }},
		"cut off":   {t.Context(), body(string(data[:5000]), int64(len(data))), func(err error) bool { var e *player.LoadError; return errors.As(err, &e) }},
		"cancelled": {cancelled, body(string(data), -1), func(err error) bool { return errors.Is(err, context.Canceled) }},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			_, err := player.Save(test.ctx, test.src, player.AU, filepath.Join(dir, "message.au"))
			if !test.kind(err) {
				t.Errorf("got %v", err)
			}
			if left, _ := os.ReadDir(dir); len(left) > 0 {
				t.Errorf("leaves %v", left)
			}
		})
	}
	if _, err := player.Save(t.Context(), body(string(data), -1), player.AU, filepath.Join(t.TempDir(), "no", "such.au")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("into a missing folder: %v", err)
	}
}

// body is a Source of one body, which announces a length.
func body(text string, length int64) player.Source {
	return &bodies{func(ctx context.Context) *player.Stream {
		return &player.Stream{Body: stream(ctx, []byte(text), 0).Body, Length: length}
	}}
}

func TestFileName(t *testing.T) {
	at := time.Date(2026, 3, 1, 14, 5, 0, 0, time.UTC)
	for label, want := range map[string]string{
		"Anna Martin":          "2026-03-01 14.05 Anna Martin.ogg",
		"+33 (0)6 12":          "2026-03-01 14.05 +33 (0)6 12.ogg",
		"":                     "2026-03-01 14.05.ogg",
		"../../etc/passwd":     "2026-03-01 14.05 etc passwd.ogg",
		`..\..\CON:`:           "2026-03-01 14.05 CON.ogg",
		"a\x00b\nc\u202egpj":   "2026-03-01 14.05 a b c gpj.ogg",
		"Éloïse 東京":            "2026-03-01 14.05 Éloïse 東京.ogg",
		"$(rm -rf ~); `x` | y": "2026-03-01 14.05 (rm -rf ) x y.ogg",
	} {
		if got := player.FileName(label, at, player.Ogg); got != want {
			t.Errorf("%q becomes %q, want %q", label, got, want)
		}
	}
	if got := player.FileName(strings.Repeat("東", 1000), at, player.MP4); len(got) > 120 {
		t.Errorf("%d bytes", len(got))
	}
}
