package agent

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"istratray/app/control"
	"istratray/app/hook"
	"istratray/app/inbox"
	"istratray/app/notify"
	"istratray/app/numbers"
	"istratray/app/people"
	"istratray/app/seat"
	"istratray/app/secret"
	"istratray/app/session"
	"istratray/app/settings"
	"istratray/app/store"
	"istratray/app/transcribe"
	"istratray/app/words"
	"istratray/assets/icons"
	"istratray/tray"
)

// Options are what a start of the agent needs.
type Options struct {
	Profile string
	Places  settings.Places
	Demo    bool   // the built-in platform; nothing of it is kept
	Hidden  bool   // no window at the start
	Version string // for the platform's logs
	Logger  *slog.Logger

	// SignIn is an account given at the start; the zero value continues with the saved one.
	SignIn control.SignInRequest
	// Show is where the window goes first.
	Show control.Show
	// Left is the session of the agent whose place this one takes; zero: of none.
	Left control.Origin
	// LastRunCrashed: tell the user about it.
	LastRunCrashed bool
	// Warn shows one line to the person who started the program; nil: to nobody.
	Warn func(text string)
}

// Agent is the resident process. Make it with New and run it with Run.
type Agent struct {
	opts     Options
	log      *slog.Logger
	hub      *hub
	settings *preferences
	book     *words.Desktop // what tray and notifications say
	keyring  vault
	unkept   unkept // the password that the keyring hasn't taken
	store    *store.Store
	people   *people.Directory
	session  *session.Session
	notifier *notify.Notifier
	hooks    *hook.Runner
	hooked   *hooked

	favouriteNames nameCache
	shortcut       chan struct{} // one slot: the settings were changed

	attention attention // whether someone is there to read
	texts     *transcribe.Transcriber
	tray      *tray.Tray
	server    *control.Server
	window    *windowProcess
	origin    origin         // the session around it
	began     control.Origin // that of the start, with what is good once
	sessions  sessions       // others of this user
	network   chan struct{}  // one slot: the network changed
	named     chan struct{}  // one slot: callers' names may have changed
	quit      context.CancelFunc
	ctx       context.Context // Run's, for requests of tray and notifications
	asked     sync.WaitGroup  // the requests of tray and notifications

	numbersMu  sync.Mutex    // guards numberBook
	numberBook *numbers.Book // nil until it is needed

	books addressBooks

	sessionEnded chan struct{}        // closed when it has
	heir         atomic.Pointer[Heir] // the program is to continue, with this
	ended        chan struct{}        // closed when Run has returned
}

// New reads the preferences and puts the parts together. Call it with the profile's socket in hand: another agent
// writes the same files.
func New(opts Options) (*Agent, error) {
	if opts.Warn == nil {
		opts.Warn = func(string) {}
	}
	a := &Agent{opts: opts, log: opts.Logger, book: new(words.Desktop),
		network: make(chan struct{}, 1), named: make(chan struct{}, 1),
		sessionEnded: make(chan struct{}), ended: make(chan struct{}), attention: attention{known: make(chan struct{})},
		shortcut: make(chan struct{}, 1)}
	if err := a.open(); err != nil {
		return nil, err
	}
	a.hub = newHub(a.expecting())
	a.build()
	return a, nil
}

// open reads the preferences and finds the store. A demo starts from nothing and keeps nothing.
func (a *Agent) open() error {
	places := a.opts.Places
	a.keyring = secret.New(a.opts.Profile)
	if a.opts.Demo {
		dir, err := os.MkdirTemp("", "istratray-demo-")
		if err != nil {
			return fmt.Errorf("make room for the demo: %w", err)
		}
		places.ConfigDir, places.StateDir = dir, dir
		a.keyring = newMemoryVault()
	}
	a.openPreferences(places.SettingsFile())
	a.useBook()
	a.attention.hide = a.settings.get().HideWhenLocked
	a.people = a.newPeople(places)
	a.people.SetCountry(a.country(""))
	a.people.Use(a.settings.get().Contacts)
	if err := os.MkdirAll(places.StateDir, 0o700); err != nil {
		return fmt.Errorf("the cache has no place; check that folder and its disk: %w", err)
	}
	a.store = store.New(places.StoreFile())
	a.texts = a.newTranscriber(filepath.Join(places.StateDir, "sound"))
	return nil
}

