package istraclient

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestFrames(t *testing.T) {
	one := []wireCounters{{Model: model, MissedCalls: "2", TextMessages: "3", VoiceMails: "1"}}
	const item = `{"model":"v1/data/RestletApiSessionCounters","unreadMissedCalls":2,"unreadTextMessages":3,"unreadVoiceMails":1}`
	for data, want := range map[string]frame{
		`{"listenerName":"MixedLogsL","item":` + item + `}`:           {counters: one},
		` {"listenerName":"MixedLogsL","item":[` + item + `]}` + "\n": {counters: one},
		`{"listenerName":"MixedLogsL","item":[` + item +
			`,{"unreadVoiceMails":4}]}`: {counters: append(one, wireCounters{VoiceMails: "4"})},
		`[{"listenerName":"MixedLogsL","item":` + item +
			`},{"timeout_milliseconds":9000}]`: {counters: one, timeout: 9 * time.Second},
		`{"listenerName":"MixedLogsL","item":{"unreadMissedCalls":"2","unreadTextMessages":"3","unreadVoiceMails":"1"}}`: {counters: []wireCounters{{MissedCalls: "2", TextMessages: "3", VoiceMails: "1"}}},
		`{"item":` + item + `}`: {counters: one},
		item:                    {counters: one},
		`{"listenerName":"SomeoneElse","item":` + item + `}`:                                     {},
		`{"listenerName":"MixedLogsL","item":{"state":"BUSY"}}`:                                  {},
		`{"listenerName":"MixedLogsL","item":null}`:                                              {},
		`{"listenerName":"MixedLogsL","item":"x"}`:                                               {},
		`{"listenerName":"MixedLogsL","item":[1,null,[]]}`:                                       {},
		`{"listenerName":["odd"],"item":{"odd":true}}`:                                           {},
		`{"listenerName":"MixedLogsL","item":{"unreadMissedCalls":"x","unreadVoiceMails":null}}`: {},
		`{"timeout_milliseconds":300000}`:                                                        {timeout: 5 * time.Minute},
		`{"timeout_milliseconds":"300000"}`:                                                      {timeout: 5 * time.Minute},
		`{"timeout_milliseconds":-5}`:                                                            {},
		`{"timeout_milliseconds":99999999999999}`:                                                {timeout: (1<<31 - 1) * time.Millisecond},
		`{"keepalive":"true"}`:                                                                   {beat: true},
		`ping`:                                                                                   {beat: true},
		"ping\r\n":                                                                               {beat: true},
		`"ping"`:                                                                                 {beat: true},
		`PONG`:                                                                                   {beat: true},
		``:                                                                                       {},
		`{}`:                                                                                     {},
		`[]`:                                                                                     {},
		`7`:                                                                                      {},
		`"text"`:                                                                                 {},
		`null`:                                                                                   {},
	} {
		got, err := decodeFrame([]byte(data))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n got %+v, %v\nwant %+v", data, got, err, want)
		}
	}
	for _, data := range []string{`{"listenerName":"MixedLogsL","item":{"unreadMissedCalls":`, "\x00\xff",
		`{"a":1}{"b":2}`, `pingpong`, strings.Repeat("[", 20_000)} {
		if got, err := decodeFrame([]byte(data)); err == nil || !reflect.DeepEqual(got, frame{}) {
			t.Errorf("%.40q = %+v, %v", data, got, err)
		}
	}
}

// TestACounterThatIsNoNumberStays: it says nothing, while one that is left out is zero.
func TestACounterThatIsNoNumberStays(t *testing.T) {
	before := Counters{MissedCalls: 2, TextMessages: 3, Voicemails: 1}
	for data, want := range map[string]Counters{
		`{"item":{"unreadVoiceMails":4}}`: {Voicemails: 4},
		`{"item":{"unreadMissedCalls":5,"unreadTextMessages":"x","unreadVoiceMails":"?"}}`: {MissedCalls: 5,
			TextMessages: 3, Voicemails: 1},
		`{"item":{"unreadMissedCalls":-1,"unreadTextMessages":1e99,"unreadVoiceMails":1.0e1}}`: {TextMessages: 3,
			Voicemails: 10},
	} {
		f, err := decodeFrame([]byte(data))
		if err != nil || len(f.counters) != 1 {
			t.Fatalf("%s: %+v, %v", data, f, err)
		}
		if got := f.counters[0].over(before); got != want {
			t.Errorf("%s: %+v, want %+v", data, got, want)
		}
	}
}
