package atspi

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"go.uber.org/goleak"

	"istratray/app/bus/bustest"
	"istratray/app/window/access"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/desktop/rig"
	"istratray/internal/need"
)

func TestMain(m *testing.M) {
	test.NewApp().Settings().SetTheme(look.New(look.Light, 1)) // its own goroutines are there before goleak looks
	goleak.VerifyTestMain(m, goleak.IgnoreCurrent(), goleak.Cleanup(func(code int) {
		if screen.cmd != nil {
			_ = screen.cmd.Process.Kill()
			_ = screen.cmd.Wait()
		}
		os.Exit(code)
	}))
}

// screen is the registry's, which does not run without one.
var screen struct {
	cmd  *exec.Cmd
	name string
}

// display is the name of the screen.
func display(t *testing.T) string {
	t.Helper()
	if screen.cmd != nil {
		return screen.name
	}
	cmd := exec.Command(need.Tool(t, "Xvfb"), "-displayfd", "1", "-nolisten", "tcp", "-noreset") // #nosec G204 -- a test's own
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fscanln(out, &screen.name); err != nil {
		t.Fatal(err)
	}
	screen.cmd, screen.name = cmd, ":"+screen.name
	return screen.name
}

// soon is how long what should happen at once may take on a busy machine.
const soon = 10 * time.Second

// stage is a window on a bus of its own, and a client's eye on it.
type stage struct {
	*testing.T
	bus    *bustest.Bus
	loop   chan func()
	scans  atomic.Int64
	still  atomic.Pointer[time.Time] // the time that stands still, nil: it passes
	drawn  atomic.Bool               // frames are drawn one after the other: what is posted waits, with bad luck for ever
	window *rig.Accessible

	press   *parts.Button
	off     *parts.Button
	text    *widget.Entry
	secret  *widget.Entry
	check   *parts.Switch
	slider  *parts.Slider
	bar     *parts.Snackbar
	pressed atomic.Int64
}

// newStage opens a window. Nothing is on the bus yet.
func newStage(t *testing.T) *stage {
	t.Setenv(ownAddress, "")
	s := &stage{T: t, bus: bustest.Start(t), loop: make(chan func(), 64)}
	s.press = parts.NewButton("Press", "", parts.Plain, func() { s.pressed.Add(1) })
	s.off = parts.NewButton("Off", "", parts.Plain, func() { s.pressed.Add(100) })
	s.off.Disable()
	s.text, s.secret, s.bar = widget.NewEntry(), widget.NewPasswordEntry(), parts.NewSnackbar()
	s.text.SetPlaceHolder("Name")
	s.secret.SetPlaceHolder("Password")
	s.check = parts.NewSwitch(false, nil)
	s.slider = parts.NewSlider("Volume", 0, 10, func() {})
	label, help := parts.NewText("Loud", parts.Style{}), parts.NewText("As it is", parts.Style{})
	w := test.NewTempWindow(t, container.NewVBox(s.press, s.off, s.text, s.secret, label, help,
		parts.Explained(label, help, s.check), s.slider, s.bar))
	w.Resize(fyne.NewSize(400, 400))
	scanner := access.NewScanner(w.Canvas())
	var work sync.WaitGroup
	ctx, cancel := context.WithCancel(t.Context())
	work.Go(func() {
		for {
			select {
			case f := <-s.loop:
				f()
			case <-ctx.Done():
				return
			}
		}
	})
	work.Go(func() {
		Run(ctx, Options{Name: "test", Version: "1", Post: s.postLast, Frames: s.frames,
			Logger: slog.New(slog.DiscardHandler),
			Scan: func() *access.Tree {
				s.scans.Add(1)
				tree := scanner.Scan("Window", access.Place{Active: true})
				if at := s.still.Load(); at != nil {
					tree.When = *at
				}
				return tree
			}})
	})
	t.Cleanup(func() {
		cancel()
		work.Wait()
	})
	return s
}

func (s *stage) post(f func()) { s.loop <- f }

// postLast is post as Fyne does it.
func (s *stage) postLast(f func()) {
	if !s.drawn.Load() {
		s.post(f)
	}
}

// frames has the window draw frames, one after the other.
func (s *stage) frames(f func()) (stop func()) {
	ticker, done := time.NewTicker(time.Second/60), make(chan struct{})
	go func() {
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
			case <-done:
				return
			}
			select {
			case s.loop <- f:
			case <-done:
				return
			}
		}
	}()
	return func() { close(done) }
}

// on does something on the window's goroutine.
func (s *stage) on(f func()) {
	done := make(chan struct{})
	s.post(func() { f(); close(done) })
	<-done
}

// launch starts the session's accessibility bus.
func (s *stage) launch() {
	s.Helper()
	launcher := "/usr/libexec/at-spi-bus-launcher"
	if _, err := os.Stat(launcher); err != nil {
		launcher = need.Tool(s.T, "at-spi-bus-launcher")
	}
	dir, err := os.MkdirTemp("", "a11y") // the path of a socket must stay short
	if err != nil {
		s.Fatal(err)
	}
	cmd := exec.Command(launcher) // #nosec G204 -- a test's own bus
	cmd.Env = append(os.Environ(), "XDG_RUNTIME_DIR="+dir, "HOME="+dir, "DISPLAY="+display(s.T),
		"GSETTINGS_BACKEND=memory")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // with the bus that it starts
	if err := cmd.Start(); err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		_ = cmd.Wait()
		_ = os.RemoveAll(dir)
	})
	session := s.bus.Connect()
	rig.Eventually(s, soon, "the accessibility bus is there", func() error {
		var there bool
		if err := session.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0,
			finder).Store(&there); err != nil || !there {
			return fmt.Errorf("it is not: %w", err)
		}
		return nil
	})
}

// look begins to look at the window.
func (s *stage) look() {
	s.Helper()
	s.window = rig.NewAccessible(s, s.bus.Connect(), "test")
	s.Cleanup(s.window.Close)
}
