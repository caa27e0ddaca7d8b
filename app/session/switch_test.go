package session_test

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"istratray/app/inbox"
	"istratray/app/session"
	"istratray/istraclient"
)

// scripted is a visit whose calls a test can hold up; a nil function holds up nothing.
type scripted struct {
	visit
	lists     func(ctx context.Context) error
	marks     func() error
	listens   func(ctx context.Context) error // instead of listening, while it returns an error
	goodbye   time.Duration
	listening *atomic.Int32 // how many Listens are on; nil: nobody asks
	crowd     *atomic.Int32 // the most of them there ever were
}

func (s *scripted) VoicemailsFrom(ctx context.Context, offset int) iter.Seq2[istraclient.Voicemail, error] {
	if s.lists == nil {
		return s.visit.VoicemailsFrom(ctx, offset)
	}
	return func(yield func(istraclient.Voicemail, error) bool) {
		if err := s.lists(ctx); err != nil {
			yield(istraclient.Voicemail{}, err)
			return
		}
		for v, err := range s.visit.VoicemailsFrom(ctx, offset) {
			if !yield(v, err) {
				return
			}
		}
	}
}

func (s *scripted) SetVoicemailRead(ctx context.Context, ref istraclient.Ref,
	read bool) (istraclient.Voicemail, error) {
	if s.marks == nil {
		return s.visit.SetVoicemailRead(ctx, ref, read)
	}
	return istraclient.Voicemail{}, s.marks()
}

func (s *scripted) Listen(ctx context.Context, handle func(istraclient.Event)) error {
	if s.listening != nil {
		s.crowd.Store(max(s.crowd.Load(), s.listening.Add(1)))
		defer s.listening.Add(-1)
	}
	if s.listens != nil {
		if err := s.listens(ctx); err != nil {
			time.Sleep(s.goodbye)
			return err
		}
	}
	return s.visit.Listen(ctx, handle)
}

// inAccounts signs in as anna, with one platform a login. It is called in a bubble.
func inAccounts(t *testing.T, platforms map[string]*scripted, configure func(*world, *session.Config),
	test func(w *world)) {
	t.Helper()
	w := &world{t: t, network: make(chan struct{}, 1)}
	cfg := session.Config{
		Connect:        func(c session.Credentials) (session.Platform, error) { return platforms[c.Login], nil },
		Store:          newAccountStores(),
		Announce:       w.announce,
		Withdraw:       w.withdraw,
		SignedIn:       w.signedIn,
		Publish:        w.publish,
		Logger:         slog.New(slog.DiscardHandler),
		NetworkChanges: w.network,
		Jitter:         func() float64 { return 0.5 },
	}
	if configure != nil {
		configure(w, &cfg)
	}
	w.session = session.New(cfg)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); _ = w.session.Run(ctx) }()
	if err := w.session.Resume(ctx, as("anna")); err != nil {
		t.Fatal(err)
	}
	test(w)
	cancel()
	<-ended
}

func as(login string) session.Credentials {
	return session.Credentials{Server: "https://direct.example", Login: login, Password: "1234"}
}

func direct() *directPlatform { return newDirectPlatform(rand.New(rand.NewPCG(1, 1))) }

func (w *world) switchTo(login string) {
	w.t.Helper()
	if err := w.session.SignIn(w.t.Context(), as(login)); err != nil {
		w.t.Fatal(err)
	}
	w.wantState(inbox.Online)
}

func TestAReadingOfOneAccountNeverShowsInAnother(t *testing.T) {
	synctest.Test(t, aReadingOfOneAccountNeverShowsInAnother)
}

func aReadingOfOneAccountNeverShowsInAnother(t *testing.T) {
	anna, tom := direct(), direct()
	anna.arrive(true)
	tom.arrive(false)
	tom.arrive(true)
	release := make(chan struct{})
	slow := &scripted{visit: visit{anna}, lists: func(context.Context) error { <-release; return nil }}
	publish := func(w *world, cfg *session.Config) {
		cfg.Publish = func(s inbox.Snapshot) {
			w.publish(s)
			if len(s.Voicemails) > 0 && s.Voicemails[0].ID == "1" && s.Account.Login == "tom" {
				t.Error("tom sees anna's voicemail")
			}
			if s.Account.Login == "tom" && s.Connection.State == inbox.Offline {
				t.Error("the end of anna's link was taken for that of tom's")
			}
		}
	}
	inAccounts(t, map[string]*scripted{"anna": slow, "tom": {visit: visit{tom}}}, publish, func(w *world) {
		w.wantState(inbox.Syncing)
		if err := w.session.SignIn(t.Context(), as("tom")); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		close(release)
		w.wantState(inbox.Online)
		time.Sleep(time.Minute)
		if shown := w.announced(); len(shown) > 0 {
			t.Errorf("tom's first sign-in announced %v", shown)
		}
	})
}

func TestAHangingReadingEndsWithItsLink(t *testing.T) {
	synctest.Test(t, aHangingReadingEndsWithItsLink)
}

func aHangingReadingEndsWithItsLink(t *testing.T) {
	anna := direct()
	var hangs atomic.Bool
	hangs.Store(true)
	slow := &scripted{visit: visit{anna}, lists: func(ctx context.Context) error {
		if hangs.Load() {
			<-ctx.Done()
			return ctx.Err()
		}
		return nil
	}}
	inAccounts(t, map[string]*scripted{"anna": slow}, nil, func(w *world) {
		w.wantState(inbox.Syncing)
		synctest.Wait()
		hangs.Store(false)
		anna.lose()
		began := time.Now()
		w.wantState(inbox.Online)
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("online after %v", took)
		}
	})
}

