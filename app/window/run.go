package window

import (
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/seat"
	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/frame"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/memory"
	"istratray/app/window/words"
	"istratray/player"
)

// ErrNoDisplay says that there is no screen to open a window on.
var ErrNoDisplay = errors.New("no screen to open a window on")

// ErrRefused says that the screen is there but doesn't let this program in.
var ErrRefused = errors.New("the screen refuses the window")

// settingsWait is how long the window waits for its settings before it opens with the standard ones.
const settingsWait = 400 * time.Millisecond

// gcPercent keeps the heap near what is in use: a window shows a hundred thousand calls, but makes
// little garbage. Until its first picture is on the screen it makes much, and nobody waits for memory.
const gcPercent, startPercent = 30, 400

// Options are what the window needs.
type Options struct {
	Client  *control.Client // to the running agent; required
	Profile string
	Version string       // of the program
	Show    control.Show // where to begin; zero: at the voicemails
	Logger  *slog.Logger // nil: discard
	Asked   bool         // the agent has opened it, for a request that it sends first
	Ready   func()       // called once the window is on the screen; nil: nobody waits for it
}

// Run shows the window until it is closed, ctx ends, or the agent ends: then nil. It is called on
// the main goroutine. ErrNoDisplay and ErrRefused say that no window can be shown; a *control.Error that the
// agent is not there (any more).
func Run(ctx context.Context, opts Options) error {
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	if err := seat.Own().Check(); err != nil {
		opts.Logger.Info("window: no display", "err", err)
		return ErrNoDisplay
	}
	defer debug.SetGCPercent(debug.SetGCPercent(startPercent))
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	wishes, late := preferred(ctx), time.After(preferredWait)
	preferences, err := firstSettings(ctx, opts.Client)
	if control.CodeOf(err) == control.NotRunning {
		return err
	}
	if err := lang.Use(preferences.Language); err != nil {
		opts.Logger.Error("window: translations", "err", err)
	}
	words.UseClock(preferences.Clock)
	p := newProcess(ctx, cancel, opts, preferences, inTime(wishes, late))
	p.wishes = wishes
	return p.run()
}

// memoryFiles are where the window remembers its size, and the sounds; "" where the profile has no place.
func memoryFiles(profile string) (window, sounds string) {
	places, err := settings.PlacesFor(profile)
	if err != nil {
		return "", ""
	}
	return places.WindowFile(), places.SoundsFile()
}

// firstSettings asks the agent for the settings; what goes wrong must not keep the window shut.
func firstSettings(ctx context.Context, c *control.Client) (settings.Settings, error) {
	ctx, cancel := context.WithTimeout(ctx, settingsWait)
	defer cancel()
	s, err := c.Settings(ctx)
	if err != nil {
		return settings.Defaults(), err
	}
	return s, nil
}

// process is one run of the window.
type process struct {
	ctx      context.Context
	cancel   context.CancelFunc
	opts     Options
	settings settings.Settings
	driver   *driver
	wishes   <-chan look.Desktop // how the desktop wants programs to look, each time that changes
	memory   *memory.File
	shapes   *memory.Sounds
	ui       *frame.Frame
	player   *player.Player
	hush     *seat.Hush
	desk     *seat.MediaPlayer
	media    media
	taskbar  *taskbar
	work     sync.WaitGroup
	ended    error // why following the agent ended; written before work is done
	latest   latest[inbox.Snapshot]
	heard    latest[player.State]
	unshown  atomic.Pointer[control.Show] // where the agent asked to go, until that is done
}

func newProcess(ctx context.Context, cancel context.CancelFunc, opts Options, s settings.Settings,
	desktop look.Desktop) *process {
	window, sounds := memoryFiles(opts.Profile)
	p := &process{
		ctx: ctx, cancel: cancel, opts: opts, settings: s, driver: newDriver(s, desktop, opts.Logger),
		memory: memory.Open(window), shapes: memory.OpenSounds(sounds),
	}
	p.taskbar = newTaskbar(opts)
	p.latest.show = func(s inbox.Snapshot) { p.ui.Render(s); p.taskbar.show(s) }
	p.heard.show = func(s player.State) { p.ui.Sounded(playback(s)) }
	p.latest.post, p.heard.post = p.driver.post, p.driver.post
	p.hush = seat.NewHush(p.pausesOthers, opts.Logger)
	p.media.show = func(m seat.Media) { p.desk.Show(m) }
	p.player = player.New(player.Options{
		Logger: opts.Logger, AppName: title, OnState: p.sounds, Device: s.Playback.Device,
		Formats: []player.Format{player.Format(s.Playback.Format)},
		Speed:   s.Playback.Speed, Volume: s.Playback.Volume, SkipSilence: s.Playback.SkipSilence,
	})
	p.desk = seat.NewMediaPlayer(p.player, func() { p.driver.post(func() { p.driver.comeForward(control.Origin{}) }) },
		opts.Logger)
	return p
}

