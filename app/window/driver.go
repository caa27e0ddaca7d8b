package window

import (
	"context"
	"fmt"
	"log"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	fynedriver "fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/theme"

	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/look"
	"istratray/app/window/memory"
)

// title is the window's; class is what desktops tell programs apart by.
const (
	title = "Istra Tray"
	class = "istratray"
)

// The window's size, in Fyne units: at first, and the least that is remembered.
const (
	usualWidth, usualHeight = 1120, 680
	leastWidth, leastHeight = 320, 300
)

// driver is the Fyne program around the content.
type driver struct {
	app     fyne.App
	log     *slog.Logger
	desktop look.Desktop
	scaled  bool        // the desktop's scale enlarges everything, text too
	window  fyne.Window // nil before run
	size    fyne.Size   // of the content when the window was closed
	opened  bool        // there is a window on the screen
	gained  int         // how often the window got the focus
	closed  atomic.Bool // the loop is ending or has ended
	refused atomic.Bool // the screen lets no window in
	still   atomic.Bool // the desktop wants nothing to move by itself
}

// named is Fyne's app with the program's ID, which desktops know windows by. Fyne itself gets none: with one, it
// would keep a preferences file of its own.
type named struct {
	fyne.App
	settings fyne.Settings
}

// withID gives Fyne's app the ID; still says that nothing moves by itself.
func withID(own fyne.App, still *atomic.Bool) named {
	n := named{App: own, settings: own.Settings()}
	if runtime.GOOS == "linux" {
		n.settings = followed{n.settings, still}
	}
	return n
}

// UniqueID implements fyne.App.
func (named) UniqueID() string { return class }

// Settings implements fyne.App. Where they are others than its own, Fyne asks the desktop nothing. On Linux it would
// ask for the palette, which preferred follows, and have the whole window drawn anew at each answer. They are made
// once: for each colour and each size somebody asks for them.
func (n named) Settings() fyne.Settings { return n.settings }

// followed are Fyne's settings where the program follows the desktop itself. Fyne knows only its own file for whether
// things move.
type followed struct {
	fyne.Settings
	still *atomic.Bool
}

// ShowAnimations implements fyne.Settings.
func (f followed) ShowAnimations() bool { return !f.still.Load() && f.Settings.ShowAnimations() }

// newDriver prepares Fyne. The ID is given only after the program was made, for the same reason. Fyne need not look
// at each step after calls from goroutines that are not its own: there are none.
func newDriver(s settings.Settings, desktop look.Desktop, log *slog.Logger) *driver {
	d := &driver{log: log, desktop: desktop}
	about := fyne.AppMetadata{Name: title, Release: true, Migrations: map[string]bool{"fyneDo": true}}
	app.SetMetadata(about)
	elsewhere(func() { d.app = withID(app.NewWithID(""), &d.still) })
	d.still.Store(desktop.Still)
	fyne.SetCurrentApp(d.app)
	about.ID = class
	app.SetMetadata(about)
	d.app.Settings().SetTheme(desktop.Theme(desk.WishOf(s.Appearance)))
	d.app.SetIcon(look.Brand(true))
	d.keepNothing()
	return d
}

// keepNothing takes away what Fyne does last, which is to save preferences that are not used: it would do
// so over a channel that it closes at the same time, and now and then die of that.
func (d *driver) keepNothing() {
	if l, ok := d.app.Lifecycle().(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		l.SetOnStoppedHookExecuted(nil)
	}
}

// post runs a function on Fyne's goroutine, unless the loop is ending: then nobody would.
func (d *driver) post(f func()) {
	if d.closed.Load() {
		return
	}
	fyne.Do(func() {
		if !d.refused.Load() { // else there is nothing to run it on
			f()
		}
	})
}

// eachFrame runs a function on Fyne's goroutine sixty times a second, after the keys that have come and before they are
// drawn, until stop is called. It may be called on any goroutine; the function may run once more after stop.
func (d *driver) eachFrame(f func()) (stop func()) {
	frames := fyne.NewAnimation(time.Second, func(float32) { f() })
	frames.RepeatCount = fyne.AnimationRepeatForever
	d.post(frames.Start)
	return func() { d.post(frames.Stop) }
}

// readFonts measures a letter in each weight, for which Fyne reads its fonts and looks for those of the system.
func readFonts() {
	for _, bold := range []bool{false, true} {
		fyne.MeasureText("x", theme.TextSize(), fyne.TextStyle{Bold: bold})
	}
}