func TestALateRefusalConcernsItsOwnAccountOnly(t *testing.T) {
	synctest.Test(t, aLateRefusalConcernsItsOwnAccountOnly)
}

func aLateRefusalConcernsItsOwnAccountOnly(t *testing.T) {
	anna := direct()
	anna.arrive(true)
	var answer chan error
	stores := newAccountStores()
	inBubble := func(_ *world, cfg *session.Config) { answer, cfg.Store = make(chan error), stores }
	slow := &scripted{visit: visit{anna}, marks: func() error { return <-answer }}
	inAccounts(t, map[string]*scripted{"anna": slow, "tom": {visit: visit{direct()}}}, inBubble, func(w *world) {
		w.wantState(inbox.Online)
		marked := make(chan error, 1)
		go func() { marked <- w.session.SetRead(context.WithoutCancel(t.Context()), "1", true) }()
		synctest.Wait()
		w.switchTo("tom")
		answer <- &istraclient.SignInError{Reason: istraclient.WrongPassword, Err: &istraclient.APIError{Status: 401}}
		if err := <-marked; err == nil {
			t.Error("the refusal did not reach who asked")
		}
		synctest.Wait()
		if s := w.snapshot(); s.Connection.State != inbox.Online || s.Notice.Text != "" {
			t.Errorf("tom is %s and is told %q", s.Connection.State, s.Notice.Text)
		}
		if refused, _ := stores.Refused(as("tom").Account(), "1234"); refused {
			t.Error("tom's password counts as refused")
		}
	})
}

func TestANotificationShownLateMarksItsOwnAccountOnly(t *testing.T) {
	synctest.Test(t, aNotificationShownLateMarksItsOwnAccountOnly)
}

func aNotificationShownLateMarksItsOwnAccountOnly(t *testing.T) {
	anna, tom := direct(), direct()
	var shown chan struct{}
	slowly := func(w *world, cfg *session.Config) {
		shown = make(chan struct{})
		cfg.Announce = func(ctx context.Context, a inbox.Announce) (bool, error) {
			<-shown
			return w.announce(ctx, a)
		}
	}
	inAccounts(t, map[string]*scripted{"anna": {visit: visit{anna}}, "tom": {visit: visit{tom}}},
		slowly, func(w *world) {
			w.wantState(inbox.Online)
			anna.arrive(false)
			key := anna.arrive(true)
			time.Sleep(3 * time.Second)
			tom.arrive(false)
			w.switchTo("tom")
			close(shown)
			synctest.Wait()
			if gone := w.withdrawn(); !slices.Contains(gone, key) {
				t.Errorf("withdrawn %v: anna's notification is still there for tom to click", gone)
			}
			if got := tom.arrive(true); got != key {
				t.Fatalf("the test is pointless: tom's item is %s", got)
			}
			w.wait(10*time.Second, "announcement", func() error {
				if n := w.notifications(); n != 3 {
					return fmt.Errorf("%d notifications", n)
				}
				return nil
			})
		})
}

func TestOneListenAtATime(t *testing.T) {
	synctest.Test(t, oneListenAtATime)
}

func oneListenAtATime(t *testing.T) {
	var listening, crowd atomic.Int32
	var up atomic.Bool
	up.Store(true)
	anna := direct()
	p := &scripted{visit: visit{anna}, goodbye: time.Second, listening: &listening, crowd: &crowd,
		listens: func(ctx context.Context) error {
			if up.Load() {
				return nil
			}
			<-ctx.Done()
			return ctx.Err()
		}}
	inAccounts(t, map[string]*scripted{"anna": p}, nil, func(w *world) {
		w.wantPush(true)
		up.Store(false)
		for range 5 {
			w.switchTo("anna") // each time, the stream that is being opened is given up for a new one
			time.Sleep(600 * time.Millisecond)
		}
		up.Store(true)
		w.switchTo("anna")
		w.wantPush(true)
		if n := crowd.Load(); n != 1 {
			t.Errorf("%d listened at once: the one that leaves deletes the other's listener", n)
		}
	})
}

func TestEveryNotificationIsWithdrawn(t *testing.T) {
	synctest.Test(t, everyNotificationIsWithdrawn)
}

func everyNotificationIsWithdrawn(t *testing.T) {
	const many = 100
	anna := direct()
	slowly := func(w *world, cfg *session.Config) {
		cfg.Withdraw = func(ctx context.Context, key string) {
			time.Sleep(10 * time.Millisecond)
			w.withdraw(ctx, key)
		}
	}
	inAccounts(t, map[string]*scripted{"anna": {visit: visit{anna}}}, slowly, func(w *world) {
		w.wantState(inbox.Online)
		for range many {
			anna.arrive(false)
			time.Sleep(5 * time.Second)
		}
		if n := w.notifications(); n != many {
			t.Fatalf("%d notifications, want %d", n, many)
		}
		if err := w.session.MissedSeen(t.Context(), time.Now()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		if n := len(w.withdrawn()); n != many {
			t.Errorf("%d withdrawn, want %d", n, many)
		}
	})
}
