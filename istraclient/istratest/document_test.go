package istratest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// The reference's own words on what each field means, against what the simulator says. The client is tested
// against the simulator: what this one misreads, both would.
func TestFieldsMeanWhatTheReferenceSays(t *testing.T) {
	at := time.Date(2016, 2, 19, 16, 8, 45, 749e6, time.UTC)
	p := start(t, Options{
		Login: "alex@example.com", Name: "Alex Martin", Company: "Hartmann Ltd", Extension: "313",
		CallerID: CallerID{Choice: ManualSetting, Number: "+33489879144"},
		Voicemails: []Voicemail{
			{ID: "144", Time: at, Duration: 24 * time.Second, RemoteLabel: "Anna Keller",
				RemoteNumber: "200", Internal: true},
			{ID: "143", Time: at.Add(-time.Hour), RemoteLabel: "David", RemoteNumber: "+12025550143",
				Urgent: true, Read: true},
		},
		Calls: []Call{
			{ID: "8967300633232582577", Time: at, RemoteLabel: "Tom", RemoteNumber: "+497231260", Missed: true,
				Ring: 12 * time.Second},
			{ID: "8967300633232582576", Time: at.Add(-time.Hour), RemoteLabel: "Anna Keller", RemoteNumber: "200",
				Internal: true, Talk: time.Minute},
		},
	})
	p.SetTextMessages(3)
	u := signedIn(t, p)
	const voicemails, calls, info, counters = "v1/logs/Voicemail/bean", "v1/logs/Phone/bean", "v1/user/Info",
		"v1/logs/Notifications/bean"
	for _, row := range []struct {
		section, meaning, path, field string
		want                          any
	}{
		{"6", "count is the number of results in this page", voicemails, "count", 2.0},
		{"6", "id", voicemails, "items.0.id", "144"},
		{"6", "restUri, relative to the API root", voicemails, "items.0.restUri", "v1/logs/Voicemail/bean/144"},
		{"6", "msgid is internal", voicemails, "items.0.msgid", "20160219160845749-313-144"},
		{"6", "playNumber: dial it to hear just this message", voicemails, "items.0.playNumber",
			"555;lra=144;cd msgid=20160219160845749-313-144"},
		{"5", "timestamp is a string with a UNIX time", voicemails, "items.0.timestamp", "1455898125"},
		{"6", "durationSecond", voicemails, "items.0.durationSecond", 24.0},
		{"6", "remoteNumber", voicemails, "items.0.remoteNumber", "200"},
		{"6", "remoteLabel: the caller's name as the platform knows it", voicemails,
			"items.0.remoteLabel", "Anna Keller"},
		{"6", "restUriContact for internal callers", voicemails, "items.0.restUriContact", "v1/user/IUser/200"},
		{"6", "type: internal or external", voicemails, "items.0.type", "internal"},
		{"6", "type: internal or external", voicemails, "items.1.type", "external"},
		{"6", "priority, set by the caller, rare", voicemails, "items.0.priority", nil},
		{"6", "priority, set by the caller, rare", voicemails, "items.1.priority", "urgent"},
		{"6", "read", voicemails, "items.0.read", false},
		{"6", "read", voicemails, "items.1.read", true},
		{"6", "the file name on the platform changes with the read flag", voicemails, "items.0.filename",
			"N20160219160845749-313-144.au"},
		{"6", "callbackNumber: ready to dial, with the outside prefix", voicemails,
			"items.1.callbackNumber", "00012025550143"},
		{"7", "callHistoryId: a 64-bit id travels as a string", calls, "items.0.callHistoryId", "8967300633232582577"},
		{"7", "restUri", calls, "items.0.restUri", "v1/logs/Phone/bean/8967300633232582577"},
		{"7", "isIncoming", calls, "items.0.isIncoming", true},
		{"7", "isIncoming", calls, "items.1.isIncoming", false},
		{"7", "isMissed", calls, "items.0.isMissed", true},
		{"7", "remoteType", calls, "items.0.remoteType", "EXTERNAL_NUMBER"},
		{"7", "remoteType", calls, "items.1.remoteType", "STATION"},
		{"7", "ringDurationSecond", calls, "items.0.ringDurationSecond", 12.0},
		{"7", "talkDurationSecond is a duration", calls, "items.1.talkDurationSecond", 60.0},
		{"7", "userEntName is the name of the enterprise the user belongs to", calls,
			"items.0.userEntName", "Hartmann Ltd"},
		{"7", "userNumber is the user's own extension", calls, "items.0.userNumber", "313"},
		{"9", "userName is the user's first and last name", info, "userName", "Alex Martin"},
		{"9", "ent.fullName is the full name of the enterprise", info, "ent.fullName", "Hartmann Ltd"},
		{"9", "istraVersion", info, "istraVersion", "9.1"},
		{"9", "istraBuildID", info, "istraBuildID", "9.1.0-20160219"},
		{"9", "terminals: abstractTerminalID", info, "terminals.0.abstractTerminalID", p.Terminals()[0].ID},
		{"9", "terminals: label", info, "terminals.0.label", "Desk phone"},
		{"9", "user.customCallerIDChoice", info, "user.customCallerIDChoice", "ManualSetting"},
		{"9", "user.customCallerID", info, "user.customCallerID", "+33489879144"},
		{"9", "user.restUri", info, "user.restUri", "v1/user/IUser/8967300633232582576"},
		{"10", "model", counters, "model", "v1/data/RestletApiSessionCounters"},
		{"10", "unreadMissedCalls", counters, "unreadMissedCalls", 1.0},
		{"10", "unreadTextMessages", counters, "unreadTextMessages", 3.0},
		{"10", "unreadVoiceMails", counters, "unreadVoiceMails", 1.0},
	} {
		r := u.do("GET", row.path, "")
		if got := field(t, r.body, row.field); !reflect.DeepEqual(got, row.want) {
			t.Errorf("section %s, %s: %s of %s is %v, want %v", row.section, row.meaning, row.field,
				row.path, got, row.want)
		}
	}
}

// field finds a value by its path, such as items.0.id; nil = there is none.
func field(t *testing.T, body, path string) any {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(body), &value); err != nil {
		t.Fatalf("%q: %v", body, err)
	}
	for name := range strings.SplitSeq(path, ".") {
		switch v := value.(type) {
		case map[string]any:
			value = v[name]
		case []any:
			value = v[int(name[0]-'0')]
		default:
			return nil
		}
	}
	return value
}

// The answer to setting the caller ID is the setting as the platform took it (section 9).
func TestTheAnswerIsWhatWasTaken(t *testing.T) {
	p := start(t, Options{})
	p.Faults().Set(Quirks{Dialect: Dialect{NeedsFields: true, TakenCallerID: "+33489879100"}})
	u := signedIn(t, p)
	const body = `{"customCallerIDChoice":"ManualSetting","manualCustomCallerID":"+33489879144"}`
	path := "v1/user/IUser/" + userID
	if r := u.do("PUT", path, body); r.status != 400 {
		t.Errorf("without rt: %+v", r)
	}
	r := u.do("PUT", path+"?rt=customCallerIDChoice,customCallerID", body)
	if want := "map[customCallerID:+33489879100 customCallerIDChoice:ManualSetting restUri:" + path +
		"]"; fmt.Sprint(r.json(t)) != want {
		t.Errorf("%s, want %s", r.body, want)
	}
}
