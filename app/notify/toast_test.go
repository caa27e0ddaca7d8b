package notify

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"istratray/app/plain"
	"istratray/app/win32"
)

// parsed is what a reader of a toast finds in it.
type parsed struct {
	launch   string
	texts    []string
	buttons  [][2]string // content and arguments
	elements []string
	silent   bool
	attrs    map[string]string // of the toast itself
}

func parse(t testing.TB, doc string) (p parsed) {
	t.Helper()
	p.attrs = map[string]string{}
	for d := xml.NewDecoder(strings.NewReader(doc)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return p
		}
		if err != nil {
			t.Fatalf("not well-formed: %v in %s", err, doc)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		attrs := map[string]string{}
		for _, a := range start.Attr {
			attrs[a.Name.Local] = a.Value
		}
		p.elements = append(p.elements, start.Name.Local)
		switch start.Name.Local {
		case "toast":
			p.launch, p.attrs = attrs["launch"], attrs
		case "text":
			var text string
			if err := d.DecodeElement(&text, &start); err != nil {
				t.Fatal(err)
			}
			p.texts = append(p.texts, text)
		case "action":
			p.buttons = append(p.buttons, [2]string{attrs["content"], attrs["arguments"]})
		case "audio":
			p.silent = attrs["silent"] == "true"
		case "visual", "binding", "actions":
		default:
			t.Errorf("an element <%s> came out of the text", start.Name.Local)
		}
	}
}

func describe(t testing.TB, n Notification) parsed {
	t.Helper()
	text, err := toastXML(n)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, text)
}

func TestToastHoldsTextsAsTheyAre(t *testing.T) {
	for _, s := range nasty {
		s := plain.Cut(s, 500)
		kept := s
		if len(s) > maxToastKey {
			kept = ""
		}
		p := describe(t, Notification{Key: s, Title: s, Body: s, Actions: []Action{{Key: "play", Label: s}}})
		if len(p.texts) != 2 || p.texts[0] != plain.Line(s, maxTitle) || p.texts[1] != plain.Lines(s, maxBody) {
			t.Errorf("%q became %q", s, p.texts)
		}
		if len(p.buttons) != 1 || p.buttons[0][0] != plain.Line(s, maxTitle) {
			t.Fatalf("%q became the buttons %q", s, p.buttons)
		}
		key, action, err := chosen(p.buttons[0][1])
		if err != nil || key != kept || action != "play" {
			t.Errorf("the button of %q says %q %q, %v", s, key, action, err)
		}
		if key, action, err = chosen(p.launch); err != nil || key != kept || action != DefaultAction {
			t.Errorf("the toast of %q says %q %q, %v", s, key, action, err)
		}
	}
}

func TestToastButtonsAndSound(t *testing.T) {
	actions := []Action{{DefaultAction, "Open"}, {"play", "Play"}, {"call", "Call back"}, {"a", "A"}, {"b", "B"},
		{"c", "C"}, {"d", "D"}}
	p := describe(t, Notification{Key: "voicemail:1", Title: "t", Actions: actions, Urgent: true})
	if len(p.buttons) != maxToastActions || p.buttons[0][0] != "Play" {
		t.Errorf("its buttons are %q", p.buttons)
	}
	if !p.silent || p.attrs["scenario"] != "reminder" || p.attrs["duration"] != "long" {
		t.Errorf("silent %v, %q", p.silent, p.attrs)
	}
	p = describe(t, Notification{Key: "k", Title: "t", Sound: true, Urgent: true})
	if p.silent || len(p.buttons) != 0 || p.attrs["scenario"] != "" {
		t.Errorf("one without buttons: %+v", p)
	}
}

// Windows drops what is larger than 5 kB.
func TestToastIsSmallEnough(t *testing.T) {
	long := strings.Repeat("&", 1000)
	text, err := toastXML(Notification{Key: strings.Repeat("k", 100), Title: long, Body: long,
		Actions: []Action{{"play", "Play"}, {"call", "Call back"}, {"page", "Open"}}})
	if err != nil || len(text) > 5<<10 {
		t.Errorf("%d bytes, %v", len(text), err)
	}
}

func TestForeignArguments(t *testing.T) {
	for _, s := range []string{"", "calc.exe", "key=a", "key=a&action=", "key=a&key=b&action=play",
		"key=%zz&action=play",
		"key=a&action=play&more=1", "key=a;action=play", strings.Repeat("a", 5000)} {
		if key, action, err := chosen(s); err == nil {
			t.Errorf("%.40q means %q %q", s, key, action)
		}
	}
}

func TestToastTagsDiffer(t *testing.T) {
	if a, b := toastTag("voicemail:1"), toastTag("voicemail:2"); a == b || len(a) != 16 {
		t.Errorf("%s and %s", a, b)
	}
}

func TestRegistration(t *testing.T) {
	usual, work := win32.AppID("default"), win32.AppID("work")
	if usual != win32.AppID("") || usual == work || strings.Contains(work, " ") {
		t.Errorf("%q and %q", usual, work)
	}
	if got := activatorID(usual); got != "{900D71EC-5633-5F2C-9702-AC5C66D92221}" || activatorID(work) == got {
		t.Errorf("the classes are %s and %s", got, activatorID(work))
	}
	values := map[string]string{}
	for _, v := range registration(work, "Istra Tray", `"C:\Program Files\i.exe" --profile work`, `C:\p.png`) {
		values[v.key+"|"+v.name] = v.value
	}
	class := activatorID(work)
	for key, want := range map[string]string{
		`Software\Classes\AppUserModelId\org.istratray.IstraTray.work|CustomActivator`: class,
		`Software\Classes\AppUserModelId\org.istratray.IstraTray.work|DisplayName`:     "Istra Tray",
		`Software\Classes\AppUserModelId\org.istratray.IstraTray.work|IconUri`:         `C:\p.png`,
		`Software\Classes\CLSID\` + class + `\LocalServer32|`: `"C:\Program Files\i.exe" ` +
			`--profile work`,
	} {
		if values[key] != want {
			t.Errorf("%s is %q", key, values[key])
		}
	}
}

func FuzzToast(f *testing.F) {
	for _, s := range nasty {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := describe(t, Notification{Key: s, Title: s, Body: s, Actions: []Action{{Key: "a", Label: s}}})
		if len(p.texts) != 2 || p.texts[1] != plain.Lines(s, maxBody) || len(p.buttons) != 1 {
			t.Errorf("%q became %+v", s, p)
		}
	})
}

func TestAToastHasThePictureOfItsCaller(t *testing.T) {
	doc, err := toastXML(Notification{Key: "k", Title: "Anna called", Picture: "/C/Anna & Eva/a.png"})
	if err != nil || !strings.Contains(doc, `src="file:///C/Anna%20&amp;%20Eva/a.png"`) {
		t.Errorf("%s, %v", doc, err)
	}
}
