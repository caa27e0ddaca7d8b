package session

import (
	"context"
	"iter"
	"log/slog"
	"math/rand/v2"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient"
)

// Credentials are what a sign-in needs. They are held in memory only.
type Credentials struct {
	Server    string // as the user typed it
	Base      string // API root found earlier; empty: it is looked for
	Login     string
	Password  string
	CAPEM     string // authorities to trust as well; empty: the system's only
	PinnedKey string // fingerprint of a self-signed server's key that the user accepted; empty: none
	Demo      bool   // the built-in platform
}

// Account is the name under which the account's memory is kept, LOGIN@HOST; empty without a login.
func (c Credentials) Account() string {
	if c.Login == "" {
		return ""
	}
	return c.Login + "@" + istraclient.HostOf(c.Server)
}

// Store is what must survive a restart. Its methods are called from goroutines of the session, at
// most one at a time each.
type Store interface {
	Load(account string) (inbox.Memory, error)
	Remember(account string, r inbox.Remember) error
	SetMissedSeen(account string, until time.Time) error
	PutVoicemails(account string, put []inbox.Voicemail, removed []string) error
	PutCalls(account string, put []inbox.Call, removed []string) error
	PutFollowUp(account string, f inbox.FollowUp) error
	SetUpdated(account string, at time.Time) error
	SetNotBefore(account string, at time.Time) error
	MarkRefused(account, password string) error
	Refused(account, password string) (bool, error)
	ClearRefused(account string) error
	Wipe(account string) error
}

// Platform is what the session uses of *istraclient.Client.
type Platform interface {
	Base() string
	SignedIn() bool
	Knock(ctx context.Context) error
	SignIn(ctx context.Context) error
	SignInSecondFactor(ctx context.Context, code string) error
	SignOut(ctx context.Context) error
	Close()
	Listen(ctx context.Context, handle func(istraclient.Event)) error
	Probe()
	reads
	actions
}

// reads is what a reading asks of the platform.
type reads interface {
	VoicemailsFrom(ctx context.Context, offset int) iter.Seq2[istraclient.Voicemail, error]
	Calls(ctx context.Context, opts istraclient.ListOptions) iter.Seq2[istraclient.Call, error]
	GetCounters(ctx context.Context) (istraclient.Counters, error)
	GetUserInfo(ctx context.Context) (istraclient.UserInfo, error)
}

// Config is what a session needs of the world around it.
type Config struct {
	// Expecting: an account is about to be chosen, with Resume or Pause. Until then the session is connecting, rather
	// than signed out.
	Expecting bool

	Connect func(Credentials) (Platform, error) // makes a client; does not talk yet
	Store   Store
	// Announce shows a notification, and returns when it is shown. hidden: without saying who, since the screen is
	// locked.
	Announce func(context.Context, inbox.Announce) (hidden bool, err error)
	Redraw   func(context.Context, inbox.Announce) // brings one up to date that may be on the screen
	Withdraw func(ctx context.Context, key string) // takes a notification away
	Remind   func(context.Context, inbox.Remind)   // reminds of a call to make
	SignedIn func(context.Context, Credentials)    // after each sign-in, on a worker; Base is filled in
	Publish  func(inbox.Snapshot)                  // called in order from the loop; must not block
	Logger   *slog.Logger

	NetworkChanges <-chan struct{}  // a value when the network may have come back; nil: never
	WallClock      func() time.Time // jumps against the monotonic clock after sleep; nil: time.Now
	Jitter         func() float64   // 0 ≤ x < 1; nil: random
	UndoTime       time.Duration    // how long a deletion can be undone; 0: five seconds
}

func (c *Config) fillIn() {
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.WallClock == nil {
		c.WallClock = func() time.Time { return time.Now().Round(0) }
	}
	if c.Jitter == nil {
		c.Jitter = rand.Float64
	}
	if c.UndoTime == 0 {
		c.UndoTime = 5 * time.Second
	}
}
