package notify

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"

	"istratray/app/plain"
	"istratray/app/win32"
	"istratray/internal/hostile"
)

// These tests run under Wine, where a stand-in for Windows' toasts records what it is given (packaging/wine/toasts).
// On a real Windows they would put toasts on the screen.
func needStandIn(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(`C:\toasts.dll`); err != nil {
		t.Skip("no stand-in for toasts: run it by packaging/wine/inside")
	}
}

// recorded are the lines of the stand-in since the test began.
func recorded(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(os.TempDir(), "toasts.log"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

func begin(t *testing.T, opts Options) *Notifier {
	t.Helper()
	needStandIn(t)
	if err := os.Remove(filepath.Join(os.TempDir(), "toasts.log")); err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	n := New(opts)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- n.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return n
}

func TestToastIsShownChangedAndWithdrawn(t *testing.T) {
	n := begin(t, Options{Profile: "work"})
	ctx := t.Context()
	note := Notification{Key: "voicemail:7", Title: "New voicemail from <Anna>", Body: "0:27",
		Actions: []Action{{"play", "Play"}}}
	changed := note
	changed.Body = "0:27\nHello"
	err := errors.Join(n.Post(ctx, note), n.Update(ctx, changed), n.Withdraw(ctx, note.Key), n.Update(ctx, changed),
		n.Withdraw(ctx, note.Key))
	if err != nil {
		t.Fatal(err)
	}
	lines := recorded(t)
	tag := " app=org.istratray.IstraTray.work tag=" + toastTag(note.Key) + " group=istratray"
	wanted := []string{"SHOW" + tag + " xml=", "SHOW-QUIETLY" + tag + " xml=", "REMOVE" + tag, "REMOVE" + tag}
	if len(lines) != len(wanted) {
		t.Fatalf("recorded %q", lines)
	}
	for i, line := range lines {
		if !strings.HasPrefix(line, wanted[i]) {
			t.Errorf("%q doesn't begin with %q", line, wanted[i])
		}
	}
	_, text, _ := strings.Cut(lines[0], " xml=")
	if p := parse(t, text); p.texts[0] != note.Title || p.buttons[0][0] != "Play" {
		t.Errorf("it shows %+v", p)
	}
}

func TestToastsAreSwitchedOff(t *testing.T) {
	for setting, want := range map[string]string{"1": "for this program", "2": "in Windows' settings",
		"3": "group policy", "9": "9"} {
		t.Setenv("FAKE_TOASTS_SETTING", setting)
		n := begin(t, Options{})
		err := n.Post(t.Context(), Notification{Key: "k", Title: "t"})
		if !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), want) {
			t.Errorf("setting %s: %v", setting, err)
		}
	}
}

