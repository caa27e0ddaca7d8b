package istraclient

import (
	"net/http"
	"testing"

	"istratray/istraclient/istratest"
)

func TestCallerIDForms(t *testing.T) {
	for body, want := range map[string]CallerID{
		`{"customCallerIDChoice":"FromPresenceState"}`:                            {},
		`{"customCallerIDChoice":"ManualSetting","customCallerID":"+331"}`:        {true, "+331"},
		`{"customCallerIDChoice":"manualCustomCallerID","customCallerID":"+331"}`: {true, "+331"},
		`{"customCallerIDChoice":"ManualSetting"," manualCustomCallerID":"+331"}`: {true, "+331"},
		`{"customCallerIDChoice":"ManualSetting","manualCustomCallerID":"+331","customCallerID":"+332"}`: {true,
			"+332"},
		`{"customCallerIDChoice":"ManualSetting","manualCustomCallerID":331,"restUri":1}`: {true, "331"},
		`{}`: {},
	} {
		id, err := answering(t, "GET v1/user/IUser/1", 200, body).GetCallerID(t.Context(), "v1/user/IUser/1")
		if err != nil || id != want {
			t.Errorf("%s = %+v, %v", body, id, err)
		}
	}
}

func TestCallerIDRequests(t *testing.T) {
	s := newScript(t, map[string]http.HandlerFunc{"GET v1/user/IUser/1": says(200, `{}`)})
	if _, err := s.client(t).GetCallerID(t.Context(), "v1/user/IUser/1"); err != nil {
		t.Fatal(err)
	}
	if q := s.requests("IUser/1")[0].URL.RawQuery; q != "rt=customCallerIDChoice,customCallerID" {
		t.Error(q)
	}
}

// What the platform says it took is what counts, and where it doesn't say, it is asked.
func TestCallerIDIsWhatThePlatformTook(t *testing.T) {
	for answer, want := range map[string]CallerID{
		`{"customCallerIDChoice":"ManualSetting","customCallerID":"+33489879100","restUri":"v1/user/IUser/1"}`: {true,
			"+33489879100"},
		`{"customCallerIDChoice":"FromPresenceState","customCallerID":""}`: {},
		`{"restUri":"v1/user/IUser/1"}`:                                    {true, "+33489879199"},
		`{}`:                                                               {true, "+33489879199"},
		``:                                                                 {true, "+33489879199"},
	} {
		s := newScript(t, map[string]http.HandlerFunc{
			"PUT v1/user/IUser/1": says(200, answer),
			"GET v1/user/IUser/1": says(200,
				`{"customCallerIDChoice":"ManualSetting","customCallerID":"+33489879199"}`),
		})
		took, err := s.client(t).UpdateCallerID(t.Context(), "v1/user/IUser/1", CallerID{true, "+33489879144"})
		if err != nil || took != want {
			t.Errorf("%s: %+v, %v; want %+v", answer, took, err, want)
		}
		for _, r := range s.requests("IUser/1") {
			if r.URL.RawQuery != "rt=customCallerIDChoice,customCallerID" {
				t.Errorf("%s with %q", r.Method, r.URL.RawQuery)
			}
		}
	}
}

func TestCallerIDOnThePlatform(t *testing.T) {
	for _, quirks := range []istratest.Quirks{{}, {NoContent: true}, {ManualCallerID: true}} {
		c, p := signedIn(t, istratest.Options{CallerIDPrefix: "+33"})
		p.Faults().Set(quirks)
		info, err := c.GetUserInfo(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range []CallerID{{true, "+33489879144"}, {}} {
			set, err1 := c.UpdateCallerID(t.Context(), info.URI, id)
			got, err2 := c.GetCallerID(t.Context(), info.URI)
			if err1 != nil || err2 != nil || set.Manual != id.Manual || got.Manual != id.Manual || id.Manual &&
				(set != id || got != id) {
				t.Errorf("%+v: set %+v, %v; got %+v, %v", id, set, err1, got, err2)
			}
		}
		want := []string{`{"customCallerIDChoice":"ManualSetting","manualCustomCallerID":"+33489879144"}`,
			`{"customCallerIDChoice":"FromPresenceState"}`}
		for i, r := range p.RequestsTo("PUT", "v1/user/IUser") {
			if r.Body != want[i] {
				t.Errorf("sent %s, want %s", r.Body, want[i])
			}
		}
		_, err = c.UpdateCallerID(t.Context(), info.URI, CallerID{true, "+4930"})
		if e := as[*APIError](t, err); e.Status < 400 || Explain(err) == "" {
			t.Error(err)
		}
	}
	c, _ := signedIn(t, istratest.Options{})
	_, err := c.GetCallerID(t.Context(), "")
	as[*ArgumentError](t, err)
}
