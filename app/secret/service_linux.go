package secret

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

// The Secret Service's names on the bus, as its specification has them.
const (
	secrets     = "org.freedesktop.secrets"
	secretsPath = dbus.ObjectPath("/org/freedesktop/secrets")
	loginPath   = secretsPath + "/collection/login"
	noObject    = dbus.ObjectPath("/") // where a call gives no prompt, or an alias has no collection

	serviceInterface    = "org.freedesktop.Secret.Service"
	collectionInterface = "org.freedesktop.Secret.Collection"
	itemInterface       = "org.freedesktop.Secret.Item"
	promptInterface     = "org.freedesktop.Secret.Prompt"
	getProperty         = "org.freedesktop.DBus.Properties.Get"
)

// errDismissed says that the keyring's question was cancelled, that nothing on this desktop could ask it, or that it
// was not asked once more.
var errDismissed = errors.New("the keyring's question was not answered")

// errVanished says that the service ended while it was asked.
var errVanished = errors.New("the keyring went away")

// keeper is one use of the Secret Service, over a connection of its own.
type keeper struct {
	conn    *dbus.Conn
	signals chan *dbus.Signal
	session dbus.ObjectPath
}

// sealedSecret is the specification's Secret. Over the user's own bus it travels as it is ("plain").
type sealedSecret struct {
	Session     dbus.ObjectPath
	Parameters  []byte
	Value       []byte
	ContentType string
}

// openKeeper joins the bus and opens a session with the service, which the bus may have to start.
func openKeeper(ctx context.Context) (*keeper, error) {
	conn, err := bus.Connect(ctx)
	if err != nil {
		return nil, err
	}
	k := &keeper{conn: conn, signals: make(chan *dbus.Signal, 32)}
	conn.Signal(k.signals)
	var nothing dbus.Variant
	err = bus.WatchOwner(ctx, conn, secrets)
	if err == nil {
		err = k.call(ctx, secretsPath, serviceInterface+".OpenSession", "plain",
			dbus.MakeVariant("")).Store(&nothing, &k.session)
	}
	if err != nil {
		k.close()
		return nil, fmt.Errorf("open a session: %w", err)
	}
	return k, nil
}

// close ends the session with its connection.
func (k *keeper) close() { _ = k.conn.Close() }

func (k *keeper) call(ctx context.Context, path dbus.ObjectPath, method string, args ...any) *dbus.Call {
	return k.conn.Object(secrets, path).CallWithContext(ctx, method, 0, args...)
}

// find looks for an entry, in all collections. What is locked is unlocked before: some services find nothing in it,
// and KeePassXC has a question of its own when it is searched. Without an entry the error is ErrNotFound.
func (k *keeper) find(ctx context.Context, attributes map[string]string) (dbus.ObjectPath, error) {
	all, usual, err := k.collections(ctx)
	if err != nil {
		return "", err
	}
	if len(all) == 0 && usual == noObject {
		return "", ErrNotFound
	}
	if usual != noObject {
		if err := k.ensureOpen(ctx, usual); err != nil {
			return "", err
		}
	}
	return k.search(ctx, attributes)
}

// ensureOpen unlocks a collection, if it is locked. What an open one asks is about something else than was declined.
func (k *keeper) ensureOpen(ctx context.Context, collection dbus.ObjectPath) error {
	if k.locked(ctx, collection) {
		return k.unlock(ctx, collection)
	}
	mustNotAsk(ctx).Store(false)
	return nil
}

// search is one look. What is found locked in an open keyring is unlocked: KeePassXC asks whether it may be read.
func (k *keeper) search(ctx context.Context, attributes map[string]string) (dbus.ObjectPath, error) {
	var open, locked []dbus.ObjectPath
	if err := k.call(ctx, secretsPath, serviceInterface+".SearchItems", attributes).Store(&open, &locked); err != nil {
		return "", fmt.Errorf("look for the entry: %w", err)
	}
	switch {
	case len(open) > 0:
		return open[0], nil
	case len(locked) > 0:
		err := k.unlock(ctx, locked[0])
		if errors.Is(err, errDismissed) {
			return "", fmt.Errorf("%w: %w", ErrDenied, errDismissed)
		}
		return locked[0], err
	}
	return "", ErrNotFound
}

