package istratest

import (
	"fmt"
	"strconv"
	"testing"
	"time"
)

var noon = time.Date(2016, 2, 19, 12, 0, 0, 0, time.UTC)

func TestVoicemailOnTheWire(t *testing.T) {
	p := start(t, Options{Voicemails: []Voicemail{{
		ID: "144", Time: noon.Add(845749 * time.Microsecond), RemoteLabel: "Anna", RemoteNumber: "+497231260",
		Duration: 24 * time.Second, Urgent: true,
	}, {ID: "143", Time: noon.Add(-time.Hour), RemoteNumber: "231", Internal: true, Read: true}}})
	u := signedIn(t, p)
	got := u.do("GET", "v1/logs/Voicemail/bean/144", "").json(t)
	want := map[string]any{
		"msgid": "20160219120000845-313-144", "filename": "N20160219120000845-313-144.au", "id": "144",
		"restUri": "v1/logs/Voicemail/bean/144", "playNumber": "555;lra=144;cd msgid=20160219120000845-313-144",
		"timestamp": "1455883200", "durationSecond": 24.0, "remoteNumber": "+497231260", "remoteLabel": "Anna",
		"callbackNumber": "000497231260", "type": "external", "read": false, "priority": "urgent",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	internal := u.do("GET", "v1/logs/Voicemail/bean/143", "").json(t)
	for key, want := range map[string]any{
		"type": "internal", "remoteLabel": "231", "callbackNumber": "231", "read": true,
		"restUriContact": "v1/user/IUser/231", "filename": "R20160219110000000-313-143.au",
	} {
		if internal[key] != want {
			t.Errorf("%s = %v, want %v", key, internal[key], want)
		}
	}
}

func TestCallOnTheWire(t *testing.T) {
	p := start(t, Options{Company: "Hartmann Ltd", Calls: []Call{{
		Time: noon, RemoteLabel: "Anna", RemoteNumber: "0497231260", Missed: true, Ring: 12 * time.Second,
	}}})
	u := signedIn(t, p)
	id := p.State().Calls[0].ID
	got := u.do("GET", "v1/logs/Phone/bean/"+id, "").json(t)
	want := map[string]any{
		"restUri": "v1/logs/Phone/bean/" + id, "callHistoryId": id, "isIncoming": true, "isMissed": true,
		"isRejected": false, "isWritten": false, "remoteLabel": "Anna", "remoteType": "EXTERNAL_NUMBER",
		"ringDurationSecond": 12.0, "talkDurationSecond": 0.0, "timestamp": "1455883200",
		"callbackNumber": "00497231260", "userEntName": "Hartmann Ltd", "userNumber": "313",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if n, err := strconv.ParseInt(id, 10, 64); err != nil || int64(float64(n)) == n {
		t.Errorf("ID %s survives a float64 and so would not catch a client that uses one", id)
	}
}

func manyCalls(n int) (calls []Call) {
	for i := range n {
		calls = append(calls, Call{
			ID: strconv.Itoa(i), Time: noon.Add(time.Duration(i) * time.Minute), Incoming: i%2 == 0, Missed: i%4 == 0,
		})
	}
	return calls
}

func TestPages(t *testing.T) {
	p := start(t, Options{Calls: manyCalls(25)})
	u := signedIn(t, p)
	for query, want := range map[string][]string{
		"":                        {"24", "5", "20"}, // first, last, count
		"?offset=20":              {"4", "0", "5"},
		"?offset=20&length=3":     {"4", "2", "3"},
		"?offset=90":              {"", "", "0"},
		"?length=0":               {"", "", "0"},
		"?isIncoming=true":        {"24", "0", "13"},
		"?isMissed=true&length=2": {"24", "20", "2"},
		"?isMissed=true&isIncoming=true&offset=6": {"0", "0", "1"},
	} {
		first, last, count := firstLastCount(t, u.do("GET", "v1/logs/Phone/bean"+query, ""))
		if first != want[0] || last != want[1] || count != want[2] {
			t.Errorf("%s: from %s to %s, count %s; want %v", query, first, last, count, want)
		}
	}
	for _, query := range []string{"?offset=-1", "?length=x"} {
		if r := u.do("GET", "v1/logs/Phone/bean"+query, ""); r.status != 400 {
			t.Errorf("%s: %+v", query, r)
		}
	}
	p.Faults().Set(Quirks{OldestFirst: true, GrandTotal: true})
	if first, last, count := firstLastCount(t, u.do("GET", "v1/logs/Phone/bean?offset=1&length=2",
		"")); first+last+count != "1225" {
		t.Errorf("oldest first: from %s to %s, count %s", first, last, count)
	}
}

func firstLastCount(t *testing.T, r reply) (first, last, count string) {
	t.Helper()
	page := r.json(t)
	items, _ := page["items"].([]any)
	for i, item := range items {
		id := item.(map[string]any)["callHistoryId"].(string)
		if i == 0 {
			first = id
		}
		last = id
	}
	return first, last, fmt.Sprint(page["count"])
}

func TestReadAndDeleteMoveCounters(t *testing.T) {
	p := start(t, Options{
		Voicemails: []Voicemail{{ID: "1"}, {ID: "2", Read: true}},
		Calls:      []Call{{ID: "8", Missed: true}, {ID: "9", Missed: true, Seen: true}},
	})
	u := signedIn(t, p)
	counters := func(missed, voicemails int) {
		t.Helper()
		if got := p.Counters(); got != (Counters{MissedCalls: missed, Voicemails: voicemails}) {
			t.Errorf("%+v, want %d missed and %d voicemails", got, missed, voicemails)
		}
	}
	counters(1, 1)
	before := u.do("GET", "v1/logs/Voicemail/bean/1", "").json(t)
	after := u.do("PUT", "v1/logs/Voicemail/bean/1", `{"read":true}`).json(t)
	if after["read"] != true || after["filename"] == before["filename"] {
		t.Errorf("%v then %v", before, after)
	}
	counters(1, 0)
	u.do("PUT", "v1/logs/Voicemail/bean/2", `{"read":false}`)
	counters(1, 1)
	u.do("DELETE", "v1/logs/Voicemail/bean/2", "")
	counters(1, 0)
	u.do("DELETE", "v1/logs/Phone/8", "")
	counters(0, 0)
	for _, gone := range []string{
		"v1/logs/Voicemail/bean/2", "v1/logs/Voicemail/bean/2.ogg", "v1/logs/Phone/bean/8", "v1/logs/Phone/8",
	} {
		if r := u.do("GET", gone, ""); r.status != 404 {
			t.Errorf("%s: %+v", gone, r)
		}
	}
	for _, path := range []string{"v1/logs/Voicemail/bean/2", "v1/logs/Phone/bean/8"} {
		if r := u.do("DELETE", path, ""); r.status != 404 {
			t.Errorf("deleting %s again: %+v", path, r)
		}
	}
	for body, want := range map[string]int{`{"read":true}`: 404, `{}`: 400, `read`: 400} {
		if r := u.do("PUT", "v1/logs/Voicemail/bean/2", body); r.status != want {
			t.Errorf("PUT %s: %+v", body, r)
		}
	}
}

func TestChangesFromElsewhere(t *testing.T) {
	p := start(t, Options{})
	voicemail := p.AddVoicemail(Voicemail{})
	call := p.AddCall(Call{Missed: true})
	p.SetTextMessages(3)
	if got := p.Counters(); got != (Counters{MissedCalls: 1, TextMessages: 3, Voicemails: 1}) {
		t.Errorf("%+v", got)
	}
	p.ResetMissed()
	if !p.SetRead(voicemail, true) || p.SetRead("nothing", true) {
		t.Error("SetRead does not know what exists")
	}
	if got := p.Counters(); got != (Counters{TextMessages: 3}) {
		t.Errorf("%+v", got)
	}
	if !p.DeleteVoicemail(voicemail) || p.DeleteVoicemail(voicemail) || !p.DeleteCall(call) || p.DeleteCall(call) {
		t.Error("deleting does not know what exists")
	}
	if s := p.State(); len(s.Voicemails)+len(s.Calls) != 0 {
		t.Errorf("%v", s)
	}
}

func TestSounds(t *testing.T) {
	p := start(t, Options{Voicemails: []Voicemail{
		{ID: "1", Speech: "lunch"}, {ID: "2", Speech: "dentist"},
		{ID: "3", Sounds: map[string][]byte{"au": []byte(".snd")}},
	}})
	u := signedIn(t, p)
	for path, want := range map[string]struct {
		status int
		kind   string
		begins string
	}{
		"1.ogg": {200, "application/ogg", "OggS"},
		"1.au":  {200, "application/au", ".snd"},
		"1.aac": {200, "application/aac", "\xff\xf1"},
		"1.mp4": {200, "application/mp4", "\x00\x00\x00"},
		"2.ogg": {200, "application/ogg", "OggS"},
		"2.au":  {404, "application/json;charset=UTF-8", "{"},
		"3.au":  {200, "application/au", ".snd"},
		"3.ogg": {404, "application/json;charset=UTF-8", "{"},
		"9.ogg": {404, "application/json;charset=UTF-8", "{"},
	} {
		r := u.do("GET", "v1/logs/Voicemail/bean/"+path, "")
		if r.status != want.status || r.header.Get("Content-Type") != want.kind ||
			r.body[:len(want.begins)] != want.begins {
			t.Errorf("%s: %d %v %.8q", path, r.status, r.header, r.body)
		}
		if r.header.Get("Content-Disposition") != "" {
			t.Errorf("%s is an attachment", path)
		}
	}
	p.Faults().Set(Quirks{ChunkedAudio: true})
	r := u.do("GET", "v1/logs/Voicemail/bean/1.ogg?dl=true", "")
	if r.header.Get("Content-Disposition") != "attachment;" || r.header.Get("Content-Length") != "" {
		t.Errorf("%v", r.header)
	}
	if whole, _ := p.State().Voicemails[2].Sound("ogg"); r.body != string(whole) {
		t.Errorf("%d bytes of %d", len(r.body), len(whole))
	}
}
