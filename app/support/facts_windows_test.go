package support

import (
	"strings"
	"testing"
)

func TestFactsAboutWindows(t *testing.T) {
	facts := about("1.2.3")
	release, _ := facts["release"].(string)
	kind, _ := facts["system proxy"].(string)
	screens, _ := facts["screens"].([]string)
	if !strings.HasPrefix(release, "Windows 1") || kind == "" || len(screens) == 0 || facts["dpi"] == 0 {
		t.Errorf("%v", facts)
	}
	for _, scale := range screens {
		if !strings.HasSuffix(scale, " %") || scale == "0 %" {
			t.Errorf("a screen is scaled by %s", scale)
		}
	}
}
