package secret

import (
	"errors"
	"maps"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus/bustest"
)

// fakeService is a Secret Service that asks before everything, as KWallet does, and has no keyring at first.
type fakeService struct {
	conn     *dbus.Conn
	prompted chan dbus.ObjectPath // Prompt was called
	asked    atomic.Int32         // so many questions
	open     atomic.Bool          // somebody else has opened the wallet

	confirms   bool // guarded by mu: it asks about each entry, too
	searchAsks bool // a search while it is locked is a question

	mu      sync.Mutex
	exists  bool // guarded by mu: the default collection
	locked  bool // guarded by mu
	blind   bool // guarded by mu: nothing is found in what is locked
	entries map[string]map[string]string
	values  map[string][]byte
	pending map[dbus.ObjectPath]func() dbus.Variant // guarded by mu: what a prompt does once it is agreed to
}

const (
	madePath  = secretsPath + "/collection/made"
	entryPath = madePath + "/1"
)

func newService(t *testing.T, b *bustest.Bus) *fakeService {
	t.Helper()
	f := &fakeService{conn: b.Connect(), prompted: make(chan dbus.ObjectPath, 8),
		pending: map[dbus.ObjectPath]func() dbus.Variant{},
		entries: map[string]map[string]string{}, values: map[string][]byte{}}
	properties := propertiesOf{f}
	if err := errors.Join(
		f.conn.Export(f, secretsPath, serviceInterface), f.conn.Export(properties, secretsPath,
			"org.freedesktop.DBus.Properties"),
		f.conn.Export(collection{f}, madePath, collectionInterface),
		f.conn.Export(properties, madePath, "org.freedesktop.DBus.Properties"),
		f.conn.Export(entry{f}, entryPath, itemInterface)); err != nil {
		t.Fatal(err)
	}
	if _, err := f.conn.RequestName(secrets, 0); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *fakeService) OpenSession(string, dbus.Variant) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	return dbus.MakeVariant(""), secretsPath + "/session/1", nil
}

func (f *fakeService) ReadAlias(string) (dbus.ObjectPath, *dbus.Error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.exists {
		return madePath, nil
	}
	return noObject, nil
}

func (f *fakeService) SearchItems(asked map[string]string) (open, locked []dbus.ObjectPath, _ *dbus.Error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.searchAsks && f.locked {
		f.asked.Add(1)
	}
	switch {
	case !maps.Equal(f.entries["1"], asked):
	case f.confirms:
		locked = append(locked, entryPath)
	case !f.locked:
		open = append(open, entryPath)
	case !f.blind:
		locked = append(locked, entryPath)
	}
	return open, locked, nil
}

func (f *fakeService) Unlock(paths []dbus.ObjectPath) ([]dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	return nil, f.ask("unlock", func() dbus.Variant { f.locked = false; return dbus.MakeVariant(paths) }), nil
}

func (f *fakeService) CreateCollection(_ map[string]dbus.Variant, alias string) (dbus.ObjectPath,
	dbus.ObjectPath, *dbus.Error) {
	if alias != "default" {
		return noObject, noObject, dbus.NewError("org.example.NoAlias", nil)
	}
	return noObject, f.ask("create",
		func() dbus.Variant { f.exists = true; return dbus.MakeVariant(dbus.ObjectPath(madePath)) }), nil
}

// ask makes a prompt.
func (f *fakeService) ask(name string, agreed func() dbus.Variant) dbus.ObjectPath {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.asking(name, agreed)
}

// asking is ask, with mu held.
func (f *fakeService) asking(name string, agreed func() dbus.Variant) dbus.ObjectPath {
	path := secretsPath + "/prompt/" + dbus.ObjectPath(name)
	f.pending[path] = agreed
	_ = f.conn.Export(prompt{f, path}, path, promptInterface)
	return path
}

// settle is the person's answer.
func (f *fakeService) settle(path dbus.ObjectPath, agreed bool) {
	f.mu.Lock()
	result := dbus.MakeVariant("")
	if agreed {
		result = f.pending[path]()
	}
	f.mu.Unlock()
	_ = f.conn.Emit(path, promptInterface+".Completed", !agreed, result)
}

type prompt struct {
	f    *fakeService
	path dbus.ObjectPath
}

func (p prompt) Prompt(string) *dbus.Error { p.f.asked.Add(1); p.f.prompted <- p.path; return nil }
func (p prompt) Dismiss() *dbus.Error      { p.f.settle(p.path, false); return nil }

type collection struct{ f *fakeService }