// read is an entry's secret.
func (k *keeper) read(ctx context.Context, item dbus.ObjectPath) (string, error) {
	var secret sealedSecret
	if err := k.call(ctx, item, itemInterface+".GetSecret", k.session).Store(&secret); err != nil {
		return "", fmt.Errorf("read the entry: %w", err)
	}
	return string(secret.Value), nil
}

// write makes an entry, or replaces the one with the same attributes.
func (k *keeper) write(ctx context.Context, label string, attributes map[string]string, value string) error {
	_, collection, err := k.collections(ctx)
	if err != nil {
		return err
	}
	if collection == noObject {
		collection, err = k.create(ctx)
	} else {
		err = k.ensureOpen(ctx, collection)
	}
	if err != nil {
		return err
	}
	properties := map[string]dbus.Variant{
		itemInterface + ".Label":      dbus.MakeVariant(label),
		itemInterface + ".Attributes": dbus.MakeVariant(attributes),
	}
	secret := sealedSecret{Session: k.session, Parameters: []byte{}, Value: []byte(value),
		ContentType: "text/plain; charset=utf8"}
	var item, prompt dbus.ObjectPath
	if err := k.call(ctx, collection, collectionInterface+".CreateItem", properties, secret, true).Store(&item,
		&prompt); err != nil {
		return fmt.Errorf("write the entry: %w", err)
	}
	_, err = k.answer(ctx, prompt)
	return err
}

// remove takes an entry away.
func (k *keeper) remove(ctx context.Context, item dbus.ObjectPath) error {
	var prompt dbus.ObjectPath
	if err := k.call(ctx, item, itemInterface+".Delete").Store(&prompt); err != nil {
		return fmt.Errorf("delete the entry: %w", err)
	}
	_, err := k.answer(ctx, prompt)
	return err
}

// collections are all that the service tells of, and the one in which entries are kept: the one that opens at login,
// else the default; noObject where there is none yet.
func (k *keeper) collections(ctx context.Context) (all []dbus.ObjectPath, usual dbus.ObjectPath, err error) {
	if err := k.call(ctx, secretsPath, getProperty, serviceInterface, "Collections").Store(&all); err != nil {
		return nil, "", fmt.Errorf("look for the keyring: %w", err)
	}
	if slices.Contains(all, loginPath) {
		return all, loginPath, nil
	}
	if err := k.call(ctx, secretsPath, serviceInterface+".ReadAlias", "default").Store(&usual); err != nil {
		return nil, "", fmt.Errorf("look for the keyring: %w", err)
	}
	return all, usual, nil
}

// create makes the first keyring, which asks a person for its password.
func (k *keeper) create(ctx context.Context) (dbus.ObjectPath, error) {
	if mustNotAsk(ctx).Load() {
		return "", fmt.Errorf("%w: %w", ErrNoneYet, errDismissed)
	}
	var made, prompt dbus.ObjectPath
	properties := map[string]dbus.Variant{collectionInterface + ".Label": dbus.MakeVariant("Default keyring")}
	err := k.call(ctx, secretsPath, serviceInterface+".CreateCollection", properties, "default").Store(&made, &prompt)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoneYet, err)
	}
	result, err := k.answer(ctx, prompt)
	if errors.Is(err, errDismissed) {
		return "", fmt.Errorf("%w: %w", ErrNoneYet, err)
	}
	if path, ok := result.Value().(dbus.ObjectPath); ok && prompt != noObject {
		made = path
	}
	if err == nil && (made == noObject || made == "") {
		err = ErrNoneYet
	}
	return made, err
}

// locked is false where that can't be found out: then what is done next says it.
func (k *keeper) locked(ctx context.Context, collection dbus.ObjectPath) (is bool) {
	_ = k.call(ctx, collection, getProperty, collectionInterface, "Locked").Store(&is)
	return is
}

// unlock opens a collection or an entry, for which the keyring may ask its password.
func (k *keeper) unlock(ctx context.Context, path dbus.ObjectPath) error {
	quiet := mustNotAsk(ctx)
	elsewhere := quiet.Load() && k.opened(ctx, path)
	if elsewhere {
		quiet.Store(false)
	}
	var open []dbus.ObjectPath
	var prompt dbus.ObjectPath
	if err := k.call(ctx, secretsPath, serviceInterface+".Unlock", []dbus.ObjectPath{path}).Store(&open,
		&prompt); err != nil {
		return fmt.Errorf("unlock: %w", err)
	}
	if _, err := k.answer(ctx, prompt); err != nil {
		if errors.Is(err, errDismissed) && elsewhere {
			return fmt.Errorf("%w: %w", ErrDenied, err) // it was about the access: not again
		}
		if errors.Is(err, errDismissed) {
			return fmt.Errorf("%w: %w", ErrLocked, err)
		}
		return err
	}
	if prompt == noObject && len(open) == 0 {
		return ErrLocked
	}
	return nil
}

