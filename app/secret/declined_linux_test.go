package secret

import (
	"errors"
	"testing"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus/bustest"
)

// Who cancels the keyring's question isn't asked another one by what happens by itself, and what the keyring has is
// used once it is open.
func TestACancelledQuestionIsNotAskedAgain(t *testing.T) {
	f := newService(t, bustest.Start(t))
	f.answering(t, false)
	k, ctx := New(""), t.Context()
	if err := k.Set(ctx, login, host, "1234"); !errors.Is(err, ErrNoneYet) {
		t.Fatalf("no keyring: %v", err)
	}
	_, got := k.Get(ctx, login, host)
	if set := k.Set(ctx, login, host, "1234"); !errors.Is(got, ErrNotFound) || !errors.Is(set, ErrNoneYet) {
		t.Errorf("no keyring: %v, %v", got, set)
	}
	f.mu.Lock()
	f.exists, f.locked = true, true
	f.mu.Unlock()
	for range 3 {
		_, got := k.Get(ctx, login, host)
		if set := k.Set(ctx, login, host, "1234"); !errors.Is(got, ErrLocked) || !errors.Is(set, ErrLocked) {
			t.Errorf("a locked one: %v, %v", got, set)
		}
	}
	if asked := f.asked.Load(); asked != 1 {
		t.Errorf("%d questions after one was cancelled, want 1", asked)
	}
	k.AskAgain() // and now none is answered with yes, so there is one more
	if _, err := k.Get(ctx, login, host); !errors.Is(err, ErrLocked) || f.asked.Load() != 2 {
		t.Errorf("asked again: %v, %d questions", err, f.asked.Load())
	}
	f.mu.Lock()
	f.locked = false
	f.mu.Unlock()
	if err := k.Set(ctx, login, host, "1234"); err != nil {
		t.Errorf("unlocked elsewhere: %v", err)
	}
}

// KeePassXC has questions about an open database, too: whether an entry may be made or read. They are asked although
// unlocking it was declined; what is answered to them is final.
func TestQuestionsOfAnOpenKeyring(t *testing.T) {
	f := newService(t, bustest.Start(t))
	f.mu.Lock()
	f.exists, f.locked, f.confirms = true, true, true
	f.mu.Unlock()
	k, ctx := New(""), t.Context()
	agree := f.answering(t, false)
	if err := k.Set(ctx, login, host, "1234"); !errors.Is(err, ErrLocked) {
		t.Fatalf("declined: %v", err)
	}
	f.mu.Lock()
	f.locked = false
	f.mu.Unlock()
	agree.Store(true)
	if err := k.Set(ctx, login, host, "1234"); err != nil {
		t.Errorf("unlocked elsewhere: %v", err)
	}
	agree.Store(false)
	if _, err := k.Get(ctx, login, host); !errors.Is(err, ErrDenied) || errors.Is(err, ErrLocked) {
		t.Errorf("reading was declined: %v", err)
	}
}

// KeePassXC has a question of its own when it is searched while it is locked: there is one question, not two.
func TestOneQuestionWhereASearchAsks(t *testing.T) {
	f := newService(t, bustest.Start(t))
	f.mu.Lock()
	f.exists, f.locked, f.searchAsks = true, true, true
	f.mu.Unlock()
	f.answering(t, false)
	if _, err := New("").Get(t.Context(), login, host); !errors.Is(err, ErrLocked) || f.asked.Load() != 1 {
		t.Errorf("got %v after %d questions, want one", err, f.asked.Load())
	}
}

// The words are about the program that keeps the passwords, which needn't be the desktop's own.
func TestWhoseKeyringItIs(t *testing.T) {
	for name, ending := range map[string]string{
		"org.keepassxc.KeePassXC.MainWindow": "-keepassxc",
		"org.kde.kwalletd5":                  "-kde",
		"org.kde.kwalletd6":                  "-kde",
		"org.gnome.keyring":                  "",
	} {
		b := bustest.Start(t)
		t.Setenv("XDG_CURRENT_DESKTOP", "XFCE")
		f := newService(t, b)
		if _, err := f.conn.RequestName(name, 0); err != nil {
			t.Fatal(err)
		}
		f.answering(t, false)
		k := New("")
		if reason := Reason(k.Set(t.Context(), login, host, "1234")); reason != "keyring-new"+ending {
			t.Errorf("%s, none yet: %s", name, reason)
		}
		f.mu.Lock()
		f.exists, f.locked = true, true
		f.mu.Unlock()
		_, err := k.Get(t.Context(), login, host)
		if reason := Reason(err); reason != "keyring-locked"+ending {
			t.Errorf("%s, locked: %s", name, reason)
		}
	}
}

// KWallet calls a wallet locked that somebody else has opened, until it is asked for it. So it is asked once more, and
// the answer is about the access.
func TestAWalletThatSomebodyElseHasOpened(t *testing.T) {
	for _, allowed := range []bool{true, false} {
		f := newService(t, bustest.Start(t))
		err := f.conn.ExportWithMap(wallet{f}, map[string]string{"IsOpen": "isOpen"}, "/modules/kwalletd6",
			"org.kde.KWallet")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.conn.RequestName("org.kde.kwalletd6", 0); err != nil {
			t.Fatal(err)
		}
		f.mu.Lock()
		f.exists, f.locked = true, true
		f.mu.Unlock()
		k, ctx := New(""), t.Context()
		answer := func(agree bool) error {
			ended := make(chan error, 1)
			go func() { ended <- k.Set(ctx, login, host, "1234") }()
			select {
			case path := <-f.prompted:
				f.settle(path, agree)
				return <-ended
			case err := <-ended:
				return err
			}
		}
		if err := answer(false); !errors.Is(err, ErrLocked) {
			t.Fatalf("cancelled: %v", err)
		}
		if err := answer(true); !errors.Is(err, ErrLocked) || f.asked.Load() != 1 {
			t.Errorf("still locked: %v after %d questions", err, f.asked.Load())
		}
		f.open.Store(true)
		if err := answer(allowed); allowed != (err == nil) || !allowed && !errors.Is(err, ErrDenied) {
			t.Errorf("opened, allowed %t: %v", allowed, err)
		}
	}
}

// wallet is KWallet's own interface.
type wallet struct{ f *fakeService }

func (w wallet) IsOpen(string) (bool, *dbus.Error) { return w.f.open.Load(), nil }
