package istraclient

import (
	"reflect"
	"testing"

	"istratray/istraclient/istratest"
)

func TestUserInfoForms(t *testing.T) {
	for body, want := range map[string]UserInfo{
		`{"userName":"Alex Martin","istraVersion":"9.1","istraBuildID":77,"ent":{"fullName":"Hartmann Ltd","x":1},"more":[{}],
		  "terminals":[{"abstractTerminalID":"8967300633232500101","label":"Desk"},{"abstractTerminalID":8967300633232500102}],
		  "user":{"customCallerIDChoice":"ManualSetting","customCallerID":"+33489879144","restUri":"v1/user/IUser/8967300633232582576"}}`: {
			Name: "Alex Martin", Company: "Hartmann Ltd", Version: "9.1", Build: "77",
			URI:       "v1/user/IUser/8967300633232582576",
			Terminals: []Terminal{{"8967300633232500101", "Desk"}, {"8967300633232500102", ""}},
			CallerID:  CallerID{true, "+33489879144"},
		},
		`{"userName":"alex","ent":null,"terminals":{"abstractTerminalID":5,"label":"Only"},"user":null}`: {
			Name: "alex", Terminals: []Terminal{{"5", "Only"}},
		},
		`{}`: {},
	} {
		info, err := answering(t, "GET v1/user/Info", 200, body).GetUserInfo(t.Context())
		if err != nil || !reflect.DeepEqual(info, want) {
			t.Errorf("%v\n got %+v\nwant %+v", err, info, want)
		}
	}
}

func TestUserOnThePlatform(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	info, err := c.GetUserInfo(t.Context())
	if err != nil || info.Name != "Alex Martin" || info.Company != "Hartmann Ltd" ||
		len(info.Terminals) != 2 || info.URI == "" {
		t.Errorf("%+v, %v", info, err)
	}
	for i, terminal := range p.Terminals() {
		if got := info.Terminals[i]; got.ID != terminal.ID || got.Label != terminal.Label {
			t.Errorf("%+v, want %+v", got, terminal)
		}
	}
}
