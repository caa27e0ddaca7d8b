package control_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/app/control/controltest"
	"istratray/app/inbox"
	"istratray/app/settings"
)

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

func voicemail(n int) inbox.Voicemail {
	return inbox.Voicemail{ID: fmt.Sprint(1000 + n), Label: fmt.Sprintf("Caller %d", n),
		Number: fmt.Sprintf("+331%08d", n), Time: noon.Add(time.Duration(n) * time.Minute), Seconds: 20, Read: n%2 == 0}
}

func call(n int) inbox.Call {
	return inbox.Call{ID: fmt.Sprint(5000 + n), Label: fmt.Sprintf("Caller %d", n),
		Time: noon.Add(time.Duration(n) * time.Minute), Direction: inbox.In, Missed: n%3 == 0}
}

// many gives n items, newest first.
func many[T any](n int, item func(int) T) []T {
	list := make([]T, 0, n)
	for i := range n {
		list = append(list, item(n-1-i))
	}
	return list
}

// serve starts a backend and gives a client of it.
func serve(t *testing.T, b *controltest.Backend) (*control.Client, *controltest.Agent) {
	t.Helper()
	agent := controltest.Serve(t, b)
	client := control.NewClient(agent.Socket)
	t.Cleanup(client.Close)
	return client, agent
}

func TestIntentsReachTheBackend(t *testing.T) {
	b := controltest.New(nil, nil)
	b.OnQuit = func() {}
	c, _ := serve(t, b)
	ctx := t.Context()
	for want, do := range map[string]func() error{
		"read 12 true":      func() error { return c.SetRead(ctx, "12", true) },
		"read a/b c? false": func() error { return c.SetRead(ctx, "a/b c?", false) },
		"delete voicemail 12 true": func() error {
			return c.Delete(ctx, inbox.VoicemailItem, "12", true)
		},
		"delete voicemail 14 15s": func() error {
			return c.DeleteLater(ctx, inbox.VoicemailItem, "14", 15*time.Second)
		},
		"delete call 13 false":      func() error { return c.Delete(ctx, inbox.CallItem, "13", false) },
		"undo call 13":              func() error { return c.Undo(ctx, inbox.CallItem, "13") },
		"seen 2026-05-04T12:00:00Z": func() error { return c.MissedSeen(ctx, noon) },
		"followup anna 2026-05-04T12:00:00Z": func() error {
			return c.SetFollowUp(ctx, inbox.FollowUp{Caller: "anna", Done: noon, Remind: noon})
		},
		"code 4711": func() error { return c.SecondFactor(ctx, "4711") },
		"retry":     func() error { return c.Retry(ctx) },
		"signout":   func() error { return c.SignOut(ctx) },
		"callerid true +33123456789": func() error {
			return c.SetCallerID(ctx, inbox.CallerID{Manual: true, Number: "+33123456789"})
		},
		"show {Page:calls Item:12 Play:true Dial:}": func() error {
			return c.Show(ctx, control.Show{Page: "calls", Item: "12", Play: true})
		},
		"page call 13": func() error {
			return c.OpenCallerPage(ctx, control.PageRequest{Kind: inbox.CallItem, ID: "13"})
		},
		`hook ["lamp" "on"]`: func() error {
			ended, err := c.TryHook(ctx, control.HookTrial{Command: []string{"lamp", "on"}})
			if ended.Output != "done" {
				t.Errorf("TryHook = %+v", ended)
			}
			return err
		},
		"quit": func() error { return c.Quit(ctx) },
		"signin phone.example.com anna": func() error {
			return c.SignIn(ctx, control.SignInRequest{Server: "phone.example.com", Login: "anna", Password: "1234"})
		},
		"call +331 from 7": func() error {
			answer, err := c.PlaceCall(ctx, control.CallRequest{Destination: " +331 ", Phone: "7"})
			if answer.Phone.Label != "Desk phone" {
				t.Errorf("PlaceCall = %+v", answer)
			}
			return err
		},
	} {
		if err := do(); err != nil {
			t.Errorf("%s: %v", want, err)
		}
		if asked := b.Asked(); asked[len(asked)-1] != want {
			t.Errorf("the backend was asked to %q, want %q", asked[len(asked)-1], want)
		}
	}
	if b.Password() != "1234" {
		t.Errorf("the backend got the password %q", b.Password())
	}
}

