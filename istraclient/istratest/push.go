package istratest

import (
	"encoding/json"
	"net/url"
)

const countersModel = "v1/data/RestletApiSessionCounters"

// listener is where a client wants its frames: over the websocket that was the newest when it was made.
type listener struct {
	socket     *socket
	subscribed bool
}

// createListener is POST v1/service/EventListener/bean.
func (p *Platform) createListener(x exchange) answer {
	var want struct{ Name string }
	if json.Unmarshal(x.body, &want) != nil || want.Name == "" {
		return badRequest("The name is missing")
	}
	if len(x.session.sockets) == 0 {
		return failure(412, "ERR_NO_WEBSOCKET", "A listener needs an open websocket")
	}
	newest := x.session.sockets[len(x.session.sockets)-1]
	x.session.listeners[want.Name] = &listener{socket: newest}
	return success(map[string]any{"name": want.Name, "restUri": listenerURI(want.Name)})
}

func listenerURI(name string) string { return "v1/service/EventListener/bean/" + url.PathEscape(name) }

// deleteListener is DELETE v1/service/EventListener/bean/{name}.
func (p *Platform) deleteListener(x exchange) answer {
	name := x.PathValue("name")
	if x.session.listeners[name] == nil {
		return notFound("There is no listener " + name)
	}
	delete(x.session.listeners, name)
	return done()
}

// readCounters is GET v1/logs/Notifications/bean: a snapshot, and with a listener's name its
// subscription.
func (p *Platform) readCounters(x exchange) answer {
	if name := x.URL.Query().Get("listenerName"); name != "" {
		l := x.session.listeners[name]
		if l == nil {
			return notFound("There is no listener " + name)
		}
		l.subscribed = true
	}
	return success(p.mailbox.counters().bean(p.quirks))
}

func (c Counters) bean(q Quirks) map[string]any {
	return map[string]any{
		"model": countersModel, "unreadMissedCalls": q.number(c.MissedCalls),
		"unreadTextMessages": q.number(c.TextMessages), "unreadVoiceMails": q.number(c.Voicemails),
	}
}

// push sends the counters to every subscribed listener. It is called with p.mu held and only queues.
func (p *Platform) push(c Counters) {
	if p.quirks.LostFrames {
		return
	}
	for _, s := range p.sessions {
		for name, l := range s.listeners {
			if l.subscribed {
				p.pushTo(l.socket, name, c)
			}
		}
	}
}

func (p *Platform) pushTo(s *socket, name string, c Counters) {
	if p.quirks.ForeignFrames {
		s.queue(p.frame(encodeFrame("SomeoneElse", Counters{MissedCalls: 77, Voicemails: 88}.bean(p.quirks))))
	}
	if p.quirks.MalformedFrames {
		s.queue(p.frame([]byte(`{"listenerName":"` + name + `","item":{"unreadMissedCalls":`)))
	}
	var item any = c.bean(p.quirks)
	if p.quirks.FrameArrays {
		item = []any{item}
	}
	s.queue(p.frame(encodeFrame(name, item)))
}

func encodeFrame(name string, item any) []byte {
	data, err := json.Marshal(map[string]any{"listenerName": name, "item": item})
	if err != nil {
		panic(err) // beans hold nothing that JSON lacks
	}
	return data
}

// PushFrame sends any bytes to every open websocket, as a text frame or, with the quirk, a binary one.
func (p *Platform) PushFrame(data []byte) {
	p.eachSocket(func(s *socket) { s.queue(p.frame(data)) })
}
