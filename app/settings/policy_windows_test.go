package settings

import (
	"testing"

	"golang.org/x/sys/windows/registry"
)

func TestPoliciesAreReadFromTheRegistry(t *testing.T) {
	write := func(path string, fill func(registry.Key) error) {
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
	write(policyKey, func(k registry.Key) error { return k.SetStringsValue("Hook", []string{`C:\h.exe`, "a"}) })
	write(policyKey+`\Notifications`, func(k registry.Key) error { return k.SetDWordValue("private", 1) })
	write(policyKey+`\Recommended`, func(k registry.Key) error {
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
