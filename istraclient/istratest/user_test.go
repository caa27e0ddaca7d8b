package istratest

import (
	"fmt"
	"testing"
)

func TestUserInfo(t *testing.T) {
	p := start(t, Options{Name: "Eve", Company: "Apples", Terminals: []Terminal{{ID: "7",
		Label: "Desk"}, {Label: "Soft"}}})
	u := signedIn(t, p)
	info := u.do("GET", "v1/user/Info", "").json(t)
	terminals := info["terminals"].([]any)
	first, second := terminals[0].(map[string]any), terminals[1].(map[string]any)
	if first["abstractTerminalID"] != "7" || first["label"] != "Desk" ||
		second["abstractTerminalID"] != p.Terminals()[1].ID {
		t.Errorf("%v", terminals)
	}
	if name, company := info["userName"], info["ent"].(map[string]any)["fullName"]; name != "Eve" ||
		company != "Apples" {
		t.Errorf("%v of %v", name, company)
	}
	if user := info["user"].(map[string]any); user["customCallerIDChoice"] != "FromPresenceState" ||
		user["restUri"] != "v1/user/IUser/"+userID {
		t.Errorf("%v", user)
	}
}

func TestPlaceCall(t *testing.T) {
	p := start(t, Options{LogPlaced: true, Calls: []Call{{RemoteLabel: "Anna", RemoteNumber: "200",
		Internal: true, Incoming: true}}})
	u := signedIn(t, p)
	desk := p.Terminals()[0].ID
	if r := u.do("POST", "v1/user/Terminal/"+desk+"/placeCall", `{"destination":"200"}`); r.status != 200 {
		t.Errorf("%+v", r)
	}
	placed := p.PlacedCalls()
	if len(placed) != 1 || placed[0].Terminal != desk || placed[0].Destination != "200" {
		t.Errorf("%+v", placed)
	}
	if newest := p.State().Calls[0]; newest.Incoming || newest.RemoteLabel != "Anna" || newest.RemoteType != "STATION" {
		t.Errorf("in the history: %+v", newest)
	}
	for path, body := range map[string]string{"1": `{"destination":"200"}`, desk: `{}`} {
		if r := u.do("POST", "v1/user/Terminal/"+path+"/placeCall", body); r.status < 400 {
			t.Errorf("%s %s: %+v", path, body, r)
		}
	}
	p.Faults().Set(Quirks{NoContent: true})
	if r := u.do("POST", "v1/user/Terminal/"+desk+"/placeCall", `{"destination":"+33"}`); r.status != 204 {
		t.Errorf("%+v", r)
	}
}

func TestCallerID(t *testing.T) {
	p := start(t, Options{CallerIDPrefix: "+33"})
	u := signedIn(t, p)
	path := "v1/user/IUser/" + userID
	for _, c := range []struct {
		body, choice, number string
		status               int
	}{
		{`{"customCallerIDChoice":"ManualSetting","manualCustomCallerID":"+33489879144"}`, "ManualSetting",
			"+33489879144", 200},
		{`{"customCallerIDChoice":"ManualSetting","manualCustomCallerID":"+4930231254"}`, "ManualSetting",
			"+33489879144", 400},
		{`{"customCallerIDChoice":"ManualSetting","manualCustomCallerID":"12"}`, "ManualSetting", "+33489879144", 400},
		{`{"customCallerIDChoice":"Whatever"}`, "ManualSetting", "+33489879144", 400},
		{`[]`, "ManualSetting", "+33489879144", 400},
		{`{"customCallerIDChoice":"FromPresenceState"}`, "FromPresenceState", "", 200},
	} {
		r := u.do("PUT", path, c.body)
		if r.status != c.status || r.status == 200 && r.json(t)["restUri"] != path {
			t.Errorf("%s: %+v", c.body, r)
		}
		got := u.do("GET", path+"?rt=customCallerIDChoice,customCallerID", "").json(t)
		if got["customCallerIDChoice"] != c.choice || got["customCallerID"] != c.number {
			t.Errorf("%s: then %v", c.body, got)
		}
	}
	u.do("PUT", path, `{"customCallerIDChoice":"manualCustomCallerID","manualCustomCallerID":"+33489879144"}`)
	p.Faults().Set(Quirks{ManualCallerID: true})
	got := u.do("GET", path+"?rt=customCallerIDChoice", "").json(t)
	if fmt.Sprint(got) != "map[customCallerIDChoice:manualCustomCallerID restUri:"+path+"]" {
		t.Errorf("%v", got)
	}
	for _, method := range []string{"GET", "PUT"} {
		if r := u.do(method, "v1/user/IUser/1", "{}"); r.status != 404 {
			t.Errorf("%+v", r)
		}
	}
}
