package words

import (
	"testing"

	problems "istratray/app/words"
)

func TestProblemsAreInTheWindowsLanguage(t *testing.T) {
	defer func(before string) { code = before }(code)
	code = "de"
	p := problems.New("no-such-server", "server", "pbx.example")
	if got := Problems().Tell(p); got != "Es gibt keinen Server namens pbx.example. Prüfen Sie die Adresse." {
		t.Errorf("got %q", got)
	}
}
