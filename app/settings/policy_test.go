package settings

import (
	"errors"
	"reflect"
	"slices"
	"testing"
)

func TestPolicyDecides(t *testing.T) {
	p := newPolicy(
		[]policyTree{
			{"server": "user.example.com", "clock": "12", "hidden": uint64(1)},
			{"server": "phone.example.com", "playback": policyTree{"speed": "1.25", "volume": uint64(1)}},
		},
		[]policyTree{{
			"server": "locked.example.com", "clock": "24", "transcriber": `["whisper","{file}"]`,
			"hook": []string{`C:\hook.exe`, "a b"},
			"contacts": []string{`[{"name":"Company","kind":"ldap",`,
				`"url":"ldaps://dc.example.com","base":"DC=example"}]`},
			"notifications": policyTree{"private": uint64(1), "quietfrom": "20:00", "quietto": "07:00",
				"snoozeuntil": "2030-01-01"},
			"callerpage": policyTree{"url": "https://crm.example.com/?tel={number}"},
			"login":      "somebody", "unknown": "x",
		}},
	)
	want := Defaults()
	want.Server, want.Clock, want.Hidden, want.Playback.Speed = "phone.example.com", "24", true, 1.25
	want.Hook = []string{`C:\hook.exe`, "a b"}
	want.Transcriber = []string{"whisper", "{file}"}
	want.Contacts = []Contacts{{Name: "Company", Kind: LDAP, URL: "ldaps://dc.example.com", Base: "DC=example"}}
	want.Notifications.Private, want.Notifications.QuietFrom, want.Notifications.QuietTo = true, "20:00", "07:00"
	want.CallerPage.URL = "https://crm.example.com/?tel={number}"
	if got := p.Provide(Defaults()); !reflect.DeepEqual(got, want) {
		t.Errorf("it gives %+v\nwant %+v", got, want)
	}
	mine := Defaults()
	mine.Clock, mine.Hidden, mine.Server = "12", false, "mine.example.com"
	locked := p.Lock(mine)
	if locked.Clock != "24" || locked.Hidden || locked.Server != "mine.example.com" {
		t.Errorf("of a user's own it makes %+v", locked)
	}
}

func TestPolicyIsKept(t *testing.T) {
	p := newPolicy(nil, []policyTree{{"hidden": uint64(0), "notifications": policyTree{"private": uint64(1)},
		"hook": []string{}}})
	s := p.Provide(Defaults())
	if err := p.Check(s); err != nil {
		t.Error(err)
	}
	s.Playback.Volume, s.Login, s.Phone = 0.5, "anna", "7"
	if err := p.Check(s); err != nil {
		t.Error(err)
	}
	for field, change := range map[string]func(*Settings){
		"hidden":                func(s *Settings) { s.Hidden = true },
		"notifications.private": func(s *Settings) { s.Notifications.Private = false },
		"hook":                  func(s *Settings) { s.Hook = []string{"x"} },
	} {
		next := s.Clone()
		change(&next)
		var locked *LockedError
		if err := p.Check(next); !errors.As(err, &locked) || locked.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if err := (Policy{}).Check(s); err != nil {
		t.Error(err)
	}
}

func TestPolicyThatIsWrongLeavesTheOthers(t *testing.T) {
	p := newPolicy(nil, []policyTree{{
		"clock": "25", "hidden": "yes", "country": uint64(7), "hook": "not JSON", "contacts": `[{"name":""}]`,
		"playback": policyTree{"speed": "99", "volume": "loud", "format": "au"}, "notifications": "x",
		"appearance": policyTree{"theme": policyTree{"a": "b"}}, "language": "de",
		"transcriber": `[[[[[`, "hidewhenlocked": []string{"a", "b"}, "startatlogin": uint64(1),
	}})
	want := Defaults()
	want.Playback.Format, want.Language = "au", "de"
	if got := p.Provide(Defaults()); !reflect.DeepEqual(got, want) {
		t.Errorf("it gives %+v", got)
	}
	unusable := []string{"appearance.theme", "clock", "contacts", "country", "hidden", "hideWhenLocked", "hook",
		"playback.speed", "playback.volume", "transcriber"}
	if got := p.Unusable(); !slices.Equal(got, unusable) {
		t.Errorf("unusable are %q", got)
	}
}

// Who writes the registry by hand takes a text for a number, or a number for a text.
func TestPolicyOfAnotherType(t *testing.T) {
	p := newPolicy(nil, []policyTree{{"clock": uint64(24), "hidden": "1", "pauseothers": " false ",
		"playback": policyTree{"speed": uint64(2)}}})
	want := Defaults()
	want.Clock, want.Hidden, want.PauseOthers, want.Playback.Speed = "24", true, false, 2
	if got := p.Provide(Defaults()); !reflect.DeepEqual(got, want) || len(p.Unusable()) != 0 {
		t.Errorf("it gives %+v, without %q", got, p.Unusable())
	}
}

func TestPoliciesLeaveOutWhoSomebodyIs(t *testing.T) {
	var paths []string
	for _, setting := range Policies() {
		paths = append(paths, setting.Path)
	}
	for _, path := range notForPolicies {
		if slices.Contains(paths, path) {
			t.Errorf("a policy can decide %s", path)
		}
	}
	for _, path := range append([]string{"hook", "callerPage.url", "notifications.private"}, defaultsOnly...) {
		if !slices.Contains(paths, path) {
			t.Errorf("no policy can decide %s", path)
		}
	}
}