// run runs Fyne's loop until the window is closed, quit is called or ctx ends. open is called in
// it, once the window exists. ErrRefused says that there is none, since the screen lets nobody in.
func (d *driver) run(ctx context.Context, open func()) (err error) {
	var fonts sync.WaitGroup // read while Fyne opens the screen, which takes as long and measures nothing
	fonts.Go(readFonts)
	loud := d.hushed()
	d.app.Lifecycle().SetOnStarted(func() {
		loud()
		fonts.Wait()
		if reason := screenOpened(); reason != nil {
			err = fmt.Errorf("%w: %w", ErrRefused, reason)
			d.refused.Store(true)
			d.closed.Store(true)
			d.app.Quit()
			return
		}
		hintWindow()
		d.scaled = followScale()
		d.window = d.app.NewWindow(title)
		d.window.SetMaster()
		d.window.SetPadded(false)
		open()
	})
	stop := context.AfterFunc(ctx, func() { d.post(d.quit) })
	defer stop()
	d.app.Run()
	d.hushed() // the process is ending
	tidy()
	return err
}

// hushed has what Fyne says by itself go to the log, where people need not read it, until loud is called.
func (d *driver) hushed() (loud func()) {
	before := log.Writer()
	log.SetOutput(slog.NewLogLogger(d.log.Handler(), slog.LevelInfo).Writer())
	return func() { log.SetOutput(before) }
}

// fill puts the content into the window and lays it out, as large as it was last time.
func (d *driver) fill(content fyne.CanvasObject, m memory.Memory) {
	size := fyne.NewSize(max(m.Width, leastWidth), max(m.Height, leastHeight))
	if m.Width == 0 {
		size = fyne.NewSize(usualWidth, usualHeight)
	}
	size = fitting(size)
	d.window.SetContent(content)
	d.window.Resize(size)
	content.Resize(size) // Fyne would do that as it opens the window
}

// watchFocus tells when the window gets the focus and when it loses it.
func (d *driver) watchFocus(focused func(bool)) {
	d.app.Lifecycle().SetOnEnteredForeground(func() {
		d.gained++
		d.post(func() { focused(true) })
	})
	d.app.Lifecycle().SetOnExitedForeground(func() { d.post(func() { focused(false) }) })
}

// watchLook hands over how the desktop wants programs to look: now, where its scale is for everything, and each time
// there are other wishes, on Fyne's goroutine. work is done when wishes is closed.
func (d *driver) watchLook(work *sync.WaitGroup, wishes <-chan look.Desktop, prefers func(look.Desktop)) {
	if d.scaled {
		prefers(d.unscaled(d.desktop))
	}
	work.Go(func() {
		for now := range wishes {
			d.post(func() {
				d.still.Store(now.Still)
				prefers(d.unscaled(now))
			})
		}
	})
}

// unscaled leaves out the size of text where all is drawn larger.
func (d *driver) unscaled(desktop look.Desktop) look.Desktop {
	if d.scaled {
		desktop.TextScale = 0
	}
	return desktop
}

// show opens the window.
func (d *driver) show() {
	d.window.CenterOnScreen()
	d.window.SetCloseIntercept(d.quit)
	d.window.Show()
	if d.opened = d.shown(); d.opened {
		d.sharpen()
		d.rescaled()
		d.arrive()
	}
}

// rescaled has icons drawn for the pixels that a unit has now. Before the window is on a screen, nobody knows.
func (d *driver) rescaled() {
	if look.SetPixels(d.window.Canvas().Scale()) {
		d.app.Settings().SetTheme(d.app.Settings().Theme())
	}
}

// shown reports whether there is a window: Fyne continues without one where the screen refuses it.
func (d *driver) shown() bool {
	native, ok := d.window.(fynedriver.NativeWindow)
	if !ok {
		return true
	}
	there := true
	native.RunNative(func(context any) {
		switch c := context.(type) {
		case fynedriver.X11WindowContext:
			there = c.WindowHandle != 0
		case fynedriver.WaylandWindowContext:
			there = c.WaylandSurface != 0
		}
	})
	return there
}

// quit ends the loop.
func (d *driver) quit() {
	d.size = d.window.Canvas().Size()
	d.closed.Store(true)
	d.app.Quit()
}
