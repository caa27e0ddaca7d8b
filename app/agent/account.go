package agent

import (
	"context"
	"errors"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/proxy"
	"istratray/app/secret"
	"istratray/app/session"
	"istratray/app/settings"
	"istratray/app/words"
	"istratray/istraclient"
)

// vault keeps the password: in the system's keyring, or for a demo in memory.
type vault interface {
	Get(ctx context.Context, login, host string) (string, error)
	Set(ctx context.Context, login, host, password string) error
	Delete(ctx context.Context, login, host string) error

	// … and those of address books, by their names.
	GetBook(ctx context.Context, name string) (string, error)
	SetBook(ctx context.Context, name, password string) error
	DeleteBook(ctx context.Context, name string) error

	// AskAgain: a person is there now, to answer the keyring's question.
	AskAgain()
}

// connect makes a client for the platform.
func (a *Agent) connect(c session.Credentials) (session.Platform, error) {
	return istraclient.New(istraclient.Options{
		Server:    c.Server,
		Base:      c.Base,
		Login:     c.Login,
		Password:  c.Password,
		ExtraCAs:  []byte(c.CAPEM),
		PinnedKey: c.PinnedKey,
		UserAgent: "istratray/" + a.opts.Version,
		Logger:    a.log,

		SystemProxies: proxy.System,
	})
}

// startAccount continues with the account given at the start, or with the saved one.
func (a *Agent) startAccount(ctx context.Context) {
	a.applySettings(ctx)
	saved, given := a.firstAccount(), a.opts.SignIn
	if given.Server != "" || given.Login != "" || given.CAPEM != "" {
		if err := a.settings.change(func(s *settings.Settings) { adopt(s, given) }); err != nil {
			a.opts.Warn(a.words().Tell(words.New("settings-not-saved", "error", err.Error())))
		}
	}
	if saved.Login == "" || saved.Server == "" {
		return
	}
	c := credentialsOf(saved, given.Password)
	a.usePeople(ctx, c.Account())
	if c.Password == "" {
		var found bool
		if c.Password, found = a.awaitPassword(ctx, c); !found {
			return
		}
	}
	if given.Password != "" {
		a.unkept.set(c) // until it is in the keyring
	}
	a.logged("starting the session", a.session.Resume(ctx, c))
}

// firstAccount is the settings with the account given at the start, which counts in this run even if it can't be saved.
func (a *Agent) firstAccount() settings.Settings {
	s := a.settings.get()
	adopt(&s, a.opts.SignIn)
	return s
}

// expecting reports whether the start continues with an account.
func (a *Agent) expecting() bool {
	s := a.firstAccount()
	return a.opts.Demo || s.Login != "" && s.Server != ""
}

// adopt puts an account given by the user into the settings. What was learned about another server
// does not carry over.
func adopt(s *settings.Settings, given control.SignInRequest) {
	if given.Server != "" && given.Server != s.Server {
		s.Server, s.Base, s.PinnedKey, s.CAPEM = given.Server, "", "", ""
	}
	if given.Login != "" {
		s.Login = given.Login
	}
	if given.CAPEM != "" {
		s.CAPEM = given.CAPEM
	}
	if given.TrustKey != "" {
		s.PinnedKey = given.TrustKey
	}
}

func credentialsOf(s settings.Settings, password string) session.Credentials {
	return session.Credentials{Server: s.Server, Base: s.Base, Login: s.Login, Password: password,
		CAPEM: s.CAPEM, PinnedKey: s.PinnedKey}
}

// SignIn implements control.Backend. Without a password it continues with the account that is there, or
// takes the one that is kept.
func (a *Agent) SignIn(ctx context.Context, req control.SignInRequest) error {
	saved := a.settings.get()
	next := saved
	adopt(&next, req)
	c := credentialsOf(next, req.Password)
	a.keyring.AskAgain()
	a.unkept.given(entry{})
	if c.Password == "" {
		if c == credentialsOf(saved, "") && a.goesOn() {
			return nil
		}
		if risksPassword(saved, next) {
			e := control.NewError(control.NotSignedIn, words.New("key-needs-password"))
			e.Problem, e.Server = string(inbox.NoPassword), next.Server
			return e
		}
		var err error
		if c.Password, err = a.keptPassword(ctx, c); err != nil {
			return err
		}
	}
	a.usePeople(ctx, c.Account())
	return answerOf(a.session.SignIn(ctx, c))
}

// risksPassword reports whether a kept password would go to a server that had a certificate from a trusted authority
// when it was last used, and now shows another key: an attacker in between would get it.
func risksPassword(saved, next settings.Settings) bool {
	verified := saved.Base != "" && saved.PinnedKey == ""
	return verified && next.Server == saved.Server && next.PinnedKey != ""
}

