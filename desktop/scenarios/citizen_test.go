//go:build desktop

package scenarios

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/app/settings"
	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// One agent a profile: who starts it again wants to see it.
func TestASecondStartShowsTheWindow(t *testing.T) { onEach(t, secondStart) }

func secondStart(t *testing.T, wm string) {
	s := begin(t, rig.Options{WM: wm, Sound: rig.None}, istratest.Options{})
	s.signIn("--hidden")
	s.succeeds("--hidden")
	if s.desk.WindowExists("Istra Tray") {
		t.Error("a hidden start has opened a window")
	}
	s.succeeds()
	s.desk.WaitWindow("Istra Tray", patience)
	s.succeeds()
	if children := s.agent.Children(); len(children) != 1 {
		t.Errorf("the agent has children %v, want one window", children)
	}
	if items := s.desk.TrayItems(); len(items) != 1 {
		t.Errorf("%d tray items", len(items))
	}
	s.shot("window")
	s.quit()
}

// A link is a suggestion: nothing is dialled before the user says so, and codes never are.
func TestALinkAsksBeforeItCalls(t *testing.T) {
	s := begin(t, rig.Options{}, istratest.Options{})
	s.signIn("--hidden")
	for _, link := range []string{"tel:*21*0900123456%23", "tel:%2A21%23", "callto:#31#5551234",
		"tel:", "tel:$(reboot)"} {
		p := s.desk.Run(program, link)
		if p.ExitCode() != 2 || strings.Count(p.Stderr(), "\n") != 1 {
			t.Errorf("%s: exit code %d, %q", link, p.ExitCode(), p.Stderr())
		}
	}
	if s.desk.WindowExists("Istra Tray") {
		t.Error("a refused link has opened the window")
	}
	s.succeeds("tel:+49-7231-555123;phone-context=x")
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.WaitText("Call this number", patience)
	s.shot("asks")
	s.succeeds("callto:004972315559999")
	window.WaitText("004972315559999", patience)
	if placed := s.platform.PlacedCalls(); len(placed) != 0 {
		t.Fatalf("a link has placed %+v", placed)
	}
	window.Focus()
	window.Key("Return") // only goes to the button
	window.Key("Return")
	s.await("the call", func(p istratest.State) bool { return len(p.Placed) == 1 })
	if placed := s.platform.PlacedCalls()[0].Destination; placed != "004972315559999" {
		t.Errorf("placed %s", placed)
	}
	preferences := s.preferences(s.client())
	preferences.Hidden = true
	s.must(s.client().SetSettings(t.Context(), preferences))
	s.quit()

	s.agent = s.desk.Spawn(program, "tel:201") // a link can also be what starts it
	s.desk.WaitWindow("Istra Tray", patience).WaitText("201", patience)
	if placed := s.platform.PlacedCalls(); len(placed) != 1 {
		t.Errorf("placed %+v", placed)
	}
	s.quit()
}

// At login neither the tray nor the network need to be there already.
func TestItStartsAtLogin(t *testing.T) {
	s := begin(t, rig.Options{}, istratest.Options{Voicemails: []istratest.Voicemail{{RemoteLabel: "Anna Schmidt",
		RemoteNumber: "214", Time: time.Now()}}})
	s.signIn("--hidden")
	file := filepath.Join(s.desk.Getenv("XDG_CONFIG_HOME"), "autostart", "istratray.desktop")
	client := s.client()
	preferences := s.preferences(client)
	preferences.StartAtLogin = true
	s.must(client.SetSettings(t.Context(), preferences))
	entry, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s.says("autostart", "status", "on\n")
	s.says("autostart", "off", "")
	if s.preferences(client).StartAtLogin {
		t.Error("the settings still say that it starts at login")
	}
	s.says("autostart", "on", "")
	if again, err := os.ReadFile(file); err != nil || string(again) != string(entry) {
		t.Errorf("it wrote %q, the settings %q (%v)", again, entry, err)
	}
	s.quit()

	s.desk.StopService("tray")
	s.platform.Stop()
	s.agent = s.desk.Spawn("sh", "-c", "exec "+execLine(t, string(entry)))
	s.waitState("offline")
	s.desk.StartService("tray")
	s.must(s.platform.Resume())
	s.tray = s.desk.WaitTray("istratray", patience)
	s.tray.WaitTooltip("1 voicemail", patience)
	s.waitState("online")
	if s.desk.WindowExists("Istra Tray") {
		t.Error("the start at login has opened a window")
	}
	s.quit()
}

