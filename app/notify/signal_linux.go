package notify

import (
	"errors"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

// abilities are what the service says it can do.
type abilities struct {
	Actions, Markup, Sound bool
	// Files: it shows a file more sharply than an icon that it has to find. dunst takes the smallest of that name.
	Files bool
}

// askAbilities asks the service once, until it is another one. Whatever waits to be shown waits for this.
func (l *link) askAbilities() {
	if l.asking {
		return
	}
	l.asking = true
	l.call("GetCapabilities", l.toldAbilities)
}

func (l *link) toldAbilities(c *dbus.Call) {
	var names []string
	err := c.Store(&names)
	if err != nil && !errors.Is(failure(err), ErrRefused) {
		l.asking = false
		l.failAll(failure(err))
		return
	}
	// A service that is there and doesn't say what it can do is shown plain texts.
	l.abilities = abilities{}
	for _, name := range names {
		switch name {
		case "actions":
			l.abilities.Actions = true
		case "body-markup":
			l.abilities.Markup = true
		case "sound":
			l.abilities.Sound = true
		}
	}
	l.call("GetServerInformation", l.toldName)
}

// toldName ends the questions.
func (l *link) toldName(c *dbus.Call) {
	l.asking = false
	var name, vendor, version, specification string
	_ = c.Store(&name, &vendor, &version, &specification) // it may not know the question
	l.abilities.Files = name == "dunst"
	l.told = true
	for _, p := range l.popups {
		l.next(p)
	}
}

// signal handles what the service or the bus tells. Answers that came before it are handled first,
// since it may be about the notification that one of them names.
func (l *link) signal(s *dbus.Signal) {
	for len(l.answers) > 0 {
		l.answer(<-l.answers)
	}
	if _, ok := bus.OwnerChange(s, service); ok {
		l.changed()
		return
	}
	if s.Path != servicePath || len(s.Body) != 2 {
		return
	}
	id, _ := s.Body[0].(uint32)
	p := l.popupsByID[id]
	if p == nil {
		return // another program's
	}
	text, _ := s.Body[1].(string)
	switch s.Name {
	case service + ".ActivationToken": // comes before the action
		p.token = text
	case service + ".ActionInvoked":
		l.opts.OnAction(p.key, text, p.token)
		p.token = ""
	case service + ".NotificationClosed":
		const itsTimeIsOver = uint32(1)
		if s.Body[1] == itsTimeIsOver {
			p.expired = true
			return
		}
		l.forget(p)
		l.next(p)
	}
}

// changed starts afresh: the service went, or another took its place and knows none of our numbers.
func (l *link) changed() {
	l.told = false
	for _, p := range l.popupsByID {
		l.forget(p)
		l.next(p)
	}
}
