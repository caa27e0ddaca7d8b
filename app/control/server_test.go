package control_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/app/control/controltest"
	"istratray/app/inbox"
)

// raw sends a request as curl would.
func raw(t *testing.T, socket, method, path, body string) (int, string) {
	t.Helper()
	hc := http.Client{Transport: &http.Transport{DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", socket)
		}}}
	req, err := http.NewRequestWithContext(t.Context(), method, "http://x"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := hc.Do(req)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

func TestBadRequestsAreAnsweredInWords(t *testing.T) {
	b := controltest.New(nil, nil)
	_, agent := serve(t, b)
	for _, tt := range []struct{ method, path, body string }{
		{"GET", "/", ""},
		{"GET", "/v2/status", ""},
		{"POST", "/v1/status", ""},
		{"PUT", "/v1/voicemails/1", ""},
		{"PUT", "/v1/voicemails/1", "{"},
		{"PUT", "/v1/voicemails/1", `{"read":true} {"read":false}`},
		{"PUT", "/v1/voicemails/1", `{"read":"yes"}`},
		{"PUT", "/v1/voicemails/1", `{}`},
		{"PUT", "/v1/voicemails/1", `null`},
		{"PUT", "/v1/voicemails/1", `{"read":true,"x":"` + strings.Repeat("a", 1<<20) + `"}`},
		{"DELETE", "/v1/calls/1?undo=perhaps", ""},
		{"GET", "/v1/calls?missed=2", ""},
		{"GET", "/v1/voicemails?unread=x", ""},
		{"GET", "/v1/snapshots?window=x", ""},
		{"POST", "/v1/undo", `{"kind":"fax","id":"1"}`},
		{"POST", "/v1/calls", `{"destination":"  "}`},
		{"POST", "/v1/signin", `{"server":"a"}`},
		{"POST", "/v1/missed/seen", `{"until":"yesterday"}`},
		{"GET", "/v1/voicemails/1/audio?format=exe", ""},
	} {
		status, text := raw(t, agent.Socket, tt.method, tt.path, tt.body)
		if status != http.StatusBadRequest || !strings.Contains(text, `"code":"bad-request","message":"`) {
			t.Errorf("%s %s %.40s: %d %s", tt.method, tt.path, tt.body, status, text)
		}
	}
	if _, text := raw(t, agent.Socket, "POST", "/v1/calls", "{}"); !strings.Contains(text,
		`"problem":"number","detail":"empty"`) {
		t.Errorf("a call of nobody: %s", text)
	}
	if asked := b.Asked(); len(asked) != 0 {
		t.Errorf("the backend was asked to %v", asked)
	}
}

func TestStatusJSONHasTheStableKeys(t *testing.T) {
	b := controltest.New(nil, nil)
	b.Change(func(s *inbox.Snapshot) { s.Updated = noon; s.Counts.UnreadVoicemails = 2 })
	_, agent := serve(t, b)
	_, text := raw(t, agent.Socket, "GET", "/v1/status", "")
	want := `{"state":"online","unreadVoicemails":2,"missedCalls":0,"badge":2,"updated":"2026-05-04T12:00:00Z","server":"phone.example.com","login":"anna","push":false}`
	if strings.TrimSpace(text) != want {
		t.Fatalf("status is %s, want %s", text, want)
	}
}

// The user is missing until the platform was asked, and then has all three keys.
func TestStatusJSONSaysWhoIsSignedIn(t *testing.T) {
	b := controltest.New(nil, nil)
	b.Change(func(s *inbox.Snapshot) { s.Account.Name, s.Counts.TextMessages = "Anna Keller", 2 })
	_, agent := serve(t, b)
	_, text := raw(t, agent.Socket, "GET", "/v1/status", "")
	for _, want := range []string{`"user":{"name":"Anna Keller","company":"","extension":""}`,
		`"textMessages":2`, `"badge":0`} {
		if !strings.Contains(text, want) {
			t.Errorf("status is %s, without %s", text, want)
		}
	}
}

func TestGoroutinesAreCounted(t *testing.T) {
	_, agent := serve(t, controltest.New(nil, nil))
	status, text := raw(t, agent.Socket, "GET", "/v1/goroutines", "")
	if n := 0; status != http.StatusOK || !strings.Contains(text, "control.(*Server).Serve") {
		t.Errorf("status %d, %s", status, text)
	} else if _, err := fmt.Sscan(text, &n); err != nil || n < 2 {
		t.Errorf("%d goroutines (%v)", n, err)
	}
}

func TestAPanicNeverEndsTheAgent(t *testing.T) {
	b := controltest.New(nil, nil)
	b.OnAny = func(string) error { panic("boom with a secret") }
	c, _ := serve(t, b)
	err := c.SetRead(t.Context(), "1", true)
	if control.CodeOf(err) != control.Refused || strings.Contains(err.Error(), "secret") {
		t.Errorf("SetRead = %v, want refused in neutral words", err)
	}
	if _, err := c.Status(t.Context()); err != nil {
		t.Errorf("after the panic: %v", err)
	}
}

func TestAPanicInTheMiddleCutsTheAnswer(t *testing.T) {
	b := controltest.New(nil, nil)
	b.Sound = func(context.Context, string, string) (control.Audio, error) {
		return control.Audio{Body: io.NopCloser(io.MultiReader(strings.NewReader("part"),
			panicking{})), Length: -1}, nil
	}
	c, _ := serve(t, b)
	audio, err := c.Audio(t.Context(), "1", "ogg")
	if err != nil {
		t.Fatal(err)
	}
	defer audio.Body.Close()
	if got, err := io.ReadAll(audio.Body); err == nil {
		t.Errorf("read %q without an error", got)
	}
}

type panicking struct{}

func (panicking) Read([]byte) (int, error) { panic("boom") }

func TestServeEndsInTimeWhateverIsUnderWay(t *testing.T) {
	b := controltest.New(many(10, voicemail), nil)
	entered := make(chan struct{})
	b.OnCall = func(ctx context.Context, _ control.CallRequest) (control.CallAnswer, error) {
		close(entered)
		<-ctx.Done()
		return control.CallAnswer{}, ctx.Err()
	}
	c, agent := serve(t, b)
	ended := make(chan error, 2)
	watching := make(chan struct{}, 10)
	go func() {
		ended <- c.Watch(context.Background(), control.WatchOptions{},
			func(inbox.Snapshot) { watching <- struct{}{} }, nil)
	}()
	<-watching
	called := make(chan error, 1)
	go func() {
		_, err := c.PlaceCall(context.Background(), control.CallRequest{Destination: "1"})
		called <- err
	}()
	<-entered
	start := time.Now()
	agent.Stop()
	if took := time.Since(start); took > 5*time.Second { // it takes 0.6 s on a machine with nothing else to do
		t.Errorf("Serve took %v to end", took)
	}
	if err := <-ended; err != nil {
		t.Errorf("Watch = %v, want nil: the agent said Bye", err)
	}
	if err := <-called; err == nil {
		t.Error("PlaceCall that was cut off = nil")
	}
	if _, err := c.Status(context.Background()); control.CodeOf(err) != control.NotRunning {
		t.Errorf("Status afterwards = %v", err)
	}
}

// serveImpatient serves with other limits than usual.
func serveImpatient(t *testing.T, b *controltest.Backend, limit func(*control.Server)) (socket string) {
	t.Helper()
	socket = filepath.Join(t.TempDir(), "s")
	l, err := control.Listen(socket)
	if err != nil {
		t.Fatal(err)
	}
	server := control.NewServer(b, nil)
	limit(server)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := server.Serve(ctx, l); err != nil {
			t.Errorf("Serve: %v", err)
		}
	}()
	t.Cleanup(func() { cancel(); <-done })
	return socket
}