// A command of the user's runs for each new item, also where nothing pops up.
func TestTheHookRuns(t *testing.T) {
	s := begin(t, rig.Options{}, istratest.Options{})
	s.signIn("--hidden")
	out := filepath.Join(s.desk.Getenv("HOME"), "hook.txt")
	preferences := s.preferences(s.client())
	preferences.Notifications.Voicemails = false
	preferences.Hook = []string{"sh", "-c",
		`printf '%s|' "$ISTRATRAY_EVENT" "$ISTRATRAY_ID" "$ISTRATRAY_LABEL" "$ISTRATRAY_PROFILE" >> "$1"`, "hook", out}
	s.must(s.client().SetSettings(t.Context(), preferences))
	id := s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna $(touch pwned)\n", RemoteNumber: "214"})
	want := "voicemail|" + id + "|Anna $(touch pwned)|default|"
	rig.Eventually(t, patience, "the command ran", func() error {
		got, err := os.ReadFile(out)
		if err == nil && string(got) != want {
			err = fmt.Errorf("it was given %q, want %q", got, want)
		}
		return err
	})
	if shown := s.desk.Notifications().All(); len(shown) != 0 {
		t.Errorf("voicemails are switched off, and %v was shown", shown)
	}
	s.quit()
}

// A crash is reported at the next start, and a bundle for the support holds no secret.
func TestACrashIsToldOf(t *testing.T) {
	s := begin(t, rig.Options{}, istratest.Options{})
	s.signIn("--hidden")
	s.waitPasswordKept()
	s.agent.Signal(syscall.SIGABRT)
	if code := s.agent.Wait(patience); code != 2 {
		t.Errorf("the agent ended with code %d", code)
	}
	s.agent = s.desk.Spawn(program, "--hidden", "--log-level", "debug")
	s.desk.Notifications().Wait("closed unexpectedly", patience)
	s.waitState("online")
	bundle := filepath.Join(s.desk.Getenv("HOME"), "support.zip")
	s.says("support", bundle, bundle+"\n")
	files := unpack(t, bundle)
	if !strings.Contains(files["crash.txt.last"], "SIGABRT") || !strings.Contains(files["status.json"], "online") ||
		files["istratray.log"] == "" {
		t.Errorf("the bundle lacks what it is for: %v", files)
	}
	for name, text := range files {
		for _, secret := range []string{s.platform.Password(), s.platform.Login(), s.desk.Getenv("HOME")} {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds %q", name, secret)
			}
		}
	}
	s.quit()
	s.agent = s.desk.Spawn(program, "--hidden")
	s.waitState("online")
	if strings.Contains(s.agent.Stderr(), "unexpectedly") {
		t.Error("the crash was told of twice")
	}
	s.quit()
}

// succeeds starts the program once more.
func (s *story) succeeds(args ...string) {
	s.Helper()
	if p := s.desk.Run(program, args...); p.ExitCode() != 0 || p.Stderr() != "" {
		s.Errorf("%v: exit code %d, %s", args, p.ExitCode(), p.Stderr())
	}
}

// says runs a command with one argument, and compares what it prints.
func (s *story) says(command, argument, want string) {
	s.Helper()
	if p := s.desk.Run(program, command, argument); p.ExitCode() != 0 || p.Stdout() != want {
		s.Errorf("%s %s: exit code %d, %q, %s", command, argument, p.ExitCode(), p.Stdout(), p.Stderr())
	}
}

func (s *story) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// client speaks to the agent as the window does.
func (s *story) client() *control.Client {
	c := control.NewClient(filepath.Join(s.desk.Getenv("XDG_RUNTIME_DIR"), "istratray-default.sock"))
	s.Cleanup(c.Close)
	return c
}

func (s *story) preferences(c *control.Client) settings.Settings {
	s.Helper()
	now, err := c.Settings(s.Context())
	s.must(err)
	return now
}

// execLine is the command of a desktop entry. Its quoting is the shell's as long as there is none.
func execLine(t *testing.T, entry string) string {
	t.Helper()
	_, rest, found := strings.Cut(entry, "\nExec=")
	line, _, _ := strings.Cut(rest, "\n")
	if !found || !strings.HasSuffix(line, " --hidden") {
		t.Fatalf("the entry is %q", entry)
	}
	return line
}

func unpack(t *testing.T, file string) map[string]string {
	t.Helper()
	archive, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	files := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err = errors.Join(err, r.Close()); err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}
