package crash

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestMain is also the program that crashes, ends or is killed in the tests.
func TestMain(m *testing.M) {
	file := os.Getenv("CRASH_TEST_FILE")
	if file == "" {
		os.Exit(m.Run())
	}
	w, crashed, err := Begin(file)
	if err != nil {
		os.Exit(3)
	}
	switch os.Getenv("CRASH_TEST_END") {
	case "panic":
		go panic("the worst")
		select {}
	case "exit":
		os.Exit(4) // as good as killed
	}
	if err := w.Close(); err != nil {
		os.Exit(3)
	}
	if crashed {
		os.Exit(5)
	}
	os.Exit(0)
}

// child runs the program to its end and returns its exit code.
func child(t *testing.T, file, end string) int {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), "CRASH_TEST_FILE="+file, "CRASH_TEST_END="+end)
	_ = cmd.Run() // its code says it
	return cmd.ProcessState.ExitCode()
}

func TestACrashIsKeptAndToldOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new", "crash.txt")
	if code := child(t, file, "panic"); code != 2 {
		t.Fatalf("the program ended with %d", code)
	}
	if code := child(t, file, ""); code != 5 {
		t.Errorf("the next start saw no crash: %d", code)
	}
	report, err := os.ReadFile(Kept(file))
	if err != nil || !strings.Contains(string(report), "panic: the worst") ||
		!strings.Contains(string(report), "goroutine ") {
		t.Errorf("kept: %q, %v", report, err)
	}
	if info, err := os.Stat(Kept(file)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if code := child(t, file, ""); code != 0 {
		t.Errorf("the start after that ended with %d", code)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("a clean end left the file behind")
	}
}

func TestAKillIsNoCrash(t *testing.T) {
	file := filepath.Join(t.TempDir(), "crash.txt")
	if code := child(t, file, "exit"); code != 4 {
		t.Fatalf("the program ended with %d", code)
	}
	if code := child(t, file, ""); code != 0 {
		t.Errorf("the next start ended with %d", code)
	}
}

func TestAFolderThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Begin(filepath.Join(file, "crash.txt")); err == nil {
		t.Error("no error")
	}
}
