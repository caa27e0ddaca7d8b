package istraclient

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"istratray/istraclient/istratest"
)

var annas = istratest.Voicemail{
	ID: "144", Time: time.Unix(1456000000, 0).UTC(), RemoteLabel: "Anna Keller", RemoteNumber: "200",
	Internal: true, Urgent: true,
}

func TestVoicemailFields(t *testing.T) {
	const item = `{"msgid":"20160219170845749-313-144","filename":"N2016.au","id":"144","restUri":"v1/logs/Voicemail/bean/144",
		"playNumber":"555;lra=144;cd msgid=20160219170845749-313-144","timestamp":"1455898125","durationSecond":24,"remoteNumber":"200",
		"restUriContact":"v1/user/Contact/5","remoteLabel":"Anna","type":"internal","priority":"urgent","read":false,"callbackNumber":"0200","new":{"x":1}}`
	want := Voicemail{
		ID: "144", URI: "v1/logs/Voicemail/bean/144", FileName: "N2016.au",
		PlayNumber:     "555;lra=144;cd msgid=20160219170845749-313-144",
		CallbackNumber: "0200", RemoteNumber: "200", RemoteLabel: "Anna", ContactURI: "v1/user/Contact/5",
		Time: time.Unix(1455898125, 0), Duration: 24 * time.Second, Type: "internal", Internal: true,
		Priority: "urgent", Urgent: true,
	}
	got, err := answering(t, "GET v1/logs/Voicemail/bean/144", 200, item).GetVoicemail(t.Context(), Ref{ID: "144"})
	if err != nil || got != want {
		t.Errorf("%v\n got %+v\nwant %+v", err, got, want)
	}
}

func TestVoicemailLooseForms(t *testing.T) {
	for item, want := range map[string]Voicemail{
		`{"id":144,"read":"true","durationSecond":"24"}`:          {ID: "144", Read: true, Duration: 24 * time.Second},
		`{"id":8967300633232582576,"read":1,"durationSecond":-5}`: {ID: "8967300633232582576", Read: true},
		`{"id":"1","timestamp":1456000000123,"read":0,"type":"INTERNAL"}`: {ID: "1",
			Time: time.UnixMilli(1456000000123), Type: "INTERNAL", Internal: true},
		`{"restUri":"v1/logs/Voicemail/bean/9"}`: {ID: "9", URI: "v1/logs/Voicemail/bean/9"},
		`{"id":"1","remoteLabel":"+33 4 89","priority":"normal"}`: {ID: "1", RemoteLabel: "+33 4 89",
			RemoteNumber: "+33 4 89", Priority: "normal"},
		`{"id":"1","remoteLabel":"200","callbackNumber":"0200"}`: {ID: "1", RemoteLabel: "200", CallbackNumber: "0200"},
		`{"id":"1","remoteLabel":"<b>$(x)</b>","priority":true,"type":null}`: {ID: "1", RemoteLabel: "<b>$(x)</b>",
			Priority: "true", Urgent: true},
	} {
		page, err := answering(t, "GET v1/logs/Voicemail/bean", 200,
			`{"items":[`+item+`]}`).ListVoicemails(t.Context(), ListOptions{})
		if err != nil || len(page.Items) != 1 || page.Items[0] != want {
			t.Errorf("%s: %v\n got %+v\nwant %+v", item, err, page.Items, want)
		}
	}
}

// The caller's mark is rare; what nobody has heard of is kept as it came, and is not urgent.
func TestOnlyKnownPrioritiesAreUrgent(t *testing.T) {
	for priority, want := range map[string]bool{
		"urgent": true, "URGENT": true, " High ": true, "emergency": true,
		"": false, "normal": false, "low": false, "non-urgent": false, "P2": false, "private": false, "0": false,
		"3": false, "standard": false,
	} {
		if isUrgent(priority) != want {
			t.Errorf("%q: %v", priority, !want)
		}
	}
}

