//go:build desktop

package scenarios

import (
	"testing"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// Someone signs in for the first time and never touches the mouse: the address is found by itself, the key of the
// server is accepted, a suspended account reported, a second password given.
func TestTheFirstSignInByKeyboard(t *testing.T) {
	mailbox := withMessage()
	mailbox.SecondPassword = "802466"
	s := begin(t, rig.Options{Sound: rig.None}, mailbox)
	s.platform.SuspendAccount()
	s.agent = s.desk.Spawn(program)
	window := s.desk.WaitWindow("Istra Tray", patience)
	window.WaitText("Sign in to your phone system", patience)
	s.fillIn(window, s.platform.Host(), s.platform.Login(), s.platform.Password())

	window.WaitText("Is this your server?", patience)
	s.shot("asks")
	window.Key("Tab", "Return") // what is safe has the keyboard at first
	window.WaitText("The phone system has suspended this", patience)
	s.shot("suspended")

	s.platform.RestoreAccount()
	s.platform.Faults().Set(istratest.Quirks{TwoStep: "authBySMS"})
	window.Key("Return") // all that was typed is still there
	window.WaitText("One more step", patience)
	s.shot("second-password")
	window.Type(mailbox.SecondPassword)
	window.Key("Return")
	s.waitState("online")
	window.WaitText("Open at login", patience)
	s.shot("greeted")
	window.Key("Escape")
	window.WaitText("Anna Schmidt", patience)
	s.shot("signed-in")
	s.quit()

	s.platform.Faults().Set(istratest.Quirks{})
	s.agent = s.desk.Spawn(program, "--hidden") // from now on by itself: password and key are kept
	s.waitState("online")
	s.quit()
}