// run shows the window and joins everything when it is gone.
func (p *process) run() error {
	p.work.Go(p.follow)
	p.work.Go(func() {
		if err := p.player.Run(p.ctx); err != nil && p.ctx.Err() == nil {
			p.opts.Logger.Error("window: player", "err", err)
		}
	})
	p.work.Go(func() { p.hush.Run(p.ctx) })
	p.work.Go(func() { p.desk.Run(p.ctx) })
	p.work.Go(p.tick)
	p.work.Go(func() { p.taskbar.run(p.ctx) })
	p.work.Go(p.accessible)
	if err := p.driver.run(p.ctx, p.open); err != nil {
		p.cancel()
		p.work.Wait()
		return err
	}
	p.ui.Leave()
	p.cancel()
	p.ui.Wait()
	p.remember()
	p.work.Wait()
	p.handBack()
	return p.ended
}

// handBack tells the agent what it asked for as the window was being closed: another window is to do it.
func (p *process) handBack() {
	show := p.unshown.Load()
	if show == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(p.ctx), settingsWait)
	defer cancel()
	if err := p.opts.Client.Show(ctx, *show); err != nil {
		p.opts.Logger.Info("window: asked for too late", "err", err)
	}
}

// open makes the content, on Fyne's goroutine, when the driver is ready for a window.
func (p *process) open() {
	p.ui = frame.New(p.ctx, desk.Options{
		Agent: p.opts.Client, Sound: &sound{Player: p.player, client: p.opts.Client,
			format: player.Format(p.settings.Playback.Format)},
		Window: p.driver.window, Post: p.driver.post, Logger: p.opts.Logger, Settings: p.settings,
		Desktop: p.driver.desktop, InSight: p.driver.inSight,
		Autostart: loginStart{p.opts.Client}, Chooser: chooser{p.driver},
		Demo: openDemo, Memory: p.memory, Sounds: p.shapes,
		Downloads: downloads(),
	})
	p.driver.watchFocus(p.ui.Focused)
	p.driver.watchLook(&p.work, p.wishes, p.ui.Prefers)
	p.driver.fill(p.ui.Content(), p.memory.Get())
	p.latest.take() // what has come while the screen was made ready is in the first picture
	p.driver.show()
	p.taskbar.attach(p.driver.window)
	if p.opts.Ready != nil && p.driver.shown() {
		p.opts.Ready()
	}
	p.ui.Show(pasted(p.opts.Show))
	debug.SetGCPercent(gcPercent)
}

// pasted takes the number out of the clipboard where that is asked for. What is no number there is left alone.
func pasted(s control.Show) control.Show {
	if !s.Paste {
		return s
	}
	s.Page, s.Paste = "dial", false
	if number, err := numbers.Typed(fyne.CurrentApp().Clipboard().Content()); err == nil {
		s.Dial = number
	}
	return s
}

// remember keeps the window's size and where messages were left for the next opening.
func (p *process) remember() {
	if err := p.shapes.Save(); err != nil {
		p.opts.Logger.Warn("window: sounds not remembered", "err", err)
	}
	if p.driver.size.IsZero() {
		return // it was ended from outside
	}
	p.memory.Change(func(m *memory.Memory) { m.Width, m.Height = p.driver.size.Width, p.driver.size.Height })
	if err := p.memory.Save(); err != nil {
		p.opts.Logger.Warn("window: size not remembered", "err", err)
	}
}

// follow renders what the agent sends, until it or the window ends.
func (p *process) follow() {
	first := p.opts.Asked // what the window was opened for: it needs no other one, and is in front
	onShow := func(s control.Show) {
		forward := !first
		if forward {
			p.unshown.Store(&s)
		}
		first = false
		p.driver.post(func() {
			if p.driver.closed.Load() {
				return // Fyne empties its queue as it ends
			}
			p.unshown.CompareAndSwap(&s, nil)
			if forward {
				p.driver.comeForward(s.From)
			}
			p.ui.Show(pasted(s))
		})
	}
	err := p.opts.Client.Watch(p.ctx, control.WatchOptions{Window: true}, p.sees, onShow)
	if p.ctx.Err() == nil {
		p.ended = err
		p.driver.post(p.driver.quit)
	}
}

func (p *process) sees(s inbox.Snapshot) {
	p.media.sees(s)
	p.latest.put(s)
}

// tick moves ages on once a second.
func (p *process) tick() {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		select {
		case <-p.ctx.Done():
			return
		case <-t.C:
			p.driver.post(func() { p.ui.Tick() })
		}
	}
}
