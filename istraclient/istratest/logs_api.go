package istratest

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// listVoicemails is GET v1/logs/Voicemail/bean.
func (p *Platform) listVoicemails(x exchange) answer {
	rows := p.mailbox.voicemails
	return page(x, p.quirks, len(rows), func(i int) any { return rows[i].bean(p.quirks) })
}

// listCalls is GET v1/logs/Phone/bean.
func (p *Platform) listCalls(x exchange) answer {
	query := x.URL.Query()
	rows := p.mailbox.calls
	incoming, missed := query.Get("isIncoming") == "true", query.Get("isMissed") == "true"
	if incoming || missed {
		rows = slices.DeleteFunc(slices.Clone(rows), func(c Call) bool {
			return incoming && !c.Incoming || missed && !c.Missed
		})
	}
	return page(x, p.quirks, len(rows), func(i int) any { return rows[i].bean(p.quirks, p.opts) })
}

// page answers the part of total rows that a request asks for. Row 0 is the newest.
func page(x exchange, q Quirks, total int, row func(i int) any) answer {
	offset, length, valid := window(x.URL.Query())
	if !valid {
		return badRequest("offset and length must be whole numbers from 0 on")
	}
	from, to := q.window(offset, length, total)
	if empty, ok := q.emptyAnswer(); ok && from == to {
		return empty
	}
	items := make([]any, 0, to-from)
	for i := from; i < to; i++ {
		items = append(items, row(q.place(i, total)))
	}
	count, key := len(items), "items"
	if q.GrandTotal {
		count = total
	}
	if q.UpperItems {
		key = "Items"
	}
	return success(map[string]any{"count": q.number(count), key: items})
}

// place is where the row is that comes at place i.
func (q Quirks) place(i, total int) int {
	if q.OldestFirst {
		i = total - 1 - i
	}
	switch {
	case q.OutOfPlace && i%10 == 3 && i+1 < total:
		return i + 1
	case q.OutOfPlace && i%10 == 4:
		return i - 1
	}
	return i
}

// window reads offset and length; the latter is 20 unless told.
func window(query url.Values) (offset, length int, ok bool) {
	length = 20
	for key, field := range map[string]*int{"offset": &offset, "length": &length} {
		if text := query.Get(key); text != "" {
			n, err := strconv.Atoi(text)
			if err != nil || n < 0 {
				return 0, 0, false
			}
			*field = n
		}
	}
	return offset, length, true
}

// reachable reports whether an item's path is one that this deployment knows.
func (p *Platform) reachable(x exchange) bool {
	if strings.Contains(x.URL.Path, "/bean/") {
		return !p.quirks.ShortURIs
	}
	return !p.quirks.BeanOnly
}

// missing is the answer where one item of that ID isn't.
func (p *Platform) missing(x exchange, kind string) answer {
	if status := p.quirks.MissingForm; status != 0 && !p.reachable(x) {
		return failure(status, "ERR_METHOD", "This is not where it is")
	}
	return notFound("There is no " + kind + " " + x.PathValue("id"))
}

// getVoicemail is GET v1/logs/Voicemail/bean/{id}, and with a format after the ID the sound.
func (p *Platform) getVoicemail(x exchange) answer {
	id, format, isSound := strings.Cut(x.PathValue("id"), ".")
	i := p.mailbox.voicemail(id)
	switch {
	case i < 0 || !isSound && !p.reachable(x):
		return p.missing(x, "voicemail")
	case !isSound:
		return success(p.mailbox.voicemails[i].bean(p.quirks))
	}
	sound, has := p.mailbox.voicemails[i].Sound(format)
	if !has && !p.quirks.hasTextFor(format) {
		return notFound("There is no " + format + " of voicemail " + id)
	}
	a := p.quirks.soundAnswer(sound, format)
	if x.URL.Query().Get("dl") == "true" {
		a = a.with("Content-Disposition", "attachment;")
	}
	return a
}

// isSound reports whether a path names a sound, which needs no Content-Type.
func isSound(path string) bool {
	name := path[strings.LastIndexByte(path, '/')+1:]
	return strings.HasPrefix(path, "/v1/logs/Voicemail/") && strings.Contains(name, ".")
}

// putVoicemail is PUT v1/logs/Voicemail/bean/{id}.
func (p *Platform) putVoicemail(x exchange) answer {
	var want struct{ Read *bool }
	if json.Unmarshal(x.body, &want) != nil || want.Read == nil {
		return badRequest(`The body must be {"read":true} or {"read":false}`)
	}
	id := x.PathValue("id")
	if !p.reachable(x) || !p.mailbox.setRead(id, *want.Read) {
		return p.missing(x, "voicemail")
	}
	a := success(p.mailbox.voicemails[p.mailbox.voicemail(id)].bean(p.quirks))
	a.empty = true
	return a
}

// deleteVoicemail is DELETE v1/logs/Voicemail/bean/{id}.
func (p *Platform) deleteVoicemail(x exchange) answer {
	id := x.PathValue("id")
	if !p.reachable(x) || !p.mailbox.deleteVoicemail(id) {
		return p.missing(x, "voicemail")
	}
	return done()
}

// getCall is GET v1/logs/Phone/bean/{id}.
func (p *Platform) getCall(x exchange) answer {
	i := p.mailbox.call(x.PathValue("id"))
	if i < 0 || !p.reachable(x) {
		return p.missing(x, "call")
	}
	return success(p.mailbox.calls[i].bean(p.quirks, p.opts))
}

// deleteCall is DELETE v1/logs/Phone/bean/{id}.
func (p *Platform) deleteCall(x exchange) answer {
	id := x.PathValue("id")
	if !p.reachable(x) || !p.mailbox.deleteCall(id) {
		return p.missing(x, "call")
	}
	return done()
}