func TestRegistrationIsWritten(t *testing.T) {
	n := begin(t, Options{Profile: "work", Picture: []byte("png")})
	if err := n.Withdraw(t.Context(), "any"); err != nil { // the registration goes before
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range registration(win32.AppID("work"), "Istra Tray",
		windows.EscapeArg(self)+" --profile work", n.opts.pictureFile()) {
		key, err := registry.OpenKey(registry.CURRENT_USER, v.key, registry.QUERY_VALUE)
		if err != nil {
			t.Fatal(err)
		}
		if got, _, err := key.GetStringValue(v.name); got != v.value || err != nil {
			t.Errorf("%s %q is %q, %v; want %q", v.key, v.name, got, err, v.value)
		}
		key.Close()
	}
}

// clickVariable makes this test's binary the program that clicks.
const clickVariable = "ISTRATRAY_TEST_CLICK"

// TestMain is a click from another process, where that is asked for.
func TestMain(m *testing.M) {
	if arguments := os.Getenv(clickVariable); arguments != "" {
		if err := click(arguments); err != nil {
			os.Stderr.WriteString(err.Error())
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// click does what Windows does when a toast is chosen.
func click(arguments string) error {
	return win32.WithCOM(func() error { return choose(arguments) })
}

func choose(arguments string) error {
	class, err := windows.GUIDFromString(activatorID(win32.AppID("work")))
	if err != nil {
		return err
	}
	var object *win32.Unknown
	result, _, _ := ole32.NewProc("CoCreateInstance").Call(uintptr(unsafe.Pointer(&class)), 0, 4,
		uintptr(unsafe.Pointer(&activationIID)), uintptr(unsafe.Pointer(&object)))
	if err := win32.Failed(result); err != nil {
		return err
	}
	defer object.Release()
	app, text := windows.StringToUTF16Ptr("app"), windows.StringToUTF16Ptr(arguments)
	return object.Call(3, uintptr(unsafe.Pointer(app)), uintptr(unsafe.Pointer(text)), 0, 0)
}

func TestToastIsChosenFromAnotherProcess(t *testing.T) {
	chose := make(chan string, 4)
	n := begin(t, Options{Profile: "work", OnAction: func(key, action, _ string) { chose <- key + " " + action }})
	if err := n.Withdraw(t.Context(), "any"); err != nil { // the class is served before
		t.Fatal(err)
	}
	for arguments, want := range map[string]string{
		toastArguments("voicemail:7", "play"):     "voicemail:7 play",
		toastArguments("call:ä&8", DefaultAction): "call:ä&8 default",
	} {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), clickVariable+"="+arguments)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		select {
		case got := <-chose:
			if got != want {
				t.Errorf("chosen was %q, not %q", got, want)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("nothing was chosen")
		}
	}
}

// Windows 10 calls into a program that is about to end: the class has to be gone by then.
func TestServesAndEndsManyTimes(t *testing.T) {
	needStandIn(t)
	for range 20 {
		n := New(Options{Profile: "work"})
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- n.Run(ctx) }()
		if err := n.Post(ctx, Notification{Key: "k", Title: "t"}); err != nil {
			t.Fatal(err)
		}
		cancel()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
}

func TestBalloonStandsIn(t *testing.T) {
	var shown []string
	var choose func()
	chose := make(chan string, 1)
	w := &worker{clicks: make(chan string, 1), opts: Options{Balloon: func(n *Notification, chosen func()) error {
		if n == nil {
			shown = append(shown, "-")
			return nil
		}
		shown, choose = append(shown, n.Title), chosen
		return nil
	}}}
	missing := win32.ClassNotRegistered
	try := func(key string, n *Notification, late bool) {
		if err := w.withoutToasts(&ask{ctx: t.Context(), key: key, note: n, late: late}, missing); err != nil {
			t.Error(err)
		}
	}
	try("b", nil, false)
	try("b", &Notification{Key: "b", Title: "late"}, true)
	try("a", &Notification{Key: "a", Title: "one\ntwo"}, false)
	choose()
	chose <- <-w.clicks
	try("b", nil, false)
	try("a", nil, false)
	if got := strings.Join(shown, ","); got != "one two,-" {
		t.Errorf("shown were %s", got)
	}
	if key, action, err := chosen(<-chose); key != "a" || action != DefaultAction || err != nil {
		t.Errorf("chosen were %q %q, %v", key, action, err)
	}
	w.opts.Balloon = nil
	if err := w.withoutToasts(&ask{key: "a"}, missing); !errors.Is(err, ErrUnavailable) {
		t.Error(err)
	}
}

// A balloon takes texts as they are: what reaches it is cut and harmless.
func TestHostileNamesInBalloons(t *testing.T) {
	var shown Notification
	w := &worker{opts: Options{Balloon: func(n *Notification, _ func()) error { shown = *n; return nil }}}
	for _, s := range hostile.Texts() {
		note := Notification{Key: "voicemail:7", Title: "New voicemail from " + s, Body: s}
		asked := &ask{ctx: t.Context(), key: note.Key, note: &note}
		if err := w.withoutToasts(asked, win32.ClassNotRegistered); err != nil {
			t.Fatal(err)
		}
		if shown.Title != plain.Line(note.Title, maxTitle) || shown.Body != plain.Lines(s, maxBody) ||
			strings.ContainsAny(shown.Title+shown.Body, "\x00\r\x1b\u202e\u2066") {
			t.Errorf("%.40q is shown as %.80q, %.80q", s, shown.Title, shown.Body)
		}
	}
}
