package istraclient

import "testing"

func TestCounters(t *testing.T) {
	for body, want := range map[string]Counters{
		`{"model":"v1/data/RestletApiSessionCounters","unreadMissedCalls":2,"unreadTextMessages":0,"unreadVoiceMails":1}`: {MissedCalls: 2, Voicemails: 1, Model: model},
		`{"unreadMissedCalls":"2","unreadTextMessages":"3","unreadVoiceMails":"1"}`:                                       {MissedCalls: 2, TextMessages: 3, Voicemails: 1},
		`{"unreadMissedCalls":-2}`:    {},
		`[{"unreadVoiceMails":4}]`:    {Voicemails: 4},
		`[{},{"unreadVoiceMails":4}]`: {Voicemails: 4},
	} {
		got, err := answering(t, "GET v1/logs/Notifications/bean", 200, body).GetCounters(t.Context())
		if err != nil || got != want {
			t.Errorf("%s = %+v, %v", body, got, err)
		}
	}
	// Nothing to read must not look like nothing waiting.
	for _, body := range []string{`{}`, `[]`, `{"items":[]}`, ``, `null`} {
		for _, status := range []int{200, 204} {
			if status == 204 && body != "" {
				continue
			}
			_, err := answering(t, "GET v1/logs/Notifications/bean", status, body).GetCounters(t.Context())
			as[*BodyError](t, err)
		}
	}
}