func TestClientsThatKeepTheServerWaiting(t *testing.T) {
	b := controltest.New(nil, many(20_000, call)) // more than a socket's buffer holds
	b.Sound = func(context.Context, string, string) (control.Audio, error) {
		return control.Audio{Body: io.NopCloser(endless{}), Length: -1}, nil
	}
	socket := serveImpatient(t, b, func(s *control.Server) { s.SetLimits(300 * time.Millisecond) })
	for name, request := range map[string]string{
		"half a head":       "GET /v1/status HTTP/1.1\r\nHost:",
		"half a body":       "PUT /v1/voicemails/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
		"snapshots untaken": "GET /v1/snapshots HTTP/1.1\r\nHost: x\r\n\r\n",
		"sound untaken":     "GET /v1/voicemails/1/audio HTTP/1.1\r\nHost: x\r\n\r\n",
	} {
		conn, err := net.Dial("unix", socket)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(conn, request); err != nil {
			t.Fatal(err)
		}
		if err := conn.SetDeadline(time.Now().Add(30 * time.Second)); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "untaken") {
			for err == nil { // until the server hangs up, whose answer is not taken
				_, err = conn.Write([]byte("\n"))
			}
		} else {
			_, err = io.Copy(io.Discard, conn)
		}
		if errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%s: the connection was still open after 30 s", name)
		}
		conn.Close()
	}
	if n := b.Watching(); n != 0 {
		t.Errorf("%d streams are still subscribed", n)
	}
}

// endless is a sound without an end.
type endless struct{}

func (endless) Read(b []byte) (int, error) { return len(b), nil }

func TestListsThatAreNeverReadYetSaySo(t *testing.T) {
	b := controltest.New(nil, nil)
	b.Change(func(s *inbox.Snapshot) {
		s.Mailbox, s.History, s.Connection.State = inbox.ListState{}, inbox.ListState{}, inbox.Connecting
	})
	c := control.NewClient(serveImpatient(t, b, func(s *control.Server) { s.SetListLimit(100 * time.Millisecond) }))
	defer c.Close()
	if _, err := c.Calls(t.Context(), false); control.CodeOf(err) != control.Unreachable {
		t.Errorf("Calls = %v, want unreachable", err)
	}
}