func TestStatus(t *testing.T) {
	b := controltest.New(nil, nil)
	b.Change(func(s *inbox.Snapshot) {
		s.Counts = inbox.Counts{UnreadVoicemails: 2, MissedCalls: 1}
		s.Counts.TextMessages = 4
		s.Account.Name, s.Account.Company, s.Account.Extension = "Anna Keller", "Hartmann Ltd", "313"
		s.Account.Platform = inbox.Platform{Version: "9.1", Build: "77"}
		s.Updated, s.Connection.Since = noon, noon
		s.Connection.Problem = inbox.Problem{Code: inbox.Unreachable, Message: "No network."}
	})
	c, _ := serve(t, b)
	got, err := c.Status(t.Context())
	want := control.Status{State: inbox.Online, UnreadVoicemails: 2, MissedCalls: 1, Badge: 3,
		Updated: control.Moment{Time: noon}, Since: noon,
		Server: "phone.example.com", Login: "anna", Problem: "No network.", TextMessages: 4,
		User:     control.User{Name: "Anna Keller", Company: "Hartmann Ltd", Extension: "313"},
		Platform: inbox.Platform{Version: "9.1", Build: "77"}}
	if err != nil || got != want {
		t.Fatalf("Status = %+v, %v; want %+v", got, err, want)
	}
}

func TestListsAndTheirFilters(t *testing.T) {
	c, _ := serve(t, controltest.New(many(5, voicemail), many(7, call)))
	for _, unread := range []bool{false, true} {
		got, err := c.Voicemails(t.Context(), unread)
		want := map[bool]int{false: 5, true: 2}[unread]
		if err != nil || len(got) != want {
			t.Errorf("Voicemails(unread %v) = %d, %v; want %d", unread, len(got), err, want)
		}
	}
	for _, missed := range []bool{false, true} {
		got, err := c.Calls(t.Context(), missed)
		want := map[bool]int{false: 7, true: 3}[missed]
		if err != nil || len(got) != want || got[0].ID != "5006" {
			t.Errorf("Calls(missed %v) = %d, %v; want %d", missed, len(got), err, want)
		}
	}
}

// A list that can't be read is an error while nothing of it is known; the other one answers.
func TestAListThatCannotBeReadIsNotEmpty(t *testing.T) {
	b := controltest.New(nil, nil)
	b.Change(func(s *inbox.Snapshot) {
		s.Mailbox = inbox.ListState{Since: noon, Problem: inbox.Problem{Code: inbox.PlatformError,
			Message: "It is ill."}}
	})
	c, _ := serve(t, b)
	if _, err := c.Voicemails(t.Context(), false); control.CodeOf(err) != control.Unreachable ||
		!strings.Contains(err.Error(), "It is ill.") {
		t.Errorf("Voicemails = %v", err)
	}
	if _, err := c.Calls(t.Context(), false); err != nil {
		t.Errorf("Calls = %v", err)
	}
}

func TestListsAreNeverEmptyForWantOfKnowing(t *testing.T) {
	for name, tt := range map[string]struct {
		connection inbox.Connection
		want       control.Code
	}{
		"signed out": {inbox.Connection{State: inbox.SignedOut}, control.NotSignedIn},
		"needs a person": {inbox.Connection{State: inbox.NeedsSignIn,
			Problem: inbox.Problem{Code: inbox.WrongPassword, Message: "no"}}, control.NotSignedIn},
		"offline": {inbox.Connection{State: inbox.Offline}, control.Unreachable},
	} {
		b := controltest.New(nil, nil)
		b.Change(func(s *inbox.Snapshot) {
			s.Mailbox, s.History, s.Connection = inbox.ListState{}, inbox.ListState{}, tt.connection
		})
		c, _ := serve(t, b)
		if _, err := c.Voicemails(t.Context(), false); control.CodeOf(err) != tt.want {
			t.Errorf("%s: Voicemails = %v, want %s", name, err, tt.want)
		}
	}
}