// openStore reads all of the store, to be sure of it.
func (a *Agent) openStore() error {
	err := a.store.Open()
	if warning := new(store.ReplacedError); errors.As(err, &warning) {
		a.log.Warn("the cache was damaged and has been replaced by a new one", "kept", filepath.Base(warning.Kept))
		return nil
	}
	if errors.Is(err, store.ErrInUse) {
		return control.NewError(control.Refused, words.New("running-elsewhere"))
	}
	return err
}

func (a *Agent) build() {
	a.notifier = notify.New(notify.Options{Picture: icons.PNG64, Profile: a.opts.Profile, Logger: a.log,
		OnAction: a.notificationClicked, Balloon: a.balloon()})
	a.hooks, a.hooked = hook.New(a.log), &hooked{store: a.store, keys: map[string]bool{}}
	a.tray = tray.New(tray.Options{Logger: a.log, Words: a.book, Page: a.pageLabel, Number: a.shownNumber,
		Favourites: a.favourites, Profile: a.opts.Profile, Private: func() bool { return a.wording().private },
		OnIntent: a.trayClicked, OnMissing: a.trayMissing, OnBack: a.trayBack})
	a.server = control.NewServer(a, a.log)
	a.window = newWindowProcess(a.opts.Profile, a.server.WindowWanted, a.log)
	a.began = control.TakeOrigin()
	a.origin.set(a.began)
	a.sessions.note(a.opts.Left)
	a.session = session.New(session.Config{
		Expecting:      a.expecting(),
		Connect:        a.connect,
		Store:          a.store,
		Announce:       a.announce,
		Redraw:         a.redraw,
		Withdraw:       a.withdraw,
		Remind:         a.remind,
		Publish:        a.publish,
		SignedIn:       a.signedIn,
		Logger:         a.log,
		NetworkChanges: a.network,
	})
}

// Run runs the agent until ctx ends or someone asks it to quit. It closes the listener.
func (a *Agent) Run(ctx context.Context, listener net.Listener) error {
	defer close(a.ended)
	ctx, a.quit = context.WithCancel(ctx)
	defer a.quit()
	all, ctx := errgroup.WithContext(ctx)
	parts := parts{all}
	a.ctx = ctx
	all.Go(func() error {
		a.letTheTrayGoFirst(ctx)
		if err := a.openStore(); err != nil {
			listener.Close()
			a.session.Abandon()
			if ctx.Err() != nil {
				a.log.Warn("ended before the cache was open", "err", err)
				return nil
			}
			return err
		}
		a.runParts(ctx, parts, listener)
		return nil
	})
	if err := a.tray.Run(ctx); err != nil && ctx.Err() == nil {
		a.log.Warn("tray", "err", err)
	}
	<-ctx.Done()
	a.window.stop()
	err := parts.Wait()
	a.asked.Wait() // after the notifications, which may still report a click
	return errors.Join(err, a.close())
}

// headStart is how long everything else gives way to the icon at most. Both, and the desktop that is to show it, would
// wait for the same few processors.
const headStart = 100 * time.Millisecond

// letTheTrayGoFirst returns when the icon was offered to the desktop, which takes some milliseconds. Until then no
// garbage is collected.
func (a *Agent) letTheTrayGoFirst(ctx context.Context) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	late := time.NewTimer(headStart)
	defer late.Stop()
	select {
	case <-a.tray.Offered():
	case <-late.C:
	case <-ctx.Done():
	}
}

