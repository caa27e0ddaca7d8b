package session

import (
	"cmp"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient"
)

func voicemailOf(v istraclient.Voicemail) inbox.Voicemail {
	return inbox.Voicemail{
		ID:         v.ID,
		URI:        v.URI,
		Label:      cmp.Or(v.RemoteLabel, v.RemoteNumber, v.CallbackNumber),
		Number:     v.RemoteNumber,
		Callback:   v.CallbackNumber,
		PlayNumber: v.PlayNumber,
		Time:       v.Time,
		Seconds:    seconds(v.Duration),
		Read:       v.Read,
		Urgent:     v.Urgent,
		Internal:   v.Internal,
	}
}

func callOf(c istraclient.Call) inbox.Call {
	direction := inbox.Out
	if c.Incoming {
		direction = inbox.In
	}
	return inbox.Call{
		ID:        c.ID,
		URI:       c.URI,
		Label:     cmp.Or(c.RemoteLabel, c.RemoteNumber, c.CallbackNumber),
		Number:    c.RemoteNumber,
		Callback:  c.CallbackNumber,
		Time:      c.Time,
		Seconds:   seconds(c.TalkDuration),
		Rang:      seconds(c.RingDuration),
		Direction: direction,
		Missed:    c.Missed && c.Incoming,
		Kind:      c.RemoteType,
		Line:      c.UserNumber,
	}
}

func userOf(u istraclient.UserInfo) inbox.UserRead {
	read := inbox.UserRead{
		Name:     u.Name,
		Company:  u.Company,
		Platform: inbox.Platform{Version: u.Version, Build: u.Build},
		CallerID: callerIDOf(u.CallerID),
	}
	for _, t := range u.Terminals {
		read.Phones = append(read.Phones, inbox.Phone{ID: t.ID, Label: cmp.Or(t.Label, t.ID)})
	}
	return read
}

func countersOf(c istraclient.Counters) inbox.CountersRead {
	return inbox.CountersRead{UnreadVoicemails: c.Voicemails, MissedCalls: c.MissedCalls, TextMessages: c.TextMessages}
}

func callerIDOf(c istraclient.CallerID) inbox.CallerID {
	return inbox.CallerID{Manual: c.Manual, Number: c.Number}
}

func seconds(d time.Duration) int { return int(d.Round(time.Second) / time.Second) }
