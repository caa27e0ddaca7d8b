package main

import (
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/istraclient/istratest"
)

// A session that ends sends SIGHUP, alone or with SIGTERM: what the user saw go is deleted all the same.
func TestSignalsEndTheAgentInGoodOrder(t *testing.T) {
	for name, signals := range map[string][]os.Signal{
		"SIGTERM": {syscall.SIGTERM}, "SIGHUP": {syscall.SIGHUP}, "logind": {syscall.SIGTERM, syscall.SIGHUP},
		"the other way": {syscall.SIGHUP, syscall.SIGTERM, syscall.SIGHUP},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBare(t, istratest.Options{Voicemails: []istratest.Voicemail{{ID: "7"}, {ID: "8"}}})
			cmd, ended := b.online()
			client := control.NewClient(b.file("run/istratray-default.sock"))
			defer client.Close()
			if err := client.Delete(t.Context(), inbox.VoicemailItem, "7", true); err != nil {
				t.Fatal(err)
			}
			if n := len(b.platform.RequestsTo("DELETE", "v1/logs/Voicemail")); n != 0 {
				t.Fatalf("deleted before the time for Undo was over: %d", n)
			}
			for _, s := range signals {
				_ = cmd.Process.Signal(s) // it may have ended by the last
			}
			if code := ended(); code != 0 {
				t.Errorf("exit code %d", code)
			}
			if n := len(b.platform.RequestsTo("DELETE", "v1/logs/Voicemail")); n != 1 {
				t.Errorf("%d deletions were carried out", n)
			}
		})
	}
}

// Who started it with nohup wants it to stay.
func TestNohupIsRespected(t *testing.T) {
	b := newBare(t, istratest.Options{})
	cmd := b.command("--hidden")
	shell := exec.CommandContext(t.Context(), "sh", "-c", `trap "" HUP; exec "$0" --hidden`, cmd.Path)
	shell.Env = cmd.Env
	if err := shell.Start(); err != nil {
		t.Fatal(err)
	}
	b.await("signed-out")
	_ = shell.Process.Signal(syscall.SIGHUP)
	b.want(0, "status")
	b.want(0, "quit")
	if err := shell.Wait(); err != nil {
		t.Error(err)
	}
}

// online is an agent that has signed in.
func (b *bare) online() (cmd *exec.Cmd, ended func() int) {
	b.t.Helper()
	// Whoever runs the tests with nohup doesn't mean the agent: a child gets what is not ignored here.
	hangUp := make(chan os.Signal, 1)
	signal.Notify(hangUp, syscall.SIGHUP)
	b.t.Cleanup(func() { signal.Stop(hangUp) })
	cmd = b.command("--hidden", "--server", b.platform.URL(), "--login", b.platform.Login(), "--password-stdin",
		"--ca-file", b.file("ca.pem"))
	cmd.Stdin = strings.NewReader(b.platform.Password() + "\n")
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	b.await("online")
	return cmd, func() int {
		defer time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() }).Stop()
		return codeOf(b.t, cmd.Wait())
	}
}
