package transcribe

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"istratray/app/inbox"
)

// TestADiskThatIsFull has the sound written to a small disk, which another process mounts in a namespace of its own.
func TestADiskThatIsFull(t *testing.T) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "TRANSCRIBE_TEST_SMALL="+t.TempDir())
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
	}
	out, err := cmd.CombinedOutput()
	if errors.Is(err, syscall.EPERM) && os.Getenv("CI") != "true" {
		t.Skip("no namespace to mount a small disk in:", err)
	}
	if !strings.Contains(string(out), "failed: transcript-disk-full") {
		t.Fatalf("the child says %q, %v", out, err)
	}
}

// onSmallDisk is the child.
func onSmallDisk(dir string) {
	err := errors.Join(
		syscall.Mount("", "/", "", syscall.MS_PRIVATE|syscall.MS_REC, ""),
		syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=32k"))
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	t := New(Config{Dir: filepath.Join(dir, "work"), Store: nowhere{},
		Fetch: func(_ context.Context, id, format string) (Sound, error) {
			sound, err := lunch(id, format)
			return Sound{Body: io.NopCloser(bytes.NewReader(sound))}, err
		},
		Done: func(_ context.Context, _ string, k inbox.KeptTranscript) {
			fmt.Println(k.State+":", k.Reason.Reason)
			stop()
		},
	})
	t.Use(Program{Args: []string{"true"}})
	t.See(Mailbox{Account: anna, Online: true, Voicemails: []inbox.Voicemail{{ID: "1"}}})
	_ = t.Run(ctx)
}

// nowhere is a store on a disk that is full.
type nowhere struct{}

func (nowhere) PutTranscript(string, inbox.KeptTranscript) error { return syscall.ENOSPC }
func (nowhere) Transcript(string, string) (k inbox.KeptTranscript, found bool, err error) {
	return k, false, nil
}
func (nowhere) Transcripts(string) ([]inbox.KeptTranscript, error) { return nil, nil }