// runParts starts everything but the tray, which needs none of them.
func (a *Agent) runParts(ctx context.Context, parts parts, listener net.Listener) {
	parts.run("control socket", func() error { return a.server.Serve(ctx, listener) })
	// A notification that is being shown when the program ends has to be known to be shown, or the next start announces
	// it again.
	toTheLast, silence := context.WithCancel(context.WithoutCancel(ctx))
	parts.run("notifications", func() error { return a.notifier.Run(toTheLast) })
	parts.run("address books", a.alone(func() error { return a.people.Run(ctx) }))
	parts.run("callers' names", a.alone(func() error { return a.nameItems(ctx) }))
	parts.run("hooks", a.alone(func() error { return a.hooks.Run(ctx) }))
	parts.run("transcripts", a.alone(func() error { return a.texts.Run(ctx) }))
	parts.run("messages", a.alone(func() error { return a.watchMessages(ctx) }))
	parts.run("session", func() error {
		defer silence()
		defer close(a.sessionEnded)
		return a.session.Run(ctx)
	})
	parts.run("network watch", a.alone(func() error { return watchNetwork(ctx, a.network, a.log) }))
	parts.run("problems", a.alone(func() error { return a.reportProblems(ctx) }))
	if !a.opts.Demo {
		parts.run("upgrades", a.alone(func() error { return a.watchProgram(ctx) }))
	}
	parts.run("seat", a.alone(func() error { return a.watchSeat(ctx) }))
	parts.run("attention", a.alone(func() error { return a.watchAttention(ctx) }))
	parts.run("shortcut", a.alone(func() error { return a.watchShortcut(ctx) }))
	parts.run("search", a.alone(func() error { return a.serveSearch(ctx) }))
	parts.run("system", a.alone(func() error { return a.watchSystem(ctx) }))
	parts.run("start", a.alone(func() error { return a.start(ctx) }))
	parts.run("memory", a.alone(func() error { return a.settle(ctx) }))
}

// Heir is what the program continues with in the same process: as another version, or in another session.
type Heir struct {
	Account control.SignInRequest // of which no keyring has the password, or zero
	Session control.Origin        // where it continues; zero: in this one
	Window  bool                  // with a window, which is open there
}

// Heir is, after Run, what the next agent is to continue with; nil: there is none.
func (a *Agent) Heir() *Heir { return a.heir.Load() }

func (a *Agent) close() error {
	err := a.store.Close()
	if a.opts.Demo {
		err = errors.Join(err, os.RemoveAll(filepath.Dir(a.settings.file)))
	}
	return err
}

// start signs in where it can, and opens the window unless it should stay away.
func (a *Agent) start(ctx context.Context) error {
	asked := a.opts.Show != control.Show{} // by a link, which waits for an answer
	hidden := !asked && (a.opts.Hidden || a.settings.get().Hidden)
	if !hidden {
		a.do(a.firstShow)
	}
	a.do(a.tellOfCrash)
	if a.opts.Demo {
		return a.startDemo(ctx)
	}
	a.startAccount(ctx)
	return nil
}

// firstShow opens the window of a start, with what brings it to the front.
func (a *Agent) firstShow(ctx context.Context) {
	show := a.opts.Show
	show.From = a.began
	if err := a.Show(ctx, show); err != nil && ctx.Err() == nil {
		a.opts.Warn(toldBy(a.words(), err))
	}
}

// watchSeat ends the program with the session that it was started in, or takes it to another one of the same user.
func (a *Agent) watchSeat(ctx context.Context) error {
	w := seat.Watch{Screen: seat.Own(), InUse: func() bool { return a.window.current() != nil }, Log: a.log}
	err := w.Run(ctx)
	if errors.Is(err, seat.ErrOver) {
		a.log.Info("ending", "reason", err)
		a.moveOn(ctx)
		a.quit()
		return nil
	}
	return err
}

// publish hands a snapshot to every view. It is called by the session's loop.
func (a *Agent) publish(s inbox.Snapshot) {
	a.hub.publish(s)
	a.tray.Show(s)
}

func (a *Agent) withdraw(ctx context.Context, key string) {
	if err := a.notifier.Withdraw(ctx, key); err != nil {
		a.log.Debug("withdrawing a notification", "err", err)
	}
}

// alone is for a part that the agent can do without: a panic in it becomes a line in the log.
func (a *Agent) alone(part func() error) func() error {
	return func() error {
		defer func() {
			if v := recover(); v != nil {
				a.log.Error("a part failed", "err", v, "stack", string(debug.Stack()))
			}
		}()
		return part()
	}
}

// parts are the agent's goroutines; one that fails ends them all.
type parts struct{ *errgroup.Group }

func (p parts) run(name string, part func() error) {
	p.Go(func() error {
		if err := part(); err != nil && !errors.Is(err, context.Canceled) {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
}