func TestListsWaitForTheFirstReading(t *testing.T) {
	b := controltest.New(nil, nil)
	b.Change(func(s *inbox.Snapshot) {
		s.Mailbox, s.History, s.Connection.State = inbox.ListState{}, inbox.ListState{}, inbox.Connecting
	})
	c, _ := serve(t, b)
	go func() {
		for b.Watching() == 0 {
			select {
			case <-t.Context().Done():
				return
			case <-time.After(time.Millisecond):
			}
		}
		b.Change(func(s *inbox.Snapshot) { s.Connection.State = inbox.Syncing })
		b.Change(func(s *inbox.Snapshot) { s.History, s.Calls = inbox.ListState{Known: true}, many(3, call) })
	}()
	if got, err := c.Calls(t.Context(), false); err != nil || len(got) != 3 {
		t.Fatalf("Calls = %v, %v", got, err)
	}
}

func TestSettingsTravelWholeAndInPart(t *testing.T) {
	b := controltest.New(nil, nil)
	c, agent := serve(t, b)
	want := b.Settings()
	want.Phone, want.Playback.Speed = "77", 2
	if err := c.SetSettings(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	if got, err := c.Settings(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("Settings = %+v, %v; want %+v", got, err, want)
	}
	set := want
	set.Phone, set.Hidden, set.StartAtLogin, set.Hook = "", true, true, []string{"lamp"}
	set.Notifications.QuietFrom, set.Notifications.QuietTo, set.Notifications.SnoozeUntil = "22:00",
		"07:00", time.Now().UTC()
	for _, s := range []settings.Settings{set, want} { // what is cleared again must arrive as well
		if err := c.SetSettings(t.Context(), s); err != nil || !reflect.DeepEqual(b.Settings(), s) {
			t.Fatalf("the agent has %+v, want %+v (%v)", b.Settings(), s, err)
		}
	}
	status, body := raw(t, agent.Socket, "PUT", "/v1/settings", `{"playback":{"volume":0.5}}`)
	if status != 204 || b.Settings().Playback.Volume != 0.5 || b.Settings().Playback.Speed != 2 {
		t.Errorf("a part of the settings: %d %s, settings now %+v", status, body, b.Settings())
	}
	want.Playback.Speed = 50
	if err := c.SetSettings(t.Context(), want); control.CodeOf(err) != control.BadRequest {
		t.Errorf("SetSettings out of range = %v", err)
	}
}

func TestErrorsKeepTheirClassAndHideWhatTheyAreNot(t *testing.T) {
	b := controltest.New(nil, nil)
	c, _ := serve(t, b)
	for _, code := range []control.Code{control.Refused, control.BadRequest, control.NotFound, control.NotSignedIn,
		control.Unreachable, control.Unsure} {
		want := &control.Error{Code: code, Message: "Words.", Problem: "p", Detail: "d"}
		b.OnAny = func(string) error { return fmt.Errorf("session: %w", want) }
		err := c.SetRead(t.Context(), "1", true)
		var got *control.Error
		if !errors.As(err, &got) || *got != *want {
			t.Errorf("%s arrived as %#v", code, err)
		}
	}
	b.OnAny = func(string) error { return controltest.ErrPlain }
	if err := c.SetRead(t.Context(), "1", true); control.CodeOf(err) != control.Refused ||
		strings.Contains(err.Error(), "secret") {
		t.Errorf("an untyped error arrived as %v", err)
	}
}

func TestNobodyRuns(t *testing.T) {
	dir := t.TempDir()
	stale := filepath.Join(dir, "s.sock")
	l, err := net.Listen("unix", stale)
	if err != nil {
		t.Fatal(err)
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	l.Close()
	for _, socket := range []string{filepath.Join(dir, "none"), filepath.Join(dir, "no", "folder"), stale} {
		c := control.NewClient(socket)
		if _, err := c.Status(t.Context()); control.CodeOf(err) != control.NotRunning {
			t.Errorf("%s: Status = %v, want not-running", filepath.Base(socket), err)
		}
		if err := c.SetRead(t.Context(), "1", true); control.CodeOf(err) != control.NotRunning {
			t.Errorf("%s: SetRead = %v, want not-running: nothing was sent", filepath.Base(socket), err)
		}
	}
}

func TestAgentThatDiesUnderARequestLeavesItUnsure(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "s")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = conn.Read(make([]byte, 1000))
			conn.Close()
		}
	}()
	c := control.NewClient(socket)
	if _, err := c.PlaceCall(t.Context(),
		control.CallRequest{Destination: "1"}); control.CodeOf(err) != control.Unsure {
		t.Errorf("PlaceCall = %v, want unsure", err)
	}
	if _, err := c.Status(t.Context()); control.CodeOf(err) != control.NotRunning {
		t.Errorf("Status = %v, want not-running", err)
	}
}

