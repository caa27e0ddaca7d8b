package inbox

import (
	"encoding/json"
	"testing"
)

func TestAReasonTravelsWhole(t *testing.T) {
	for _, p := range []Problem{
		{Code: Unreachable, Message: "m", Reason: Reason{Reason: "gone",
			Values: ValuesOf(map[string]string{"status": "404", "said": "<b>\"x\""})}},
		{Code: Unreachable, Message: "m", Reason: Reason{Reason: "timeout"}},
		{},
	} {
		data, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var back Problem
		if err := json.Unmarshal(data, &back); err != nil || back != p {
			t.Errorf("%s became %+v, %v", data, back, err)
		}
	}
	var p Problem
	if err := json.Unmarshal([]byte(`{"reason":"x","values":{"b":"2", "a":"1"}}`), &p); err != nil ||
		p.Values != ValuesOf(map[string]string{"a": "1", "b": "2"}) {
		t.Errorf("%+v, %v", p, err)
	}
	if json.Unmarshal([]byte(`{"values":[1]}`), &p) == nil {
		t.Error("a list is no values")
	}
}
