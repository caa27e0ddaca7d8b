package istraclient

import (
	"bytes"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"istratray/istraclient/istratest"
)

// lockedBuffer is a buffer for several goroutines.
type lockedBuffer struct {
	mu sync.Mutex // guards b
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// Neither the log at its most talkative nor any error carries a secret or a number.
func TestNoSecretsInLogs(t *testing.T) {
	var log lockedBuffer
	p := startPlatform(t, istratest.Options{Voicemails: []istratest.Voicemail{{ID: "7", RemoteNumber: "+33489879144"}}})
	p.Faults().Set(istratest.Quirks{MalformedFrames: true, ForeignFrames: true})
	c := newClient(t, p, func(o *Options) {
		o.Logger = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	l, _ := listen(t, c)
	p.SetTextMessages(1)
	await(t, l.events, "a frame")
	if err := c.PlaceCall(t.Context(), p.Terminals()[0].ID, "+33489879144"); err != nil {
		t.Fatal(err)
	}
	session := c.current()
	l.end(t)
	p.SetPassword("999999")
	p.ExpireSessions()
	_, err := c.GetCounters(t.Context())
	as[*SignInError](t, err)
	p.Stop()
	_, err2 := c.GetCounters(t.Context())
	text := log.String() + err.Error() + err2.Error()
	if !strings.Contains(text, "answer") {
		t.Error("nothing was logged")
	}
	for _, secret := range []string{p.Password(), "135790", session.token, session.cookies[0].value,
		"33489879144", "Basic"} {
		if strings.Contains(text, secret) {
			t.Errorf("%q is in the log:\n%s", secret, text)
		}
	}
}