// goesOn reports whether the account is signed in, or soon will be without a person.
func (a *Agent) goesOn() bool {
	state := a.hub.latest().Connection.State
	return state != inbox.SignedOut && state != inbox.NeedsSignIn
}

// keptPassword is the password given at the start, else the keyring's, unless the platform has refused
// it. The error is a *control.Error.
func (a *Agent) keptPassword(ctx context.Context, c session.Credentials) (string, error) {
	password, given := a.opts.SignIn.Password, a.opts.SignIn
	if password == "" || given.Server != c.Server || given.Login != c.Login {
		var err error
		if password, err = a.passwordOf(ctx, c); err != nil {
			return "", control.NewError(control.NotSignedIn, words.New(secret.Reason(err)))
		}
	}
	if refused, err := a.store.Refused(c.Account(), password); err == nil && refused {
		return "", control.NewError(control.NotSignedIn, words.New("password-refused-before"))
	}
	return password, nil
}

// SecondFactor implements control.Backend.
func (a *Agent) SecondFactor(ctx context.Context, code string) error {
	return answerOf(a.session.SecondFactor(ctx, code))
}

// signedIn keeps what led to a sign-in, for the next start. It is called on a worker of the session.
func (a *Agent) signedIn(ctx context.Context, c session.Credentials) {
	err := a.settings.change(func(s *settings.Settings) {
		s.Server, s.Login, s.Base, s.CAPEM, s.PinnedKey = c.Server, c.Login, c.Base, c.CAPEM, c.PinnedKey
	})
	if err != nil {
		a.log.Error("saving the account", "err", err)
	}
	nth := a.unkept.set(c)
	switch err := a.keepPassword(ctx, c); {
	case err == nil:
		a.unkept.clear()
	case ctx.Err() == nil: // else the program ends
		a.log.Warn("keeping the password", "err", err)
		a.notice(ctx, words.New(secret.Reason(err)).Behind("password-not-kept"))
		a.do(func(ctx context.Context) { a.keepLater(ctx, c, nth) })
	}
}

func (a *Agent) notice(ctx context.Context, p words.Problem) {
	a.logged("showing a notice", a.session.Notice(ctx, words.English(p), control.ReasonOf(p)))
	a.opts.Warn(a.words().Tell(p))
}

// SignOut implements control.Backend: account, password and cache are deleted.
func (a *Agent) SignOut(ctx context.Context) error {
	saved := a.settings.get()
	if err := a.session.SignOut(ctx); err != nil {
		return answerOf(err)
	}
	a.unkept.clear()
	a.unkept.given(entry{})
	a.usePeople(ctx, "")
	a.forgetWindow()
	err := a.settings.change(func(s *settings.Settings) {
		provided := a.settings.base
		s.Server, s.Login, s.Base, s.CAPEM, s.PinnedKey, s.Phone = provided.Server, "", "", provided.CAPEM,
			provided.PinnedKey, ""
	})
	if err != nil {
		return control.NewError(control.Refused, words.New("settings-not-saved", "error", err.Error()))
	}
	if saved.Login == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, keyringLimit)
	defer cancel()
	err = a.keyring.Delete(ctx, saved.Login, istraclient.HostOf(saved.Server))
	if err != nil && !errors.Is(err, secret.ErrNotFound) {
		return control.NewError(control.Refused, words.New("password-left"))
	}
	return nil
}

// reportProblems tells the person who started the program why it is not online: one line for each problem,
// however often it comes back before the next success.
func (a *Agent) reportProblems(ctx context.Context) error {
	snapshots, cancel := a.hub.subscribe()
	defer cancel()
	told := ""
	for {
		select {
		case <-ctx.Done():
			return nil
		case s := <-snapshots:
			line := problemLine(a.words(), s.Connection.Problem)
			switch {
			case s.Connection.State == inbox.Online:
				told = ""
			case line != "" && line != told:
				told = line
				a.opts.Warn(line)
			}
		}
	}
}

// problemLine is a problem in one line, with the fingerprints where the user has to compare them.
func problemLine(b *words.Terminal, p inbox.Problem) string {
	text := control.Tell(b, p.Reason, p.Message)
	if p.Detail != "" && (p.Code == inbox.UnknownKey || p.Code == inbox.ChangedKey) {
		line := text + " The key of " + p.Server + " is " + p.Detail
		if p.Certificate != "" {
			line += ", its certificate's SHA-256 is " + p.Certificate
		}
		return line + ". The window asks whether to trust it."
	}
	return text
}

func (a *Agent) logged(operation string, err error) {
	if err != nil && !errors.Is(err, session.ErrStopped) && !errors.Is(err, context.Canceled) {
		a.log.Error(operation, "err", err)
	}
}
