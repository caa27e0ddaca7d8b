package rules

import (
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"testing"
)

// TestTheThreatModelNamesTestsThatExist holds docs/security.md to the code.
func TestTheThreatModelNamesTestsThatExist(t *testing.T) {
	model, err := os.ReadFile("../../docs/security.md")
	if err != nil {
		t.Fatal(err)
	}
	sources, err := exec.Command("git", "-C", "../..", "grep", "-hE", `^func (Test|Fuzz)`, "--", "*_test.go").Output()
	if err != nil {
		t.Skipf("not a checkout: %v", err)
	}
	named := regexp.MustCompile("`((Test|Fuzz)[A-Za-z0-9]+)`").FindAllSubmatch(model, -1)
	if len(named) == 0 {
		t.Error("it names no test")
	}
	for _, name := range named {
		if !bytes.Contains(sources, append([]byte("func "), append(name[1], '(')...)) {
			t.Errorf("there is no %s", name[1])
		}
	}
}
