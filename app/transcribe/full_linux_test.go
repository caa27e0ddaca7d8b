package transcribe

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"istratray/app/inbox"
	"istratray/internal/smalldisk"
)

// TestADiskThatIsFull has the sound written to a small disk, which another process mounts in a namespace of its own.
func TestADiskThatIsFull(t *testing.T) {
	out, err := smalldisk.Child(t, "TRANSCRIBE_TEST_SMALL="+t.TempDir())
	if !strings.Contains(out, "failed: transcript-disk-full") {
		t.Fatalf("the child says %q, %v", out, err)
	}
}

// onSmallDisk is the child.
func onSmallDisk(dir string) {
	if err := smalldisk.Mount(dir, "32k"); err != nil {
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
