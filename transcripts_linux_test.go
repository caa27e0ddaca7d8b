package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/app/settings"
	"istratray/istraclient/istratest"
)

// A voicemail becomes text on its whole way: from the platform to the command line, over a restart, and is forgotten
// with its account.
func TestAVoicemailBecomesText(t *testing.T) {
	b := newBare(t, istratest.Options{Voicemails: []istratest.Voicemail{{ID: "7", RemoteLabel: "Anna"},
		{ID: "8", Read: true}}})
	account := []string{"--hidden", "--server", b.platform.URL(), "--login", b.platform.Login(), "--password-stdin",
		"--ca-file", b.file("ca.pem")}
	ended := b.start(b.platform.Password()+"\n", account...)
	b.await("online")
	if got := object[row](b, "transcript", "7", "--json"); got["state"] != "none" || got["text"] != "" {
		t.Errorf("without a transcriber: %v", got)
	}
	b.set(func(s *settings.Settings) {
		s.Transcriber = []string{"/bin/sh", "-c", `head -c 4 "$1"; echo " $2"; echo run >>"` + b.file("runs") + `"`,
			"sh", "{file}", "{language}"}
		s.Language = "fr"
	})
	b.awaitText("7", "RIFF fr")
	b.awaitText(b.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Tom"}), "RIFF fr")
	b.awaitText("8", "RIFF fr") // by asking
	b.want(1, "transcript", "9")
	for _, v := range object[[]row](b, "list", "voicemails", "--json") {
		if v["transcript"] != "RIFF fr" {
			t.Errorf("in the list: %v", v)
		}
	}
	b.want(0, "quit")
	ended()
	ended = b.start(b.platform.Password()+"\n", account...)
	b.await("online")
	b.awaitText("7", "RIFF fr")
	if runs, _ := os.ReadFile(b.file("runs")); strings.Count(string(runs), "run") != 3 {
		t.Errorf("the transcriber ran: %q", runs)
	}
	client := b.client()
	if err := client.SignOut(t.Context()); err != nil && control.CodeOf(err) != control.Refused { // there is no keyring
		t.Error(err)
	}
	b.want(4, "transcript", "7")
	b.want(0, "quit")
	ended()
	if left, err := os.ReadFile(filepath.Join(b.home, "state", "istratray", "default", "store.db")); err != nil ||
		strings.Contains(string(left), "RIFF fr") {
		t.Errorf("after signing out the text is still on the disk (%v)", err)
	}
}

func (b *bare) client() *control.Client {
	client := control.NewClient(filepath.Join(b.runtime, "istratray-default.sock"))
	b.t.Cleanup(client.Close)
	return client
}

func (b *bare) set(change func(*settings.Settings)) {
	b.t.Helper()
	client := b.client()
	s, err := client.Settings(b.t.Context())
	if err == nil {
		change(&s)
		err = client.SetSettings(b.t.Context(), s)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

// awaitText asks for a transcript until it is ready.
func (b *bare) awaitText(id, want string) {
	b.t.Helper()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for deadline := time.Now().Add(time.Minute); ; <-again.C {
		got := object[row](b, "transcript", id, "--json")
		if got["state"] == "ready" && got["text"] == want {
			return
		}
		if time.Now().After(deadline) || got["state"] == "failed" {
			b.t.Fatalf("%s: %v", id, got)
		}
	}
}
