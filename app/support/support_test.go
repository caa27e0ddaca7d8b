package support

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"istratray/app/settings"
)

// canaries are secrets in the shapes in which they could slip into a text.
var canaries = map[string][]string{
	"hunter2-Secret": {`password=hunter2-Secret`, `"password":"hunter2-Secret"`, `Password: hunter2-Secret`,
		`{\"password\":\"hunter2-Secret\"}`, `newPassword='hunter2-Secret x'`},
	"9F86D081884C7D659A2F": {`Cookie: JSESSIONID=9F86D081884C7D659A2F; a=b`, `JSESSIONID=9F86D081884C7D659A2F`,
		`session 9F86D081884C7D659A2F`, `token=9F86D081884C7D659A2F`},
	"ZGF2aWQ6aHVudGVyMg": {`Authorization: Basic ZGF2aWQ6aHVudGVyMg==`, `authorization="Basic ZGF2aWQ6aHVudGVyMg=="`},
	"eyJhbGciOi":         {`xsrf-token: eyJhbGciOi`, `https://h/a?token=eyJhbGciOi&b=c`, `"X-Auth-Token":"eyJhbGciOi"`},
	"123456789":          {`number=+33123456789`, `call to 0033123456789`, `tel:%2B33123456789`, `/calls/33123456789`},
	"12 34 56 78":        {`number="+33 12 34 56 78"`, `number=+33 (0) 12 34 56 78`},
	"12-34-56":           {`+33-12-34-56`},
	"anna.schmidt": {`login=anna.schmidt@example.com`, `login anna.schmidt`, `/users/ANNA.SCHMIDT/x`,
		`anna.schmidt%40example.com`, `https://anna.schmidt:pw@host/`},
	"topsecretpw": {`https://anna.schmidt:topsecretpw@host/`, `https://david:topsecretpw@phone.example.com/x`},
	"MIIBszCCAVmg": {"-----BEGIN CERTIFICATE-----\nMIIBszCCAVmg\n-----END CERTIFICATE-----",
		"-----BEGIN PRIVATE KEY-----\nMIIBszCCAVmg"},
	"carla@example.org": {`From carla@example.org.`},
}

func TestRedact(t *testing.T) {
	r := newRedactor("anna.schmidt@example.com", "anna.schmidt", "", "x")
	for secret, texts := range canaries {
		for _, text := range texts {
			if got := r.redact("before " + text + "\nafter"); strings.Contains(strings.ToLower(got),
				strings.ToLower(secret)) ||
				!strings.Contains(got, "before") || !strings.Contains(got, "after") &&
				!strings.Contains(text, "PRIVATE") {
				t.Errorf("%q became %q", text, got)
			}
		}
	}
}

func TestRedactLeavesWhatHelps(t *testing.T) {
	r := newRedactor("anna")
	for _, text := range []string{
		`time=2026-05-04T12:00:00.123+02:00 level=WARN msg="reading the lists" error="status 503" took=1.234567ms`,
		`time=2026-05-04T10:00:00Z level=INFO msg=connection from=online to=offline problem=unreachable ` +
			`since=2026-05-04T10:00:00Z`,
		"goroutine 17 [select, 12 minutes]:\nistratray/app/session.(*Session).Run(0xc00012a000, {0x1a2b3c, " +
			"0x0})\n\t/src/app/session/session.go:123 +0x1d",
		`dial tcp: lookup phone.example.com: no such host`,
		`op=list took=12.5s status=200 bytes=4096`,
	} {
		if got := r.redact(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestABundleHoldsNoSecret(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("HOME", "/home/aschmidt")
	t.Setenv("USERPROFILE", "/home/aschmidt")
	var log strings.Builder
	for _, texts := range canaries {
		log.WriteString("level=INFO msg=x " + strings.Join(texts, "\nlevel=INFO msg=x ") + "\n")
	}
	log.WriteString("open /home/aschmidt/.config/istratray\nPINKEY\n")
	logFile := filepath.Join(dir, "istratray.log")
	if err := os.WriteFile(logFile, []byte(log.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	s := settings.Defaults()
	s.Server, s.Login, s.Phone = "https://david:topsecretpw@phone.example.com:8443/x?token=eyJhbGciOi",
		"anna.schmidt@example.com", "123456789"
	s.CAPEM, s.PinnedKey = "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmg\n-----END CERTIFICATE-----\n",
		"sha256:hunter2-Secret"
	s.Hook = []string{"/usr/bin/curl", "https://chat.example.com/9F86D081884C7D659A2F"}
	s.Playback.Device = "Anna.Schmidt's headset"
	status := map[string]string{"state": "offline",
		"problem": "The platform refused anna.schmidt@example.com (+33123456789)."}
	b := Bundle{Version: "1.2.3", Settings: s, Status: status,
		Texts: []string{logFile, filepath.Join(dir, "none")}, Now: time.Now()}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	files := unpack(t, out.Bytes())
	for _, name := range []string{"README.txt", "about.json", "status.json", "settings.json", "istratray.log"} {
		if files[name] == "" {
			t.Errorf("no %s in %v", name, files)
		}
	}
	for name, text := range files {
		for secret := range canaries {
			if strings.Contains(strings.ToLower(text), strings.ToLower(secret)) {
				t.Errorf("%s holds %s:\n%s", name, secret, text)
			}
		}
		if strings.Contains(text, "aschmidt") {
			t.Errorf("%s tells the home folder:\n%s", name, text)
		}
	}
	for name, want := range map[string]string{"about.json": "1.2.3", "status.json": "offline",
		"settings.json": `"server": "phone.example.com:8443"`, "istratray.log": "PINKEY"} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s lacks %s:\n%s", name, want, files[name])
		}
	}
}

func TestALongTextIsCutAtItsBeginning(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.log")
	if err := os.WriteFile(file, []byte("first\n"+strings.Repeat("abcdefg\n", maxText/8+1)+"last\n"),
		0o600); err != nil {
		t.Fatal(err)
	}
	text, err := tail(file)
	if err != nil || len(text) > maxText || strings.Contains(text, "first") || !strings.HasPrefix(text, "abcdefg\n") ||
		!strings.HasSuffix(text, "last\n") {
		t.Errorf("%d bytes, begins %.20q, %v", len(text), text, err)
	}
}

func FuzzRedact(f *testing.F) {
	for _, texts := range canaries {
		for _, text := range texts {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, around string) {
		got := newRedactor("anna.schmidt").redact(around + "\ncall to +33123456789\nlogin anna.schmidt\n" + around)
		if strings.Contains(got, "23456789\nlogin") || strings.Contains(strings.Split(got,
			"call to")[0], "anna.schmidt") {
			t.Fatalf("%q", got)
		}
	})
}

func unpack(t *testing.T, data []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}

func TestHomeFoldersOfWindows(t *testing.T) {
	r := newRedactor(`C:\Users\aschmidt`)
	for _, text := range []string{`open C:\Users\aschmidt\log`, `path="c:\\users\\ASchmidt\\log"`,
		`"C:/Users/aschmidt/log"`, `{"a":"\"C:\\\\Users\\\\aschmidt\""}`} {
		if got := r.redact(text); strings.Contains(strings.ToLower(got), "aschmidt") {
			t.Errorf("%s became %s", text, got)
		}
	}
}

func TestTheVersionOfWindowsIsNoNumber(t *testing.T) {
	for _, text := range []string{"Windows 10.0.19043", `"release": "Windows 10.0.22631.3447",`} {
		if got := newRedactor().redact(text); got != text {
			t.Errorf("%s became %s", text, got)
		}
	}
}
