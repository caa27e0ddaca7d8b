package notify

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"text/template"

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

// What beeep makes of a text on Windows is parsed back: the text is one text node and nothing else.
func TestToastTextInXML(t *testing.T) {
	for _, s := range nasty {
		body := toastText(plain.Lines(s, maxBody))
		if body == "" {
			continue
		}
		if got := texts(t, toastXML(t, body)); len(got) != 2 || got[1] != body {
			t.Errorf("%q became %q", body, got)
		}
	}
}

// toastTemplate is what beeep's own library makes a toast of. Only Windows needs that library, so that here
// it may have to be downloaded first.
var toastTemplate = sync.OnceValues(func() (*template.Template, error) {
	out, err := exec.Command("go", "mod", "download", "-json", "git.sr.ht/~jackmordaunt/go-toast").Output()
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, out)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(module.Dir, "tmpl", "xml.go.tmpl"))
	if err != nil {
		return nil, err
	}
	return template.New("toast").Parse(string(text))
})

func toastXML(t testing.TB, body string) string {
	t.Helper()
	tmpl, err := toastTemplate()
	if err != nil {
		t.Fatal("find beeep's template: ", err)
	}
	var out strings.Builder
	err = tmpl.Execute(&out, map[string]any{
		"ActivationType": "foreground", "ActivationArguments": "", "Duration": "short", "Icon": "",
		"Title": "Voicemail", "Body": body, "Audio": "silent", "Loop": false, "Actions": nil, "Inputs": nil,
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// texts are the contents of the document's text elements. Any element but the expected is an error.
func texts(t testing.TB, doc string) []string {
	t.Helper()
	var all []string
	for d := xml.NewDecoder(strings.NewReader(doc)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("not well-formed: %v in %s", err, doc)
		}
		start, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case start.Name.Local == "text":
			var text string
			if err := d.DecodeElement(&text, &start); err != nil {
				t.Fatal(err)
			}
			all = append(all, text)
		case !strings.Contains(" toast visual binding audio ", " "+start.Name.Local+" "):
			t.Errorf("an element <%s> came out of the text", start.Name.Local)
		}
	}
}

// The fall-back puts the XML into a PowerShell string @"…"@: nothing in it may expand or end it.
func TestToastTextInPowerShell(t *testing.T) {
	for _, s := range nasty {
		text := toastText(plain.Lines(s, maxBody))
		if strings.ContainsAny(text, "$`\"“”„‟") {
			t.Errorf("%q is not literal in PowerShell", text)
		}
	}
}

// On macOS the text becomes an AppleScript string by Go's %q. AppleScript knows \", \\ and \n only.
func TestToastTextInAppleScript(t *testing.T) {
	for _, s := range nasty {
		text := toastText(plain.Lines(s, maxBody))
		quoted := strings.NewReplacer(`\\`, "", `\n`, "").Replace(strconv.Quote(text))
		if strings.Contains(quoted, `\`) {
			t.Errorf("%q needs an escape that AppleScript does not know: %s", text, quoted)
		}
		if text != "" && strings.ContainsRune("-({[<@", rune(text[0])) {
			t.Errorf("%q could be taken for an option or a list", text)
		}
	}
}

func TestToastTextLeavesPlainTextAlone(t *testing.T) {
	for _, s := range []string{"Anna's voicemail & more", "Müller (Büro), 0:24", "電話 📞\nzwei", "a < b > c"} {
		if got := toastText(s); got != s {
			t.Errorf("%q became %q", s, got)
		}
	}
}

func FuzzToastText(f *testing.F) {
	for _, s := range nasty {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		body := toastText(plain.Lines(s, maxBody))
		if body == "" {
			return
		}
		if got := texts(t, toastXML(t, body)); len(got) != 2 || got[1] != body {
			t.Errorf("%q became %q", body, got)
		}
		if strings.ContainsAny(body, "$`\"“”„‟") {
			t.Errorf("%q is not literal in PowerShell", body)
		}
	})
}
