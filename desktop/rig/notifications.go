package rig

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/introspect"
)

const (
	notifyName = "org.freedesktop.Notifications"
	notifyPath = "/org/freedesktop/Notifications"
)

// Notification is one that a program has posted.
type Notification struct {
	ID            uint32
	Sender        string // the program's own name on the bus: another one after it was started again
	App, Icon     string
	Summary, Body string
	Actions       map[string]string // label by key
	Hints         map[string]dbus.Variant
	Expire        time.Duration // negative: as the daemon likes; 0: never
	Posted        time.Time     // by this rig's clock, when it was last shown or replaced
	Replaced      int           // how often it was replaced
	Closed        bool          // withdrawn, dismissed or acted upon
	answered      bool          // the program has been told its ID
}

// Notifications is a notification daemon that shows nothing and remembers everything. Its methods
// are for any goroutine.
type Notifications struct {
	t    T
	conn *dbus.Conn

	mu        sync.Mutex // guards all below: D-Bus calls come on goroutines of their own
	all       []*Notification
	answer    func() error
	inhibited bool
}

// RecordNotifications takes the place of the notification daemon on the bus at address until the
// test ends.
func RecordNotifications(t T, address string) *Notifications {
	t.Helper()
	n := &Notifications{t: t}
	conn, err := dbus.Connect(address, dbus.WithOutgoingInterceptor(n.sending))
	if err != nil {
		t.Fatalf("notification daemon: %v", err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	n.conn = conn
	self := daemon{n}
	methods := introspect.Interface{Name: notifyName, Methods: introspect.Methods(self)}
	err = errors.Join(
		conn.Export(self, notifyPath, notifyName),
		conn.ExportMethodTable(map[string]any{"Get": n.get}, notifyPath, "org.freedesktop.DBus.Properties"),
		conn.Export(introspect.NewIntrospectable(&introspect.Node{Interfaces: []introspect.Interface{methods}}),
			notifyPath, "org.freedesktop.DBus.Introspectable"))
	if err != nil {
		t.Fatalf("notification daemon: %v", err)
	}
	n.Return()
	return n
}

// Leave takes the daemon off the bus, as when it crashed: what it showed is gone.
func (n *Notifications) Leave() {
	n.t.Helper()
	if _, err := n.conn.ReleaseName(notifyName); err != nil {
		n.t.Fatalf("notification daemon: %v", err)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, each := range n.all {
		each.Closed = true
	}
}

// Return brings it back.
func (n *Notifications) Return() {
	n.t.Helper()
	reply, err := n.conn.RequestName(notifyName, dbus.NameFlagDoNotQueue)
	if err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		n.t.Fatalf("there is a notification daemon already (%v)", err)
	}
}

// All are all notifications so far, oldest first.
func (n *Notifications) All() []Notification {
	n.mu.Lock()
	defer n.mu.Unlock()
	all := make([]Notification, len(n.all))
	for i, each := range n.all {
		all[i] = *each
	}
	return all
}

// Shown are those that a person would see now.
func (n *Notifications) Shown() []Notification {
	return slices.DeleteFunc(n.All(), func(each Notification) bool { return each.Closed })
}

// Wait waits until a notification with text in its summary or body is shown, and returns the newest.
func (n *Notifications) Wait(text string, within time.Duration) Notification {
	n.t.Helper()
	var found Notification
	Eventually(n.t, within, fmt.Sprintf("a notification says %q", text), func() error {
		shown := n.Shown()
		for _, each := range slices.Backward(shown) {
			if strings.Contains(each.Summary+"\n"+each.Body, text) {
				found = each
				return nil
			}
		}
		return fmt.Errorf("shown are %q", shown)
	})
	return found
}

// WaitClosed waits until the program has withdrawn a notification.
func (n *Notifications) WaitClosed(id uint32, within time.Duration) {
	n.t.Helper()
	Eventually(n.t, within, fmt.Sprintf("notification %d is withdrawn", id), func() error {
		for _, each := range n.Shown() {
			if each.ID == id {
				return fmt.Errorf("%s is still shown", each)
			}
		}
		return nil
	})
}

// Act presses the button with this key; "default" is a click on the text.
func (n *Notifications) Act(id uint32, key string) {
	n.t.Helper()
	n.waitAnswered(id)
	n.emit("ActivationToken", id, "rig-token")
	n.emit("ActionInvoked", id, key)
	n.close(id, 2)
}

// Dismiss closes the notification as a person does who doesn't want it.
func (n *Notifications) Dismiss(id uint32) {
	n.t.Helper()
	n.waitAnswered(id)
	n.close(id, 2)
}

// waitAnswered waits until the program knows the notification's ID: nobody can act upon it earlier.
func (n *Notifications) waitAnswered(id uint32) {
	n.t.Helper()
	Eventually(n.t, patience, fmt.Sprintf("notification %d is answered", id), func() error {
		n.mu.Lock()
		defer n.mu.Unlock()
		if shown := n.find(id); shown != nil && !shown.answered {
			return errors.New("not yet")
		}
		return nil
	})
	_ = n.conn.BusObject().Call("org.freedesktop.DBus.GetId", 0).Err // the answer goes first
}

// sending sees each message that goes out.
func (n *Notifications) sending(m *dbus.Message) {
	if m.Type != dbus.TypeMethodReply || len(m.Body) != 1 {
		return
	}
	id, ok := m.Body[0].(uint32)
	n.mu.Lock()
	defer n.mu.Unlock()
	if shown := n.find(id); ok && shown != nil {
		shown.answered = true
	}
}

// Answer makes every further call end with what answer returns, as late as it returns; nil puts an
// obliging daemon back. It is called on goroutines of its own.
func (n *Notifications) Answer(answer func() error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.answer = answer
}

func (n *Notifications) emit(signal string, args ...any) {
	n.t.Helper()
	if err := n.conn.Emit(notifyPath, notifyName+"."+signal, args...); err != nil {
		n.t.Fatalf("notification daemon: %s: %v", signal, err)
	}
}

// close marks a notification closed and tells the programs why: 2 dismissed, 3 by the program itself.
func (n *Notifications) close(id, reason uint32) {
	n.t.Helper()
	n.mu.Lock()
	if shown := n.find(id); shown != nil {
		shown.Closed = true
	}
	n.mu.Unlock()
	n.emit("NotificationClosed", id, reason)
}

// find returns the open notification with this ID, or nil. n.mu is held.
func (n *Notifications) find(id uint32) *Notification {
	for _, each := range n.all {
		if each.ID == id && !each.Closed {
			return each
		}
	}
	return nil
}

// String is the notification's text on one line.
func (n Notification) String() string { return n.Summary + ": " + n.Body }

// daemon is the D-Bus face of Notifications: the exported methods are the interface.
type daemon struct{ n *Notifications }

func (d daemon) GetCapabilities() ([]string, *dbus.Error) {
	return []string{"body", "body-markup", "actions", "icon-static", "persistence"}, nil
}

func (d daemon) GetServerInformation() (name, vendor, version, spec string, err *dbus.Error) {
	return "rig", "istratray", "1", "1.2", nil
}

func (d daemon) Notify(sender dbus.Sender, app string, replaces uint32, icon, summary, body string, actions []string,
	hints map[string]dbus.Variant, expire int32,
) (uint32, *dbus.Error) {
	if err := d.n.ask(); err != nil {
		return 0, dbus.MakeFailedError(err)
	}
	posted := Notification{
		Sender: string(sender), App: app, Icon: icon, Summary: summary, Body: body,
		Actions: maps.Collect(pairs(actions)),
		Hints:   hints, Expire: time.Duration(expire) * time.Millisecond, Posted: time.Now(),
	}
	d.n.mu.Lock()
	defer d.n.mu.Unlock()
	if old := d.n.find(replaces); old != nil {
		posted.ID, posted.Replaced = old.ID, old.Replaced+1
		*old = posted
		return posted.ID, nil
	}
	posted.ID = uint32(len(d.n.all) + 1)
	d.n.all = append(d.n.all, &posted)
	return posted.ID, nil
}

func (d daemon) CloseNotification(id uint32) *dbus.Error {
	if err := d.n.ask(); err != nil {
		return dbus.MakeFailedError(err)
	}
	d.n.close(id, 3)
	return nil
}

func (n *Notifications) ask() error {
	n.mu.Lock()
	answer := n.answer
	n.mu.Unlock()
	if answer == nil {
		return nil
	}
	return answer()
}

// pairs are the keys and labels of the protocol's flat list.
func pairs(flat []string) func(yield func(key, label string) bool) {
	return func(yield func(key, label string) bool) {
		for pair := range slices.Chunk(flat, 2) {
			if len(pair) == 2 && !yield(pair[0], pair[1]) {
				return
			}
		}
	}
}
