package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/istraclient/istratest"
)

// signInAt is a sign-in of the first session, with a password that no keyring keeps.
func (b *bare) signInAt(s *desktopSession) (cmd *exec.Cmd, ended <-chan int) {
	b.t.Helper()
	cmd = b.command("--hidden", "--server", b.platform.URL(), "--login", b.platform.Login(), "--password-stdin",
		"--ca-file", b.file("ca.pem"), "--log-level", "debug")
	cmd.Env, cmd.Stdin = append(cmd.Env, s.env...), strings.NewReader(b.platform.Password()+"\n")
	return cmd, b.begin(cmd)
}

// begin starts a program; its exit code comes when it has ended.
func (b *bare) begin(cmd *exec.Cmd) (ended <-chan int) {
	b.t.Helper()
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	code := make(chan int, 1)
	go func() { _ = cmd.Wait(); code <- cmd.ProcessState.ExitCode() }()
	return code
}

// hides fails where the password of a process can be read: in its arguments or its environment.
func (b *bare) hides(pid int) {
	b.t.Helper()
	for _, name := range []string{"cmdline", "environ"} {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", pid, name))
		if err != nil || strings.Contains(string(text), b.platform.Password()) {
			b.t.Errorf("the password is in %s of process %d, or that can't be read (%v)", name, pid, err)
		}
	}
}

// A session that takes over while the other one's agent signs in goes on with that.
func TestAHandoverDuringASignIn(t *testing.T) {
	b := newBare(t, istratest.Options{})
	first, second := newSession(t), newSession(t)
	b.platform.Faults().Add(istratest.Fault{Match: "v1/service/Login", Hang: true, Times: 1})
	_, firstEnded := b.signInAt(first)
	b.await("connecting")
	b.platform.Faults().Clear()
	cmd, secondEnded := b.autostart(second)
	b.endsWith(0, firstEnded, "the agent that was signing in")
	b.await("online")
	b.hides(cmd.Process.Pid)
	b.files()
	b.want(0, "quit")
	b.endsWith(0, secondEnded, "the second session's agent")
}

// asks is a start in a session, as far as its question to the agent that runs.
func (b *bare) asks(s *desktopSession) control.StartAnswer {
	b.t.Helper()
	client := control.NewClient(b.file("run/istratray-default.sock"))
	defer client.Close()
	answer, err := client.Start(b.t.Context(), control.StartRequest{From: control.OriginOf(s.getenv)})
	if err != nil || !answer.TakeOver {
		b.t.Fatalf("asked by another session, the agent goes on (%v)", err)
	}
	return answer
}

// A password that the platform has refused goes no further.
func TestARefusedPasswordIsNotHandedOver(t *testing.T) {
	b := newBare(t, istratest.Options{})
	first, second := newSession(t), newSession(t)
	_, firstEnded := b.signInAt(first)
	b.await("online")
	b.platform.SetPassword("246813")
	b.platform.ExpireSessions()
	b.run("call", "200") // which notices
	b.await("needs-sign-in")
	if account := b.asks(second).Account; account != (control.SignInRequest{}) {
		t.Errorf("handed over: the account of %q", account.Login)
	}
	b.endsWith(0, firstEnded, "the first session's agent")
	if refused := b.platform.State().RefusedLogins; refused != 1 {
		t.Errorf("%d refused logins", refused)
	}
}

// Whoever is killed in a handover: the next start is the agent.
func TestAKillInAHandover(t *testing.T) {
	t.Run("the one that asked", func(t *testing.T) {
		b := newBare(t, istratest.Options{})
		first, second := newSession(t), newSession(t)
		_, firstEnded := b.signInAt(first)
		b.await("online")
		if password := b.asks(second).Account.Password; password != b.platform.Password() {
			t.Errorf("handed over: %d characters of a password", len(password))
		}
		b.endsWith(0, firstEnded, "the first session's agent")
		_, ended := b.autostart(second)
		b.await("") // the one who knew the password is no more
		b.want(0, "quit")
		b.endsWith(0, ended, "the next agent")
	})
	t.Run("the one that was asked", func(t *testing.T) {
		b := newBare(t, istratest.Options{})
		first, second := newSession(t), newSession(t)
		cmd, firstEnded := b.signInAt(first)
		b.await("online")
		// It is busy ending.
		b.platform.Faults().Add(istratest.Fault{Match: "v1/service/Logout", Delay: 3 * time.Second})
		_, secondEnded := b.autostart(second)
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		err := b.platform.Await(ctx, func(istratest.State) bool {
			return len(b.platform.RequestsTo("GET", "v1/service/Logout")) > 0
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		b.endsWith(-1, firstEnded, "the killed agent")
		b.await("online")
		b.want(0, "quit")
		b.endsWith(0, secondEnded, "the second session's agent")
	})
}
