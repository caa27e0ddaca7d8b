package istratest

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// The two choices of a caller ID as the platform names them when it is set.
const (
	FollowsPresence = "FromPresenceState"
	ManualSetting   = "ManualSetting"
)

// CallerID is what called parties see.
type CallerID struct {
	Choice string // FollowsPresence or ManualSetting
	Number string // E.164, with a manual choice
}

var e164 = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\+[1-9][0-9]{5,14}$`) })

// readUser is GET v1/user/Info.
func (p *Platform) readUser(exchange) answer {
	var terminals []any
	for _, t := range p.opts.Terminals {
		terminals = append(terminals, map[string]any{
			"abstractTerminalID": p.quirks.id(t.ID), "label": t.Label, "registered": true, "type": "SIP",
		})
	}
	user := p.callerIDBean()
	user["presence"] = map[string]any{"state": "Available", "since": nil}
	return success(map[string]any{
		"userName": p.opts.Name, "istraVersion": "9.1", "istraBuildID": "9.1.0-20160219",
		"ent":       map[string]any{"fullName": p.opts.Company, "groups": []string{"Sales"}},
		"terminals": terminals, "user": user, "features": []any{},
	})
}

// callerIDBean is the part of the user that holds the caller ID. It is called with p.mu held.
func (p *Platform) callerIDBean() map[string]any {
	choice := p.callerID.Choice
	if choice == ManualSetting && p.quirks.ManualCallerID {
		choice = "manualCustomCallerID"
	}
	return map[string]any{
		"customCallerIDChoice": choice, "customCallerID": p.callerID.Number, "restUri": "v1/user/IUser/" + userID,
	}
}

// readCallerID is GET v1/user/IUser/{id}; rt names the keys to answer.
func (p *Platform) readCallerID(x exchange) answer {
	if x.PathValue("id") != userID {
		return notFound("There is no such user")
	}
	return success(p.askedFields(x))
}

// askedFields are those of the user that a request names, and where the user is. It is called with p.mu held.
func (p *Platform) askedFields(x exchange) map[string]any {
	bean := p.callerIDBean()
	if rt := x.URL.Query().Get("rt"); rt != "" {
		keys := append(strings.Split(rt, ","), "restUri")
		for key := range bean {
			if !slices.Contains(keys, key) {
				delete(bean, key)
			}
		}
	}
	return bean
}

// putCallerID is PUT v1/user/IUser/{id}. It answers with the setting as it was taken.
func (p *Platform) putCallerID(x exchange) answer {
	if x.PathValue("id") != userID {
		return notFound("There is no such user")
	}
	if p.quirks.NeedsFields && x.URL.Query().Get("rt") == "" {
		return badRequest("rt must name the fields to set")
	}
	var want map[string]any
	if json.Unmarshal(x.body, &want) != nil {
		return badRequest("The body must be a JSON object")
	}
	number, _ := want["manualCustomCallerID"].(string)
	switch want["customCallerIDChoice"] {
	case FollowsPresence:
		p.callerID = CallerID{Choice: FollowsPresence}
	case ManualSetting, "manualCustomCallerID":
		if !e164().MatchString(number) || !strings.HasPrefix(number, p.opts.CallerIDPrefix) {
			return failure(400, "ERR_CALLER_ID", "This number is not allowed as a caller ID")
		}
		if p.quirks.TakenCallerID != "" {
			number = p.quirks.TakenCallerID
		}
		p.callerID = CallerID{Choice: ManualSetting, Number: number}
	default:
		return badRequest("customCallerIDChoice is not one of the choices")
	}
	a := success(p.askedFields(x))
	a.empty = true
	return a
}

// placeCall is POST v1/user/Terminal/{id}/placeCall.
func (p *Platform) placeCall(x exchange) answer {
	terminal := x.PathValue("id")
	if !slices.ContainsFunc(p.opts.Terminals, func(t Terminal) bool { return t.ID == terminal }) {
		return notFound("There is no such terminal")
	}
	var want struct{ Destination string }
	if json.Unmarshal(x.body, &want) != nil || want.Destination == "" {
		return badRequest("The destination is missing")
	}
	p.placed = append(p.placed, PlacedCall{Terminal: terminal, Destination: want.Destination, Time: p.now()})
	if p.opts.LogPlaced {
		p.logPlaced(want.Destination)
	}
	return done()
}

// logPlaced adds a short outgoing call to the history, under the name that the number had before.
func (p *Platform) logPlaced(destination string) {
	call := Call{RemoteNumber: destination, CallbackNumber: destination, Ring: 4 * time.Second, Talk: 20 * time.Second}
	for _, c := range p.mailbox.calls {
		if c.CallbackNumber == destination || c.RemoteNumber == destination {
			call.RemoteLabel, call.RemoteNumber, call.RemoteType = c.RemoteLabel, c.RemoteNumber, c.RemoteType
			break
		}
	}
	p.mailbox.addCall(p.mailbox.completeCall(call, p.now()))
}
