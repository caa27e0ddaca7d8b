//go:build desktop

package window

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/app/control/controltest"
	"istratray/app/inbox"
	"istratray/app/window/internal/fake"
	"istratray/desktop/rig"
)

// socketVariable makes the test's binary a window process on that socket.
const socketVariable = "ISTRATRAY_TEST_WINDOW"

func TestMain(m *testing.M) {
	if socket := os.Getenv(socketVariable); socket != "" {
		os.Exit(child(socket))
	}
	os.Exit(m.Run())
}

// child is the window process: main's part in small.
func child(socket string) int {
	err := Run(context.Background(), Options{
		Client: control.NewClient(socket),
		Logger: slog.New(slog.NewTextHandler(os.Stderr, nil)),
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// soon is how long what should happen at once may take on a busy machine.
const soon = 30 * time.Second

// house is a window process on a desktop, with an agent that remembers what it was asked.
type house struct {
	t       *testing.T
	desk    *rig.Desk
	backend *controltest.Backend
	agent   *controltest.Agent
	process *rig.Process
}

func newHouse(t *testing.T, s inbox.Snapshot) *house {
	t.Helper()
	h := &house{t: t, desk: rig.Start(t, rig.Options{Tray: rig.None, Notify: rig.None, Keyring: rig.None})}
	h.backend = controltest.New(nil, nil)
	h.backend.Publish(s)
	h.backend.Sound = func(_ context.Context, _, format string) (control.Audio, error) {
		if format != "au" {
			return control.Audio{}, &control.Error{Code: control.Refused, Message: "Not in this format."}
		}
		sound := tone(4 * time.Second)
		return control.Audio{Body: io.NopCloser(bytes.NewReader(sound)), ContentType: "audio/basic",
			Length: int64(len(sound))}, nil
	}
	h.agent = controltest.Serve(t, h.backend)
	return h
}

// open starts the window process and waits for its window.
func (h *house) open() *rig.Window {
	h.t.Helper()
	cmd := h.desk.Command(os.Args[0])
	cmd.Env = append(cmd.Environ(), socketVariable+"="+h.agent.Socket)
	h.process = h.desk.Start(cmd)
	return h.desk.WaitWindow("Istra Tray", soon)
}

// waitAsked waits until the agent was asked something.
func (h *house) waitAsked(what string) {
	h.t.Helper()
	rig.Eventually(h.t, soon, "the agent is asked "+what, func() error {
		if asked := h.backend.Asked(); !slices.Contains(asked, what) {
			return fmt.Errorf("asked so far: %q", asked)
		}
		return nil
	})
}

// quiet checks that Fyne had nothing to complain about.
func (h *house) quiet() {
	h.t.Helper()
	if said := h.process.Stderr(); strings.Contains(said, "Fyne") {
		h.t.Errorf("standard error: %s", said)
	}
}

// tone is an AU file of a 440 Hz sine, 8 kHz, 16 bits.
func tone(d time.Duration) []byte {
	samples := int(d.Seconds() * 8000)
	out := []byte(".snd")
	for _, v := range []uint32{24, uint32(2 * samples), 3, 8000, 1} {
		out = binary.BigEndian.AppendUint32(out, v)
	}
	for i := range samples {
		out = binary.BigEndian.AppendUint16(out, uint16(int16(12000*math.Sin(2*math.Pi*440*float64(i)/8000))))
	}
	return out
}

func TestListenCallBackAndClose(t *testing.T) {
	h := newHouse(t, fake.Snapshot(time.Now()))
	w := h.open()
	if class := h.desk.Run("xprop", "-name", "Istra Tray", "WM_CLASS").Stdout(); !strings.Contains(class,
		`"istratray", "istratray"`) {
		t.Errorf("the window's class: %s", class)
	}
	w.WaitText("Anna Lindqvist", soon)
	recording := h.desk.Record()
	w.Key("space")
	h.waitAsked("audio v1 au")
	h.waitAsked("read v1 true")
	heard := func() error {
		return rig.Follow(recording.Heard(), sine(2*time.Second))
	}
	rig.Eventually(t, soon, "the tone is heard", heard)
	w.ClickText("Call back")
	h.waitAsked("call +46850578000")
	w.Close()
	if code := h.process.Wait(soon); code != 0 {
		t.Errorf("the process ended with %d", code)
	}
	h.quiet()
}

// sine is what tone sounds like, as the rig records it.
func sine(d time.Duration) rig.PCM {
	out := make(rig.PCM, int(d.Seconds()*rig.Rate))
	for i := range out {
		out[i] = 0.3 * math.Sin(2*math.Pi*440*float64(i)/rig.Rate)
	}
	return out
}

func TestWindowEndsWithTheAgent(t *testing.T) {
	h := newHouse(t, fake.Snapshot(time.Now()))
	h.open().WaitText("Voicemail", soon)
	h.agent.Stop()
	if code := h.process.Wait(soon); code != 0 {
		t.Errorf("the process ended with %d: %s", code, h.process.Stderr())
	}
	h.quiet()
}

func TestNoDisplayIsSaidInWords(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	err := Run(t.Context(), Options{Client: control.NewClient("/nowhere")})
	if !errors.Is(err, ErrNoDisplay) {
		t.Errorf("got %v", err)
	}
}
