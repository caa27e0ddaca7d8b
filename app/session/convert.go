package session

import (
	"time"

	"istratray/app/inbox"
	"istratray/istraclient"
)

func voicemailOf(v istraclient.Voicemail) inbox.Voicemail {
	return inbox.Voicemail{
		ID:         v.ID,
		URI:        v.URI,
		Label:      labelOf(v.RemoteLabel, v.RemoteNumber),
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
		Label:     labelOf(c.RemoteLabel, c.RemoteNumber),
		Number:    c.RemoteNumber,
		Callback:  c.CallbackNumber,
		Time:      c.Time,
		Seconds:   seconds(c.TalkDuration),
		Rang:      seconds(c.RingDuration),
		Direction: direction,
		Missed:    c.Missed && c.Incoming,
		Kind:      c.RemoteType,
	}
}

func userOf(u istraclient.UserInfo) inbox.UserRead {
	read := inbox.UserRead{Name: u.FullName, CallerID: callerIDOf(u.CallerID)}
	if read.Name == "" {
		read.Name = u.UserName
	}
	for _, t := range u.Terminals {
		read.Phones = append(read.Phones, inbox.Phone{ID: t.ID, Label: labelOf(t.Label, t.ID)})
	}
	return read
}

func callerIDOf(c istraclient.CallerID) inbox.CallerID {
	return inbox.CallerID{Manual: c.Manual, Number: c.Number}
}

func labelOf(label, fallback string) string {
	if label == "" {
		return fallback
	}
	return label
}

func seconds(d time.Duration) int { return int(d.Round(time.Second) / time.Second) }
