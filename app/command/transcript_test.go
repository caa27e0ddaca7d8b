package command

import (
	"bytes"
	"strings"
	"testing"

	"istratray/app/control/controltest"
	"istratray/app/inbox"
)

func TestTranscript(t *testing.T) {
	for name, c := range map[string]struct {
		transcript inbox.Transcript
		text, json string
	}{
		"ready": {inbox.Transcript{State: inbox.TranscriptReady, Text: "call me\x1b[2J\nback",
			Words: []inbox.Word{{Start: 0, End: 1.5, Text: "call"}}},
			"call me[2J\nback\n",
			`{"state":"ready","text":"call ` +
				`me\u001b[2J\nback","words":[{"start":0,"end":1.5,"text":"call"}],"problem":""}`},
		"no words": {inbox.Transcript{State: inbox.TranscriptReady}, "No words were recognised.\n",
			`{"state":"ready","text":"","problem":""}`},
		"running": {inbox.Transcript{State: inbox.TranscriptRunning},
			"The transcript is being made. Ask again in a moment.\n", `{"state":"running","text":"","problem":""}`},
		"failed": {inbox.Transcript{State: inbox.TranscriptFailed, Problem: "No."}, "The transcript failed. No.\n",
			`{"state":"failed","text":"","problem":"No."}`},
		"none": {inbox.Transcript{State: inbox.NoTranscript},
			"There is no transcript, because no transcriber is set.\n", `{"state":"none","text":"","problem":""}`},
	} {
		t.Run(name, func(t *testing.T) {
			b := controltest.New([]inbox.Voicemail{{ID: "12"}}, nil)
			b.Text = func(string) inbox.Transcript { return c.transcript }
			socket := controltest.Serve(t, b).Socket
			if got := run(t, socket, "transcript", "12"); got.code != 0 || got.out != c.text {
				t.Errorf("%+v, want %q", got, c.text)
			}
			if got := run(t, socket, "transcript", "--json", "12"); got.code != 0 ||
				strings.TrimSpace(got.out) != c.json {
				t.Errorf("%+v, want %s", got, c.json)
			}
			if got := run(t, socket, "transcript", "13"); got.code != ExitFailed || got.out != "" {
				t.Errorf("an unknown one: %+v", got)
			}
		})
	}
}

func TestDial(t *testing.T) {
	for given, want := range map[string]string{
		"|":                            "show {Page:dial Item: Play:false Dial:}",
		"200|":                         "show {Page:dial Item: Play:false Dial:200}",
		"+33 (0)1 23|":                 "show {Page:dial Item: Play:false Dial:+33123}",
		"tel:+33-1-23;ext=5|":          "show {Page:dial Item: Play:false Dial:+33123}",
		"-|\ufeff \u202d+33 1 23\r\nx": "show {Page:dial Item: Play:false Dial:+33123}",
		"-|tel:0123":                   "show {Page:dial Item: Play:false Dial:0123}",
		"-|":                           "",
		"-|\n200":                      "",
		"-|anna":                       "",
		"-|https://example.com/1":      "",
		"-|200,,1":                     "",
		"-|tel:*21%23":                 "",
		"x|":                           "",
	} {
		t.Run(given, func(t *testing.T) {
			arg, input, _ := strings.Cut(given, "|")
			b := controltest.New(nil, nil)
			var out, errs bytes.Buffer
			args := append([]string{"dial"}, strings.Fields(arg)...)
			code := Run(t.Context(), args, Env{Stdin: strings.NewReader(input), Stdout: &out, Stderr: &errs,
				Socket: controltest.Serve(t, b).Socket})
			asked := strings.Join(b.Asked(), "\n")
			if want == "" {
				if code != ExitUsage || asked != "" || errs.Len() == 0 {
					t.Errorf("exit %d: %q, %s", code, asked, &errs)
				}
				return
			}
			if code != ExitDone || asked != want {
				t.Errorf("exit %d: %q, want %q (%s)", code, asked, want, &errs)
			}
		})
	}
}
