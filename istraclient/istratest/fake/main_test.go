package main

import (
	"bufio"
	"context"
	"crypto/x509"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestRunSaysHowToSignInAndEnds(t *testing.T) {
	ca := filepath.Join(t.TempDir(), "it's a file.pem")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, []string{"-addr", "127.0.0.1:0", "-control", "127.0.0.1:0", "-login", "o'neil", "-password",
			"42", "-ca", ca}, in, io.Discard)
		in.Close()
	}()
	lines := bufio.NewScanner(out)
	var text strings.Builder
	for range 4 {
		lines.Scan()
		text.WriteString(lines.Text() + "\n")
	}
	want := regexp.MustCompile(`^Simulated platform at https://127\.0\.0\.1:\d+/restletrouter
Control page       at http://127\.0\.0\.1:\d+/
Sign in with:
  echo 42 \| istratray --profile fake --server https://127\.0\.0\.1:\d+/restletrouter --login 'o'\\''neil' --password-stdin --ca-file '.*/it'\\''s a file\.pem'
$`)
	if !want.MatchString(text.String()) {
		t.Error(text.String())
	}
	pem, err := os.ReadFile(ca)
	if err != nil || !x509.NewCertPool().AppendCertsFromPEM(pem) {
		t.Errorf("%q %v", pem, err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestRunRefuses(t *testing.T) {
	for name, args := range map[string][]string{
		"an unknown flag":  {"-nothing"},
		"an argument":      {"now"},
		"a bad address":    {"-addr", "nowhere"},
		"a bad control":    {"-addr", "127.0.0.1:0", "-control", "nowhere"},
		"an impossible CA": {"-addr", "127.0.0.1:0", "-ca", filepath.Join(t.TempDir(), "no", "folder")},
	} {
		if err := run(t.Context(), args, io.Discard, io.Discard); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
