package notify

import (
	"strconv"
	"strings"
	"testing"

	"istratray/app/plain"
	"istratray/internal/hostile"
)

var nasty = append(hostile.Texts(),
	"Anna's voicemail & more",
	`]]></text></binding></visual><actions><action content="pwn" arguments="calc:"/></actions><!-- `,
	"]]]]>>",
	"$(calc.exe)", "${env:PATH}", "`n`$x", "\"@\niex calc\n@\"", "“@\ncalc", "„@ ‟@",
	`" & (do shell script "calc") & "`, `\" & x`,
	"-title", "(a, b)", "{a=b;}", "[list]", "<data>", "@file",
	"\u200d\x1b[0m\u202e",
	"two\nlines",
)

// On macOS the text becomes an AppleScript string by Go's %q. AppleScript knows \", \\ and \n only.
func TestBannerTextInAppleScript(t *testing.T) {
	for _, s := range nasty {
		text := bannerText(plain.Lines(s, maxBody))
		quoted := strings.NewReplacer(`\\`, "", `\n`, "", `\"`, "").Replace(strconv.Quote(text))
		if strings.Contains(quoted, `\`) {
			t.Errorf("%q needs an escape that AppleScript does not know: %s", text, quoted)
		}
		if text != "" && strings.ContainsRune("-({[<@", rune(text[0])) {
			t.Errorf("%q could be taken for an option or a list", text)
		}
	}
}

func TestBannerTextLeavesPlainTextAlone(t *testing.T) {
	for _, s := range []string{"Anna's voicemail & more", "Müller (Büro), 0:24", "電話 📞\nzwei", "a < b > c"} {
		if got := bannerText(s); got != s {
			t.Errorf("%q became %q", s, got)
		}
	}
}