func (c collection) CreateItem(properties map[string]dbus.Variant, secret sealedSecret, _ bool) (dbus.ObjectPath,
	dbus.ObjectPath, *dbus.Error) {
	c.f.mu.Lock()
	defer c.f.mu.Unlock()
	if c.f.locked {
		return noObject, noObject, dbus.NewError("org.freedesktop.Secret.Error.IsLocked", nil)
	}
	made := func() dbus.Variant {
		c.f.entries["1"], _ = properties[itemInterface+".Attributes"].Value().(map[string]string)
		c.f.values["1"] = secret.Value
		return dbus.MakeVariant(dbus.ObjectPath(entryPath))
	}
	if c.f.confirms {
		return noObject, c.f.asking("make", made), nil
	}
	made()
	return entryPath, noObject, nil
}

type entry struct{ f *fakeService }

func (e entry) GetSecret(session dbus.ObjectPath) (sealedSecret, *dbus.Error) {
	e.f.mu.Lock()
	defer e.f.mu.Unlock()
	return sealedSecret{Session: session, Value: e.f.values["1"]}, nil
}

func (e entry) Delete() (dbus.ObjectPath, *dbus.Error) {
	e.f.mu.Lock()
	defer e.f.mu.Unlock()
	delete(e.f.entries, "1")
	return noObject, nil
}

type propertiesOf struct{ f *fakeService }

func (p propertiesOf) Get(_, name string) (dbus.Variant, *dbus.Error) {
	p.f.mu.Lock()
	defer p.f.mu.Unlock()
	switch name {
	case "Locked":
		return dbus.MakeVariant(p.f.locked), nil
	case "Label":
		return dbus.MakeVariant("Default keyring"), nil
	}
	return dbus.MakeVariant([]dbus.ObjectPath{}), nil
}

// answering agrees to each prompt, or to none, as it says in the meantime.
func (f *fakeService) answering(t *testing.T, agree bool) (agrees *atomic.Bool) {
	agrees = &atomic.Bool{}
	agrees.Store(agree)
	go func() {
		for {
			select {
			case path := <-f.prompted:
				f.settle(path, agrees.Load())
			case <-t.Context().Done():
				return
			}
		}
	}()
	return agrees
}

// The first keyring is made, a locked one is opened, and the entry is found in it.
func TestAKeyringThatAsks(t *testing.T) {
	for _, blind := range []bool{false, true} {
		f := newService(t, bustest.Start(t))
		f.answering(t, true)
		k, ctx := New(""), t.Context()
		if _, err := k.Get(ctx, login, host); !errors.Is(err, ErrNotFound) {
			t.Errorf("before: %v", err)
		}
		if err := k.Set(ctx, login, host, "1234"); err != nil {
			t.Fatal(err)
		}
		f.mu.Lock()
		if !f.exists {
			t.Error("no keyring was made")
		}
		f.locked, f.blind = true, blind
		f.mu.Unlock()
		if got, err := k.Get(ctx, login, host); got != "1234" || err != nil {
			t.Errorf("got %q, %v", got, err)
		}
		if err := errors.Join(k.Delete(ctx, login, host), k.Delete(ctx, login, host)); err != nil {
			t.Errorf("Delete: %v", err)
		}
	}
}

func TestAQuestionThatIsCancelled(t *testing.T) {
	f := newService(t, bustest.Start(t))
	f.answering(t, false)
	k, ctx := New(""), t.Context()
	if err := k.Set(ctx, login, host, "1234"); !errors.Is(err, ErrNoneYet) {
		t.Errorf("no keyring: %v", err)
	}
	f.mu.Lock()
	f.exists, f.locked = true, true
	f.mu.Unlock()
	if err := k.Set(ctx, login, host, "1234"); !errors.Is(err, ErrLocked) {
		t.Errorf("a locked one: %v", err)
	}
	if _, err := k.Get(ctx, login, host); !errors.Is(err, ErrLocked) {
		t.Errorf("a locked one: %v", err)
	}
}

// Whatever ends while a person is asked, the call ends with it, and nothing crashes.
func TestWhatEndsDuringAQuestion(t *testing.T) {
	for name, c := range map[string]struct {
		end  func(b *bustest.Bus, f *fakeService, late func())
		want error
	}{
		"the bus":     {func(b *bustest.Bus, _ *fakeService, _ func()) { b.Stop() }, ErrNoKeyring},
		"the service": {func(_ *bustest.Bus, f *fakeService, _ func()) { _ = f.conn.Close() }, ErrNoKeyring},
		"patience":    {func(_ *bustest.Bus, _ *fakeService, late func()) { late() }, ErrTimeout},
	} {
		t.Run(name, func(t *testing.T) {
			b := bustest.Start(t)
			f := newService(t, b)
			ctx, late := deadline(t)
			ended := make(chan error, 1)
			go func() { ended <- New("").Set(ctx, login, host, "1234") }()
			<-f.prompted
			c.end(b, f, late)
			if err := <-ended; !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}
