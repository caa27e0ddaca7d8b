package settings

import (
	"errors"
	"slices"
	"testing"

	"golang.org/x/sys/windows/registry"
)

// decree writes a key of policies, for the time of a test.
func decree(t *testing.T, path string, fill func(registry.Key) error) {
	t.Helper()
	key, _, err := registry.CreateKey(registry.CURRENT_USER, path, registry.SET_VALUE)
	if err != nil {
		t.Skip("no right to write policies: ", err)
	}
	defer key.Close()
	t.Cleanup(func() { _ = registry.DeleteKey(registry.CURRENT_USER, path) })
	if err := fill(key); err != nil {
		t.Fatal(err)
	}
}

func TestPoliciesAreReadFromTheRegistry(t *testing.T) {
	decree(t, policyKey, func(k registry.Key) error { return k.SetStringsValue("Hook", []string{`C:\h.exe`, "a"}) })
	decree(t, policyKey+`\Notifications`, func(k registry.Key) error { return k.SetDWordValue("private", 1) })
	decree(t, policyKey+`\Recommended`, func(k registry.Key) error {
		return k.SetStringValue("Server", "phone.example.com")
	})
	s, policy, err := Administered()
	if err != nil || s.Server != "phone.example.com" || !s.Notifications.Private || len(s.Hook) != 2 {
		t.Errorf("%+v, %v", s, err)
	}
	s.Notifications.Private = false
	if policy.Check(s) == nil {
		t.Error("a locked setting can be changed")
	}
}

func TestPoliciesOfWrongTypesInTheRegistry(t *testing.T) {
	t.Setenv("ISTRATRAY_TEST_PLACE", "DE")
	decree(t, policyKey, func(k registry.Key) error {
		return errors.Join(k.SetDWordValue("clock", 24), k.SetStringValue("hook", "{[garbage"),
			k.SetBinaryValue("language", []byte{0, 0xff}), k.SetStringValue("hidden", "yes"),
			k.SetStringValue("contacts", `[{"name":`), k.SetQWordValue("pauseOthers", 0),
			k.SetExpandStringValue("country", "%ISTRATRAY_TEST_PLACE%"), k.SetStringValue("", "no name"))
	})
	decree(t, policyKey+`\hideWhenLocked`, func(k registry.Key) error { return k.SetDWordValue("private", 1) })
	s, policy, err := Administered()
	if err != nil || s.Clock != "24" || s.PauseOthers || s.Country != "DE" || s.Hidden || s.Language != "" ||
		len(s.Hook)+len(s.Contacts) != 0 {
		t.Errorf("%+v, %v", s, err)
	}
	want := []string{"contacts", "hidden", "hideWhenLocked", "hook", "language"}
	if got := policy.Unusable(); !slices.Equal(got, want) {
		t.Errorf("unusable are %q", got)
	}
}
