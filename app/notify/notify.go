package notify

import (
	"errors"
	"log/slog"
	"time"
)

// limit is how long Post and Withdraw wait for the desktop at most.
const limit = 5 * time.Second

// DefaultAction is the key of the click on a notification's body.
const DefaultAction = "default"

// Errors that Post and Withdraw wrap.
var (
	ErrUnavailable = errors.New("no notification service on this desktop") // later calls may succeed
	ErrTimeout     = errors.New("the notification service does not answer")
	ErrRefused     = errors.New("the notification service refused")
)

// Notification is one message to the user. Its texts may hold anything: they are shown as plain text.
type Notification struct {
	Key     string   // identifies it: a later one with the same key takes its place
	Title   string   // one line; cut at 120 characters
	Body    string   // line breaks are kept; cut at 400 characters
	Actions []Action // in the order shown; left out where the desktop has no buttons
	Sound   bool     // false: silent
	Missed  bool     // it is about a call that nobody took: some Linux desktops sort and silence by that
	Picture string   // a file of a PNG, in the place of the one of Options; "" = that one
	Urgent  bool     // stays until dismissed and breaks through "do not disturb" where the desktop allows it
}

// Action is something the user can do from the notification.
type Action struct {
	Key   string // DefaultAction is the click on the body
	Label string
}

// Options configure a Notifier.
type Options struct {
	AppName string       // shown with each notification; "" = Istra Tray
	Logger  *slog.Logger // nil = discard
	Picture []byte       // a PNG shown with each notification, 64 pixels or more a side; nil = none
	Profile string       // whose notifications they are: on Windows each profile is a program of its own; "" = default

	// OnAction is called for a chosen action, in order, from Run's goroutine, and must not block. key is the
	// notification's; token is what lets a window come to the front on a Wayland desktop, "" for none. nil = actions
	// are ignored.
	OnAction func(key, action, token string)

	// Balloon is for a Windows that has no toasts: it shows a notification at the tray icon and calls chosen when
	// the user clicks it; a nil note takes the last one away. It may be called from any goroutine. nil = there is
	// no such thing.
	Balloon func(note *Notification, chosen func()) error
}

func (o Options) withDefaults() Options {
	if o.AppName == "" {
		o.AppName = "Istra Tray"
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.OnAction == nil {
		o.OnAction = func(string, string, string) {}
	}
	return o
}