func TestCallersContextWins(t *testing.T) {
	b := controltest.New(nil, nil)
	ctx, cancel := context.WithCancel(t.Context())
	b.OnCall = func(ctx context.Context, _ control.CallRequest) (control.CallAnswer, error) {
		cancel()
		<-ctx.Done() // the agent learns that nobody waits any more
		return control.CallAnswer{}, ctx.Err()
	}
	c, _ := serve(t, b)
	if _, err := c.PlaceCall(ctx, control.CallRequest{Destination: "1"}); !errors.Is(err, context.Canceled) {
		t.Fatalf("PlaceCall = %v, want canceled", err)
	}
}

func TestItemsThatNoPathCanCarry(t *testing.T) {
	c, _ := serve(t, controltest.New(nil, nil))
	for _, id := range []string{"", ".", ".."} {
		if err := c.SetRead(t.Context(), id, true); control.CodeOf(err) != control.NotFound {
			t.Errorf("SetRead(%q) = %v", id, err)
		}
	}
}

func TestAudioArrivesAsItComes(t *testing.T) {
	b := controltest.New(nil, nil)
	pr, pw := io.Pipe()
	b.Sound = func(context.Context, string, string) (control.Audio, error) {
		return control.Audio{Body: pr, ContentType: "application/ogg", Length: -1}, nil
	}
	c, _ := serve(t, b)
	audio, err := c.Audio(t.Context(), "12", "ogg")
	if err != nil || audio.ContentType != "application/ogg" || audio.Length != -1 {
		t.Fatalf("Audio = %+v, %v", audio, err)
	}
	defer audio.Body.Close()
	for _, piece := range []string{"first", "second"} { // each read before the next is there
		if _, err := io.WriteString(pw, piece); err != nil {
			t.Fatal(err)
		}
		got := make([]byte, len(piece))
		if _, err := io.ReadFull(audio.Body, got); err != nil || string(got) != piece {
			t.Fatalf("read %q, %v; want %q", got, err, piece)
		}
	}
	pw.Close()
	if rest, err := io.ReadAll(audio.Body); err != nil || len(rest) != 0 {
		t.Fatalf("rest = %q, %v", rest, err)
	}
}

func TestAudioCutShortIsNotTakenForWhole(t *testing.T) {
	for _, length := range []int64{-1, 100} {
		b := controltest.New(nil, nil)
		b.Sound = func(context.Context, string, string) (control.Audio, error) {
			body := io.MultiReader(strings.NewReader("part"), failing{})
			return control.Audio{Body: io.NopCloser(body), ContentType: "application/ogg", Length: length}, nil
		}
		c, _ := serve(t, b)
		audio, err := c.Audio(t.Context(), "12", "ogg")
		if err != nil || audio.Length != length {
			t.Fatalf("Audio = %+v, %v", audio, err)
		}
		if got, err := io.ReadAll(audio.Body); err == nil {
			t.Errorf("length %d: read %q without an error", length, got)
		}
		audio.Body.Close()
	}
}

func TestAudioErrors(t *testing.T) {
	b := controltest.New(nil, nil)
	c, _ := serve(t, b)
	if _, err := c.Audio(t.Context(), "12", "wma"); control.CodeOf(err) != control.BadRequest {
		t.Errorf("Audio(wma) = %v", err)
	}
	b.OnAny = func(string) error { return &control.Error{Code: control.NotFound, Message: "gone"} }
	if _, err := c.Audio(t.Context(), "12", "ogg"); control.CodeOf(err) != control.NotFound {
		t.Errorf("Audio of nothing = %v", err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("platform went away") }

func TestUpdatedIsNullWhileUnknown(t *testing.T) {
	for want, at := range map[string]time.Time{`"updated":null`: {}, `"updated":"` + noon.Format(time.RFC3339): noon} {
		line, err := json.Marshal(control.Status{Updated: control.Moment{Time: at}})
		if err != nil || !strings.Contains(string(line), want) {
			t.Errorf("%s, %v: want %s in it", line, err, want)
		}
	}
	var back control.Status
	if err := json.Unmarshal([]byte(`{"updated":null}`), &back); err != nil || !back.Updated.IsZero() {
		t.Errorf("null came back as %v, %v", back.Updated, err)
	}
}
