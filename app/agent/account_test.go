package agent

import (
	"errors"
	"log/slog"
	"path/filepath"
	"testing"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/settings"
)

const server = "https://phone.example.com"

// withAccount is an agent that has an account in a state, and a keyring with a password for it.
func withAccount(t *testing.T, state inbox.ConnectionState, password string) *Agent {
	t.Helper()
	dir := t.TempDir()
	a := &Agent{log: slog.New(slog.DiscardHandler), hub: newHub(false), keyring: newMemoryVault(), store: openStore(t)}
	var err error
	if a.settings, err = loadPreferences(filepath.Join(dir, "settings.json"), settings.Defaults(),
		settings.Policy{}); err != nil {
		t.Fatal(err)
	}
	if err := a.settings.change(func(s *settings.Settings) { s.Server, s.Login = server, "anna" }); err != nil {
		t.Fatal(err)
	}
	if password != "" {
		_ = a.keyring.Set(t.Context(), "anna", "phone.example.com", password) // a map: cannot fail
	}
	a.hub.publish(inbox.Snapshot{Connection: inbox.Connection{State: state}})
	return a
}

// A second start with the same --server and --login, as from a shortcut, must not end the session of the
// first. There is no session here: whoever asked it for something would panic.
func TestTheSameAccountWithoutAPasswordGoesOn(t *testing.T) {
	for _, state := range []inbox.ConnectionState{inbox.Online, inbox.Syncing, inbox.Connecting, inbox.Offline} {
		a := withAccount(t, state, "")
		if err := a.SignIn(t.Context(), control.SignInRequest{Server: server, Login: "anna"}); err != nil {
			t.Errorf("%s: %v", state, err)
		}
	}
}

func TestAPasswordThatIsNotGivenIsNotMadeUp(t *testing.T) {
	for name, test := range map[string]struct {
		kept    string
		refused bool
		login   string
	}{
		"another account": {kept: "1234", login: "tom"},
		"none kept":       {login: "anna"},
		"a refused one":   {kept: "1234", refused: true, login: "anna"},
	} {
		a := withAccount(t, inbox.NeedsSignIn, test.kept)
		if test.refused {
			if err := a.store.MarkRefused("anna@phone.example.com", test.kept); err != nil {
				t.Fatal(err)
			}
		}
		err := a.SignIn(t.Context(), control.SignInRequest{Server: server, Login: test.login})
		if control.CodeOf(err) != control.NotSignedIn {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// One click must not hand the kept password to an attacker in between: where an authority had signed the server's
// certificate, the password has to be typed again. With a key that a person accepted before, or without an account,
// there is nothing to lose.
func TestTrustOfAnotherKeyNeedsThePasswordAgain(t *testing.T) {
	impostor := control.SignInRequest{Server: server, Login: "anna", TrustKey: "sha256//impostor"}
	a := withAccount(t, inbox.NeedsSignIn, "1234")
	if err := a.settings.change(func(s *settings.Settings) { s.Base = server + "/restletrouter/" }); err != nil {
		t.Fatal(err)
	}
	err := a.SignIn(t.Context(), impostor) // there is no session: asked for one, it would panic
	var refusal *control.Error
	if !errors.As(err, &refusal) || refusal.Code != control.NotSignedIn ||
		refusal.Problem != string(inbox.NoPassword) || refusal.Server != server {
		t.Errorf("%v", err)
	}
	saved := a.settings.get()
	for name, test := range map[string]struct {
		change func(saved, next *settings.Settings)
		risky  bool
	}{
		"the same":            {func(_, _ *settings.Settings) {}, true},
		"never signed in":     {func(saved, _ *settings.Settings) { saved.Base = "" }, false},
		"a pin before":        {func(saved, _ *settings.Settings) { saved.PinnedKey = "sha256//old" }, false},
		"another server":      {func(_, next *settings.Settings) { next.Server = "https://other.example" }, false},
		"the authority again": {func(_, next *settings.Settings) { next.PinnedKey = "" }, false},
	} {
		before, next := saved, saved
		next.PinnedKey = impostor.TrustKey
		test.change(&before, &next)
		if got := risksPassword(before, next); got != test.risky {
			t.Errorf("%s: %v", name, got)
		}
	}
}
