package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"istratray/istraclient/istratest"
)

// The watch for crashes stands before the store is opened: what is damaged there must not end the program unseen. The
// store is held by someone else here, so that the program hangs in opening it until it is ended.
func TestACrashInOpeningTheStoreIsToldOf(t *testing.T) {
	b := newBare(t, istratest.Options{})
	ended := b.start("", "--hidden")
	b.await("signed-out")
	b.want(0, "quit")
	ended()
	held, err := os.OpenFile(b.file("state/istratray/default/store.db"), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	if err := syscall.Flock(int(held.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	cmd := b.command("--hidden")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	b.opens(cmd.Process.Pid, "state/istratray/default/store.db")
	if err := cmd.Process.Signal(syscall.SIGABRT); err != nil {
		t.Fatal(err)
	}
	if code := codeOf(t, cmd.Wait()); code != 2 {
		t.Errorf("exit code %d", code)
	}
	report, err := os.ReadFile(b.file("state/istratray/default/crash.txt"))
	if err != nil || !strings.Contains(string(report), "SIGABRT") {
		t.Errorf("the report is %q, %v", report, err)
	}
	held.Close()
	ended = b.start("", "--hidden")
	b.await("signed-out")
	b.want(0, "quit")
	if _, said := ended(); !strings.Contains(said, "unexpectedly") {
		t.Errorf("the next start says %q", said)
	}
}

// opens waits until a process has a file open.
func (b *bare) opens(pid int, name string) {
	b.t.Helper()
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for deadline := time.Now().Add(20 * time.Second); ; <-again.C {
		open, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
		for _, fd := range open {
			if target, err := os.Readlink(fd); err == nil && target == b.file(name) {
				return
			}
		}
		if time.Now().After(deadline) {
			b.t.Fatalf("%s was not opened", name)
		}
	}
}
