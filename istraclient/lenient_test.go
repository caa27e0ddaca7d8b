package istraclient

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"
)

func TestLenientScalars(t *testing.T) {
	type all struct {
		T text    `json:"v"`
		N number  `json:"-"`
		F flag    `json:"-"`
		I instant `json:"-"`
	}
	at := func(seconds int64) time.Time { return time.Unix(seconds, 0) }
	for value, want := range map[string]all{
		`null`:                  {},
		`""`:                    {},
		`"abc"`:                 {T: "abc"},
		`8967300633232582576`:   {T: "8967300633232582576", N: 8967300633232582576, F: true},
		`"8967300633232582576"`: {T: "8967300633232582576", N: 8967300633232582576, F: true},
		`99999999999999999999`:  {T: "99999999999999999999"},
		`24`:                    {T: "24", N: 24, F: true},
		`"24"`:                  {T: "24", N: 24, F: true},
		`" 24 "`:                {T: " 24 ", N: 24, F: true},
		`24.9`:                  {T: "24.9", N: 24, F: true},
		`-3`:                    {T: "-3", N: -3, F: true},
		`0`:                     {T: "0"},
		`"0"`:                   {T: "0"},
		`1`:                     {T: "1", N: 1, F: true},
		`true`:                  {T: "true", N: 1, F: true},
		`"true"`:                {T: "true", N: 1, F: true},
		`"True"`:                {T: "True", F: true},
		`false`:                 {T: "false"},
		`"false"`:               {T: "false"},
		`1e3`:                   {T: "1e3", N: 1000, F: true},
		`1e999999`:              {T: "1e999999"},
		`"NaN"`:                 {T: "NaN"},
		`{"a":1}`:               {},
		`[1]`:                   {},
		`"1456000000"`:          {T: "1456000000", N: 1456000000, F: true, I: instant{at(1456000000)}},
		`"1456000000123"`: {T: "1456000000123", N: 1456000000123, F: true,
			I: instant{time.UnixMilli(1456000000123)}},
		`1456000000123`: {T: "1456000000123", N: 1456000000123, F: true,
			I: instant{time.UnixMilli(1456000000123)}},
		`"9999999999"`:                {T: "9999999999", N: 9999999999, F: true},
		`"10000000000"`:               {T: "10000000000", N: 10000000000, F: true},
		`"9223372036854775807"`:       {T: "9223372036854775807", N: 9223372036854775807, F: true},
		`"2016-02-19T17:08:45+01:00"`: {T: "2016-02-19T17:08:45+01:00", I: instant{at(1455898125)}},
		`"\u202eabc\u0000"`:           {T: "\u202eabc\x00"},
		`"` + "\xff" + `"`:            {T: "\uFFFD"},
		`"1456000000123.75"`: {T: "1456000000123.75", N: 1456000000123, F: true,
			I: instant{time.UnixMilli(1456000000123)}},
		`"00000000000000000001"`:        {T: "00000000000000000001", N: 1, F: true},
		fmt.Sprint(1 << 53):             {T: "9007199254740992", N: 1 << 53, F: true},
		`"` + fmt.Sprint(1<<53) + `.5"`: {T: "9007199254740992.5"},
	} {
		var got all
		for _, out := range []any{&got.T, &got.N, &got.F, &got.I} {
			if err := json.Unmarshal([]byte(value), out); err != nil {
				t.Errorf("%s into %T: %v", value, out, err)
			}
		}
		if got.T != want.T || got.N != want.N || got.F != want.F || !got.I.Equal(want.I.Time) {
			t.Errorf("%s:\n got %+v\nwant %+v", value, got, want)
		}
	}
}

func TestDurationsAndCountsStayInRange(t *testing.T) {
	for n, want := range map[number]int{-1: 0, 0: 0, 24: 24, 1 << 62: 1<<31 - 1} {
		if n.count() != want || n.seconds() != time.Duration(want)*time.Second {
			t.Errorf("%d counts %d, lasts %v", n, n.count(), n.seconds())
		}
	}
}

// A time that JSON could not write would break whatever stores it.
func TestEveryInstantCanBeWritten(t *testing.T) {
	for _, s := range []string{"1", "9999999999", "99999999999", "253402300799999", "9223372036854775807", "-5",
		"253402214400000"} {
		if _, err := json.Marshal(parseInstant(s)); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
}

func TestManyTakesOneOrSome(t *testing.T) {
	for value, want := range map[string]int{
		`null`: 0, `[]`: 0, `{"v":1}`: 1, `[{"v":1},{"v":2}]`: 2,
		`[{"v":1},null,"x",3,[4],{"v":{}}]`: 2, `"x"`: 0, `7`: 0,
	} {
		var got many[struct {
			V text `json:"v"`
		}]
		if err := json.Unmarshal([]byte(value), &got); err != nil || len(got) != want {
			t.Errorf("%s = %v, %v", value, got, err)
		}
	}
}

func TestLooksLikeNumber(t *testing.T) {
	for label, want := range map[string]bool{
		"200": true, "+33 4 89-87.91/44": true, "*98#": true, "(030) 123": true, "Anna": false, "": false,
		"+": false, "Line 2": false,
	} {
		if looksLikeNumber(label) != want {
			t.Errorf("%q: %v", label, !want)
		}
	}
}
