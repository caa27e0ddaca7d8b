package istraclient

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestFrames(t *testing.T) {
	one := []Counters{{MissedCalls: 2, TextMessages: 3, Voicemails: 1, Model: model}}
	const item = `{"model":"v1/data/RestletApiSessionCounters","unreadMissedCalls":2,"unreadTextMessages":3,"unreadVoiceMails":1}`
	for data, want := range map[string]frame{
		`{"listenerName":"MixedLogsL","item":` + item + `}`:                                                              {counters: one},
		` {"listenerName":"MixedLogsL","item":[` + item + `]}` + "\n":                                                    {counters: one},
		`{"listenerName":"MixedLogsL","item":[` + item + `,{"unreadVoiceMails":4}]}`:                                     {counters: append(one, Counters{Voicemails: 4})},
		`[{"listenerName":"MixedLogsL","item":` + item + `},{"timeout_milliseconds":9000}]`:                              {counters: one, timeout: 9 * time.Second},
		`{"listenerName":"MixedLogsL","item":{"unreadMissedCalls":"2","unreadTextMessages":"3","unreadVoiceMails":"1"}}`: {counters: []Counters{{MissedCalls: 2, TextMessages: 3, Voicemails: 1}}},
		`{"item":` + item + `}`: {counters: one},
		item:                    {counters: one},
		`{"listenerName":"SomeoneElse","item":` + item + `}`:    {},
		`{"listenerName":"MixedLogsL","item":{"state":"BUSY"}}`: {},
		`{"listenerName":"MixedLogsL","item":null}`:             {},
		`{"listenerName":"MixedLogsL","item":"x"}`:              {},
		`{"listenerName":"MixedLogsL","item":[1,null,[]]}`:      {},
		`{"listenerName":["odd"],"item":{"odd":true}}`:          {},
		`{"timeout_milliseconds":300000}`:                       {timeout: 5 * time.Minute},
		`{"timeout_milliseconds":"300000"}`:                     {timeout: 5 * time.Minute},
		`{"timeout_milliseconds":-5}`:                           {},
		`{"timeout_milliseconds":99999999999999}`:               {timeout: (1<<31 - 1) * time.Millisecond},
		`{"keepalive":"true"}`:                                  {beat: true},
		`ping`:                                                  {beat: true},
		"ping\r\n":                                              {beat: true},
		`"ping"`:                                                {beat: true},
		`PONG`:                                                  {beat: true},
		``:                                                      {},
		`{}`:                                                    {},
		`[]`:                                                    {},
		`7`:                                                     {},
		`"text"`:                                                {},
		`null`:                                                  {},
	} {
		got, err := decodeFrame([]byte(data))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n got %+v, %v\nwant %+v", data, got, err, want)
		}
	}
	for _, data := range []string{`{"listenerName":"MixedLogsL","item":{"unreadMissedCalls":`, "\x00\xff", `{"a":1}{"b":2}`, `pingpong`, strings.Repeat("[", 20_000)} {
		if got, err := decodeFrame([]byte(data)); err == nil || !reflect.DeepEqual(got, frame{}) {
			t.Errorf("%.40q = %+v, %v", data, got, err)
		}
	}
}
