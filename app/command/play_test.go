package command

import (
	"context"
	"errors"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/app/control/controltest"
	"istratray/app/words"
	"istratray/player"
	"istratray/player/output/outputtest"
)

var recordings = map[string]string{
	"ogg": "../../player/testdata/vorbis8.ogg", "au": "../../player/testdata/mulaw.au",
	"aac": "../../player/testdata/adts16.aac", "mp4": "../../player/testdata/tablelast.mp4",
}

// speech has the backend deliver a real recording, in these formats only.
func speech(b *controltest.Backend, formats ...string) {
	b.Sound = func(_ context.Context, _, asked string) (control.Audio, error) {
		if !slices.Contains(formats, asked) {
			return control.Audio{}, &control.Error{Code: control.Refused, Message: "not in this format"}
		}
		f, err := os.Open(recordings[asked])
		return control.Audio{Body: f, ContentType: "application/" + asked, Length: -1}, err
	}
}

func TestPlayToTheEndMarksRead(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the test's sound server is Linux's")
	}
	outputtest.StartPulse(t)
	b := recorded(3)
	speech(b, "au") // so that it has to fall back
	agent := controltest.Serve(t, b)
	if got := run(t, agent.Socket, "play", "145"); got.code != 0 {
		t.Fatalf("play: %+v", got)
	}
	asked := b.Asked()
	for _, want := range []string{"audio 145 ogg", "audio 145 au", "read 145 true"} {
		if !slices.Contains(asked, want) {
			t.Errorf("the agent was not asked to %q but %v", want, asked)
		}
	}
}

func TestPlaySaysWhatIsMissing(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the test's sound server is Linux's")
	}
	outputtest.StartPulse(t)
	b := recorded(84)
	speech(b, "ogg", "au")
	agent := controltest.Serve(t, b)
	got := runRemarked(t, agent.Socket, "play", "145")
	if got.code != 0 || got.err != "istratray: The end of this message is missing.\n" {
		t.Errorf("play: %+v", got)
	}
	for _, want := range []string{"audio 145 ogg", "audio 145 au", "audio 145 aac", "audio 145 mp4", "read 145 true"} {
		if !slices.Contains(b.Asked(), want) {
			t.Errorf("the agent was not asked to %q but %v", want, b.Asked())
		}
	}
}

func TestPlayWithoutASoundDevice(t *testing.T) {
	t.Setenv("PULSE_SERVER", "unix:/nowhere")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	t.Setenv("ALSA_CONFIG_PATH", os.DevNull)
	b := backend()
	speech(b, "ogg")
	agent := controltest.Serve(t, b)
	got := run(t, agent.Socket, "play", "145")
	if got.code != ExitFailed || !strings.Contains(got.err, "sound") {
		t.Errorf("play: %+v", got)
	}
	if slices.Contains(b.Asked(), "read 145 true") {
		t.Error("what never sounded was marked read")
	}
}

func TestPlayOfWhatTheAgentCannotGet(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the test's sound server is Linux's")
	}
	outputtest.StartPulse(t)
	b := backend()
	b.Sound = func(context.Context, string, string) (control.Audio, error) {
		return control.Audio{}, &control.Error{Code: control.Unreachable, Message: "The platform can't be reached."}
	}
	agent := controltest.Serve(t, b)
	if got := run(t, agent.Socket, "play", "145"); got.code != ExitUnreachable {
		t.Errorf("play: %+v", got)
	}
}

func TestOutcome(t *testing.T) {
	boom := errors.New("boom")
	for _, tt := range []struct {
		state player.State
		done  bool
		fails bool
	}{
		{player.State{Phase: player.Loading}, false, false},
		{player.State{Phase: player.Playing}, false, false},
		{player.State{Phase: player.Paused}, false, false},
		{player.State{Phase: player.Ended}, true, false},
		{player.State{Phase: player.Ended, Err: boom}, true, true},
		{player.State{Phase: player.Paused, Err: boom}, true, true},
		{player.State{Phase: player.Failed, Err: boom}, true, true},
	} {
		if done, err := outcome(tt.state); done != tt.done || (err != nil) != tt.fails {
			t.Errorf("outcome(%+v) = %v, %v", tt.state, done, err)
		}
	}
}

func TestProgressText(t *testing.T) {
	line := newProgress(io.Discard, "Anna", words.ForTerminal("en"))
	for want, s := range map[string]player.State{
		"[==========          ] 0:12 / 0:24  Anna": {Phase: player.Playing, Position: 12 * time.Second,
			Length: 24 * time.Second},
		"[                    ] 0:02 / ?  Anna": {Phase: player.Playing, Position: 2 * time.Second},
		"loading  Anna":                         {Phase: player.Loading},
	} {
		if got := line.text(s); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
