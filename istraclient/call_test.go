package istraclient

import (
	"strings"
	"testing"
	"time"

	"istratray/istraclient/istratest"
)

func TestCallFields(t *testing.T) {
	const item = `{"restUri":"v1/logs/Phone/bean/12","callHistoryId":"12","isIncoming":true,"isMissed":true,"isRejected":false,"isWritten":false,
		"remoteLabel":"Tom","remoteType":"EXTERNAL_NUMBER","remoteNumber":"+4930","callbackNumber":"0004930","ringDurationSecond":7,
		"talkDurationSecond":false,"timestamp":"1456000000","userEntName":"Hartmann Ltd","userNumber":"313"}`
	want := Call{
		ID: "12", URI: "v1/logs/Phone/bean/12", RemoteLabel: "Tom", RemoteType: "EXTERNAL_NUMBER",
		RemoteNumber: "+4930", CallbackNumber: "0004930",
		UserNumber: "313", Company: "Hartmann Ltd", Time: time.Unix(1456000000, 0), RingDuration: 7 * time.Second,
		Incoming: true, Missed: true,
	}
	got, err := answering(t, "GET v1/logs/Phone/bean/12", 200, item).GetCall(t.Context(), Ref{ID: "12"})
	if err != nil || got != want {
		t.Errorf("%v\n got %+v\nwant %+v", err, got, want)
	}
}

func TestCallLooseForms(t *testing.T) {
	for item, want := range map[string]Call{
		`{"callHistoryId":8967300633232582577,"isIncoming":"true","isMissed":0}`: {ID: "8967300633232582577",
			Incoming: true},
		`{"id":"5","talkDurationSecond":"61","ringDurationSecond":"3"}`: {ID: "5",
			TalkDuration: 61 * time.Second, RingDuration: 3 * time.Second},
		`{"restUri":"v1/logs/Phone/5","remoteLabel":"+33489879144"}`: {ID: "5",
			URI: "v1/logs/Phone/5", RemoteLabel: "+33489879144", RemoteNumber: "+33489879144"},
		`{"callHistoryId":"5","remoteLabel":"Anonymous","timestamp":"Thu Mar 1 2026"}`: {ID: "5",
			RemoteLabel: "Anonymous"},
		`{"callHistoryId":"5","remoteLabel":{"odd":1},"isMissed":[true],"timestamp":{"odd":1}}`: {ID: "5"},
	} {
		page, err := answering(t, "GET v1/logs/Phone/bean", 200,
			`{"items":[`+item+`]}`).ListCalls(t.Context(), ListOptions{})
		if err != nil || len(page.Items) != 1 || page.Items[0] != want {
			t.Errorf("%s: %v\n got %+v\nwant %+v", item, err, page.Items, want)
		}
	}
}

func TestCallsOnThePlatform(t *testing.T) {
	for name, quirks := range map[string]istratest.Quirks{
		"as described": {}, "no restUri": {NoURIs: true}, "short restUri": {ShortURIs: true},
		"no content": {NoContent: true},
		"numbers":    {NumericIDs: true, LooseTypes: true}, "no callback": {NoCallback: true, RemoteNumbers: true},
	} {
		t.Run(name, func(t *testing.T) {
			c, p := signedIn(t, istratest.Options{Calls: []istratest.Call{
				{RemoteLabel: "Tom", RemoteNumber: "+493023125417", Missed: true},
				{RemoteLabel: "Anna", RemoteNumber: "200", Incoming: true, Talk: time.Minute},
				{RemoteLabel: "Out", RemoteNumber: "201", Talk: time.Minute},
			}})
			p.Faults().Set(quirks)
			for want, opts := range map[int]ListOptions{3: {}, 2: {Incoming: true}, 1: {Incoming: true, Missed: true}} {
				if page, err := c.ListCalls(t.Context(), opts); err != nil || len(page.Items) != want {
					t.Errorf("%+v: %d items, %v", opts, len(page.Items), err)
				}
			}
			page, err := c.ListCalls(t.Context(), ListOptions{Missed: true})
			if err != nil || len(page.Items) != 1 {
				t.Fatal(page, err)
			}
			missed := page.Items[0]
			if missed.RemoteLabel != "Tom" || !missed.Missed || !missed.Incoming || missed.Time.IsZero() {
				t.Errorf("%+v", missed)
			}
			if got, err := c.GetCall(t.Context(), missed.Ref()); err != nil || got.RemoteLabel != "Tom" {
				t.Errorf("%+v, %v", got, err)
			}
			if err := c.DeleteCall(t.Context(), missed.Ref()); err != nil || len(p.State().Calls) != 2 {
				t.Error(err, p.State())
			}
		})
	}
}

// Where the item says where it is, that is believed; else the documented path is used.
func TestDeletePaths(t *testing.T) {
	c, p := signedIn(t, istratest.Options{Voicemails: []istratest.Voicemail{{ID: "7"}, {ID: "8"}}})
	p.Faults().Update(func(q *istratest.Quirks) { q.ShortURIs = true })
	if err := c.DeleteVoicemail(t.Context(), Ref{ID: "7", URI: "v1/logs/Voicemail/7"}); err != nil {
		t.Error(err)
	}
	p.Faults().Update(func(q *istratest.Quirks) { q.ShortURIs = false })
	if err := c.DeleteVoicemail(t.Context(), Ref{ID: "8"}); err != nil {
		t.Error(err)
	}
	var paths []string
	for _, r := range p.RequestsTo("DELETE", "") {
		paths = append(paths, r.Path)
	}
	if got := strings.Join(paths, " "); got != "v1/logs/Voicemail/7 v1/logs/Voicemail/bean/8" {
		t.Error(got)
	}
}
