package command

import (
	"bytes"
	"path/filepath"
	"reflect"
	"testing"

	"istratray/app/control"
	"istratray/app/control/controltest"
	"istratray/app/inbox"
	"istratray/app/settings"
)

func TestASecondStartAsksTheFirst(t *testing.T) {
	const shown = "show {Page: Item: Play:false Dial:}"
	for name, tt := range map[string]struct {
		inv    Invocation
		signIn control.SignInRequest
		demo   bool
		code   int
		asked  []string
	}{
		"plain":  {asked: []string{shown}},
		"hidden": {inv: Invocation{Hidden: true}},
		"link":   {inv: Invocation{Dial: "+331"}, asked: []string{"show {Page:dial Item: Play:false Dial:+331}"}},
		"account": {signIn: control.SignInRequest{Server: "h", Login: "bob", Password: "1"},
			asked: []string{"signin h bob", shown}},
		"password": {signIn: control.SignInRequest{Password: "2"},
			asked: []string{"signin phone.example.com anna", shown}},
		"demo":          {inv: Invocation{Demo: true}, demo: true, asked: []string{shown}},
		"demo in use":   {inv: Invocation{Demo: true}, code: ExitFailed},
		"account, demo": {signIn: control.SignInRequest{Server: "h", Login: "bob"}, demo: true, code: ExitFailed},
	} {
		b := backend()
		b.Change(func(s *inbox.Snapshot) { s.Account.Demo = tt.demo })
		agent := controltest.Serve(t, b)
		var errs bytes.Buffer
		code := AskRunning(t.Context(), tt.inv, tt.signIn, settings.Places{Socket: agent.Socket}, &errs)
		if code != tt.code || (code == 0) != (errs.Len() == 0) || !reflect.DeepEqual(b.Asked(), tt.asked) {
			t.Errorf("%s: exit code %d, %q, asked %v; want %d, %v", name, code, errs.String(),
				b.Asked(), tt.code, tt.asked)
		}
		if want := tt.signIn.Password; code == 0 && b.Password() != want {
			t.Errorf("%s: the agent got the password %q, want %q", name, b.Password(), want)
		}
	}
	if code := AskRunning(t.Context(), Invocation{}, control.SignInRequest{},
		settings.Places{Socket: filepath.Join(t.TempDir(), "x")}, new(bytes.Buffer)); code != ExitNotRunning {
		t.Errorf("nobody there: %d", code)
	}
}

func TestAnAgentThatHasEndedMakesRoom(t *testing.T) {
	if _, ok := TakesOver(t.Context(), Invocation{}, filepath.Join(t.TempDir(), "gone")); !ok {
		t.Error("a start doesn't take the place that is free")
	}
	agent := controltest.Serve(t, backend())
	if _, ok := TakesOver(t.Context(), Invocation{}, agent.Socket); ok {
		t.Error("a start takes the place of an agent that runs")
	}
}