// answer has the keyring ask its question, if it has one, and waits for the outcome. A question that stays without an
// answer is the last one: the next fails at once.
func (k *keeper) answer(ctx context.Context, prompt dbus.ObjectPath) (dbus.Variant, error) {
	if prompt == noObject {
		return dbus.Variant{}, nil
	}
	quiet := mustNotAsk(ctx)
	if quiet.Load() {
		return dbus.Variant{}, errDismissed
	}
	result, err := k.ask(ctx, prompt)
	quiet.Store(errors.Is(err, errDismissed) || ctx.Err() != nil)
	return result, err
}

func mustNotAsk(ctx context.Context) *atomic.Bool { return ctx.Value(asker{}).(*atomic.Bool) }

func (k *keeper) ask(ctx context.Context, prompt dbus.ObjectPath) (result dbus.Variant, err error) {
	err = k.conn.AddMatchSignalContext(ctx, dbus.WithMatchObjectPath(prompt), dbus.WithMatchInterface(promptInterface))
	if err == nil {
		err = k.call(ctx, prompt, promptInterface+".Prompt", "").Err
	}
	if err != nil {
		return result, fmt.Errorf("ask: %w", err)
	}
	for {
		select {
		case s, ok := <-k.signals:
			if !ok {
				return result, dbus.ErrClosed
			}
			if owner, about := bus.OwnerChange(s, secrets); about && owner == "" {
				return result, errVanished
			}
			if dismissed, result, ok := completed(s, prompt); ok {
				if dismissed {
					return result, errDismissed
				}
				return result, nil
			}
		case <-ctx.Done():
			k.conn.Object(secrets, prompt).Go(promptInterface+".Dismiss", dbus.FlagNoReplyExpected, nil)
			return result, context.Cause(ctx)
		}
	}
}

// programs have the Secret Service and, on the same connection, a name of their own.
var programs = []struct {
	name string
	err  error
	path dbus.ObjectPath // of KWallet's own interface
}{
	{"org.keepassxc.KeePassXC.MainWindow", errKeePassXC, noObject},
	{"org.kde.kwalletd6", errKWallet, "/modules/kwalletd6"},
	{"org.kde.kwalletd5", errKWallet, "/modules/kwalletd5"},
	{"org.kde.ksecretd", errKWallet, noObject},
}

// sign adds to err whose keyring it is about, where that is known.
func (k *keeper) sign(ctx context.Context, err error) error {
	service := k.owner(ctx, secrets)
	for _, p := range programs {
		if service != "" && k.owner(ctx, p.name) == service {
			return fmt.Errorf("%w: %w", err, p.err)
		}
	}
	return err
}

// opened reports whether a collection is a wallet that somebody else has opened: to the Secret Service KWallet calls it
// locked until the first question, to which it then needs no password.
func (k *keeper) opened(ctx context.Context, collection dbus.ObjectPath) (is bool) {
	var label string
	if k.call(ctx, collection, getProperty, collectionInterface, "Label").Store(&label) != nil {
		return false
	}
	service := k.owner(ctx, secrets)
	for _, p := range programs {
		if p.path != noObject && k.owner(ctx, p.name) == service {
			_ = k.conn.Object(p.name, p.path).CallWithContext(ctx, "org.kde.KWallet.isOpen", 0, label).Store(&is)
			return is
		}
	}
	return false
}

// owner is the connection that has a name; "" where there is none.
func (k *keeper) owner(ctx context.Context, name string) (owner string) {
	_ = k.conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.GetNameOwner", 0, name).Store(&owner)
	return owner
}

// completed reads the signal that ends a prompt.
func completed(s *dbus.Signal, prompt dbus.ObjectPath) (dismissed bool, result dbus.Variant, ok bool) {
	if s.Path != prompt || s.Name != promptInterface+".Completed" || len(s.Body) != 2 {
		return false, result, false
	}
	dismissed, ok = s.Body[0].(bool)
	result, _ = s.Body[1].(dbus.Variant)
	return dismissed, result, ok
}
