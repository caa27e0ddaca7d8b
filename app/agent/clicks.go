package agent

import (
	"context"
	"strings"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/notify"
	"istratray/app/settings"
	"istratray/tray"
)

// trayClicked carries out what the user chose in the tray. It is called on the tray's goroutine, so
// everything that may take time continues by itself. token is what lets a window come to the front for this click.
func (a *Agent) trayClicked(intent tray.Intent, token string) {
	switch i := intent.(type) {
	case tray.Open:
		a.show(control.Show{Page: i.Page, Item: i.Item, Play: i.Play, From: a.here(token)})
	case tray.DialClipboard:
		a.show(control.Show{Page: "dial", Paste: true, From: a.here(token)})
	case tray.Call:
		a.call(i.Number, i.Label, token)
	case tray.CallerPage:
		a.openCallerPage(i.Kind, i.ID)
	case tray.Snooze:
		a.snooze(i.For)
	case tray.Quit:
		a.Quit()
	}
}

// notificationClicked carries out an action of a notification.
func (a *Agent) notificationClicked(key, action, token string) {
	kind, id, ok := strings.Cut(key, ":")
	if !ok {
		a.show(control.Show{Page: "voicemails", From: a.here(token)})
		return
	}
	show := control.Show{Page: pageOf[inbox.ItemKind(kind)], Item: id, Play: action == actionPlay, From: a.here(token)}
	switch action {
	case actionPage:
		a.openCallerPage(inbox.ItemKind(kind), id)
		return
	case actionCall:
	default:
		a.show(show)
		return
	}
	switch number, label := a.dialable(inbox.ItemKind(kind), id); {
	case number == "":
		a.show(show)
	case !a.tellsNumber():
		a.show(control.Show{Page: "dial", Dial: number, From: a.here(token)})
	default:
		a.call(number, label, token)
	}
}

// pageOf says where the window shows what a notification was about.
var pageOf = map[inbox.ItemKind]string{
	inbox.VoicemailItem: "voicemails",
	inbox.CallItem:      "calls",
	followUpItem:        "followups",
}

// dialable finds the number that calls an item's caller back.
func (a *Agent) dialable(kind inbox.ItemKind, id string) (number, label string) {
	s := a.hub.latest()
	if kind == followUpItem {
		for _, f := range s.FollowUps {
			if f.Caller == id {
				return f.Number, f.Name
			}
		}
	}
	if kind == inbox.CallItem {
		for _, c := range s.Calls {
			if c.ID == id {
				return c.Dialable(), c.Shown()
			}
		}
		return "", ""
	}
	for _, v := range s.Voicemails {
		if v.ID == id {
			return v.Dialable(), v.Shown()
		}
	}
	return "", ""
}

// do runs what a click asked for, joined by Run.
func (a *Agent) do(f func(ctx context.Context)) {
	a.asked.Go(func() { f(a.ctx) })
}

// here is the desktop session around the agent, with the token of a click.
func (a *Agent) here(token string) control.Origin {
	o := a.origin.get()
	o.ActivationToken = token
	return o
}

func (a *Agent) show(show control.Show) {
	a.do(func(ctx context.Context) {
		if err := a.Show(ctx, show); err != nil {
			a.tell(ctx, "Istra Tray", toldBy(a.book, err))
		}
	})
}

// outcomeKey is the key of the notification that says what came of a click: a call, or that something did not open.
const outcomeKey = "placing"

// call places a call and shows the outcome in a notification. A number that needs a question is shown in the window,
// which asks.
func (a *Agent) call(number, label, token string) {
	if !a.dialsAtOnce(number) {
		a.show(control.Show{Page: "dial", Dial: number, From: a.here(token)})
		return
	}
	a.do(func(ctx context.Context) {
		answer, err := a.PlaceCall(ctx, control.CallRequest{Destination: number})
		if err != nil {
			a.tell(ctx, a.book.Say("The call was not placed"), toldBy(a.book, err))
			return
		}
		w := a.wording()
		a.tell(ctx, w.Say("Calling {{.name}}", "name", w.caller(label, number)),
			w.Say("Pick up {{.phone}}.", "phone", answer.Phone.Label))
	})
}

// tell shows what came of a click.
func (a *Agent) tell(ctx context.Context, title, body string) {
	n := notify.Notification{Key: outcomeKey, Title: title, Body: body}
	a.logged("showing a notification", a.notifier.Post(ctx, n))
}

// snooze rests notifications for a while, over restarts too; zero ends the rest.
func (a *Agent) snooze(rest time.Duration) {
	a.do(func(ctx context.Context) {
		var until time.Time
		if rest > 0 {
			until = time.Now().Add(rest)
		}
		a.logged("saving the snooze", a.settings.change(func(s *settings.Settings) {
			s.Notifications.SnoozeUntil = until
		}))
		a.applySettings(ctx)
	})
}