func TestVoicemailOnThePlatform(t *testing.T) {
	for name, quirks := range map[string]istratest.Quirks{
		"as described": {}, "no restUri": {NoURIs: true}, "short restUri": {ShortURIs: true},
		"no content": {NoContent: true},
		"numbers":    {NumericIDs: true, LooseTypes: true, Milliseconds: true},
	} {
		t.Run(name, func(t *testing.T) {
			c, p := signedIn(t, istratest.Options{Voicemails: []istratest.Voicemail{annas}})
			p.Faults().Set(quirks)
			page, err := c.ListVoicemails(t.Context(), ListOptions{})
			if err != nil || len(page.Items) != 1 {
				t.Fatal(page, err)
			}
			v := page.Items[0]
			if v.ID != "144" || !v.Time.Equal(annas.Time) || v.RemoteLabel != "Anna Keller" || !v.Internal ||
				!v.Urgent || v.Read || v.Duration == 0 {
				t.Errorf("%+v", v)
			}
			for _, read := range []bool{true, false, true} {
				changed, err := c.SetVoicemailRead(t.Context(), v.Ref(), read)
				if err != nil || changed.Read != read || changed.ID != v.ID || !changed.Time.Equal(v.Time) ||
					p.State().Voicemails[0].Read != read {
					t.Errorf("%+v, %v", changed, err)
				}
			}
			if got, err := c.GetVoicemail(t.Context(), v.Ref()); err != nil || !got.Read {
				t.Errorf("%+v, %v", got, err)
			}
			if err := c.DeleteVoicemail(t.Context(), v.Ref()); err != nil || len(p.State().Voicemails) != 0 {
				t.Error(err, p.State())
			}
			if err := c.DeleteVoicemail(t.Context(), v.Ref()); as[*APIError](t, err).Status != 404 ||
				!strings.Contains(Explain(err), "no longer") {
				t.Error(err)
			}
		})
	}
}

func TestSetReadSendsOneFlag(t *testing.T) {
	c, p := signedIn(t, istratest.Options{Voicemails: []istratest.Voicemail{annas}})
	_, err1 := c.SetVoicemailRead(t.Context(), Ref{ID: "144"}, true)
	_, err2 := c.SetVoicemailRead(t.Context(), Ref{ID: "144"}, false)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	puts := p.RequestsTo("PUT", "v1/logs/Voicemail/bean/144")
	if len(puts) != 2 || puts[0].Body != `{"read":true}` || puts[1].Body != `{"read":false}` {
		t.Errorf("%+v", puts)
	}
}

// Some answer the change with nothing but the flag.
func TestSetReadCompletesAThinAnswer(t *testing.T) {
	for _, answer := range []string{`{"read":true}`, ``, `{}`, `{"read":true,"restUri":"v1/logs/Voicemail/bean/7"}`} {
		s := newScript(t, map[string]http.HandlerFunc{
			"PUT v1/logs/Voicemail/bean/7": says(200, answer),
			"GET v1/logs/Voicemail/bean/7": says(200, `{"id":"7","remoteLabel":"Anna","read":true}`),
		})
		v, err := s.client(t).SetVoicemailRead(t.Context(), Ref{ID: "7"}, true)
		if err != nil || v.RemoteLabel != "Anna" || !v.Read {
			t.Errorf("%q: %+v, %v", answer, v, err)
		}
	}
}

func TestItemsKeepTheirRefWhenTheAnswerLacksIt(t *testing.T) {
	const uri = "v1/logs/Voicemail/bean/7"
	v, err := answering(t, "GET "+uri, 200, `{"timestamp":"1456000000"}`).GetVoicemail(t.Context(),
		Ref{ID: "7", URI: uri})
	if err != nil || v.Ref() != (Ref{ID: "7", URI: uri}) {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestVoicemailNeedsARef(t *testing.T) {
	c := answering(t, "GET x", 200, ``)
	_, err1 := c.GetVoicemail(t.Context(), Ref{})
	_, err2 := c.VoicemailAudio(t.Context(), Ref{}, Ogg)
	_, err3 := c.VoicemailAudio(t.Context(), Ref{ID: "1"}, "exe")
	_, err4 := c.GetCall(t.Context(), Ref{})
	for _, err := range []error{err1, err2, err3, err4, c.DeleteVoicemail(t.Context(), Ref{}),
		c.DeleteCall(t.Context(), Ref{})} {
		if as[*ArgumentError](t, err); Explain(err) == "" || Retryable(err) {
			t.Error(err)
		}
	}
}
