package istraclient

import (
	"io"
	"net/http"
	"testing"
)

// saying is a platform that says one thing.
func saying(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, body)
	}
}

// The user's address may carry what was asked for (section 9): the caller id is read there all the same.
func TestAUsersAddressWithAQuery(t *testing.T) {
	const user = "v1/user/IUser/8967300633232582576"
	asked := ""
	c := newScript(t, map[string]http.HandlerFunc{
		"GET v1/user/Info": saying(`{"userName":"Anna","user":{"restUri":"` + user + `?rt=customCallerID"}}`),
		"GET " + user: func(w http.ResponseWriter, r *http.Request) {
			asked = r.URL.RawQuery
			saying(`{"customCallerIDChoice":"ManualSetting","customCallerID":"+33489879144"}`)(w, r)
		},
	}).client(t)
	info, err := c.GetUserInfo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	id, err := c.GetCallerID(t.Context(), info.URI)
	if want := (CallerID{Manual: true, Number: "+33489879144"}); err != nil || id != want || asked != callerIDFields {
		t.Errorf("%+v, %v, asked for %q", id, err, asked)
	}
}

// A platform with several host names (section 1) may name an item at another than ours: it is asked for by its id here.
func TestAnItemAtThePlatformsOtherHost(t *testing.T) {
	for _, uri := range []string{"https://webadmin.example.com/restletrouter/v1/logs/Voicemail/bean/7",
		"https://restletrouter.example.com/v1/logs/Voicemail/bean/7", "restletrouter/v1/logs/Voicemail/bean/7",
		" v1/logs/Voicemail/bean/7 ", "v1/logs/Voicemail/bean/7/", "v1/logs/Voicemail/bean/7?rt=read"} {
		deleted := 0
		c := newScript(t, map[string]http.HandlerFunc{
			"DELETE v1/logs/Voicemail/bean/7": func(http.ResponseWriter, *http.Request) { deleted++ },
		}).client(t)
		if err := c.DeleteVoicemail(t.Context(), Ref{ID: "7", URI: uri}); err != nil || deleted != 1 {
			t.Errorf("%s: %v, deleted %d times", uri, err, deleted)
		}
	}
}

// One phone instead of a list of them, with its id as a number that no float holds (sections 5 and 8).
func TestOnePhoneWithALongNumber(t *testing.T) {
	c := newScript(t, map[string]http.HandlerFunc{"GET v1/user/Info": saying(
		`{"userName":"Anna","terminals":{"abstractTerminalID":8967300633232582577,"label":"Desk"}}`)}).client(t)
	info, err := c.GetUserInfo(t.Context())
	if err != nil || len(info.Terminals) != 1 || info.Terminals[0].ID != "8967300633232582577" {
		t.Errorf("%+v, %v", info.Terminals, err)
	}
}
