package istratest

import (
	"strings"
	"testing"
	"time"
)

func TestDialectOfLists(t *testing.T) {
	at := time.Date(2025, 10, 9, 8, 53, 20, 0, time.UTC)
	twelve := make([]Voicemail, 12)
	for i := range twelve {
		twelve[i] = Voicemail{Time: at.Add(-time.Duration(i) * time.Hour), RemoteLabel: "Jürgen €"}
	}
	for name, c := range map[string]struct {
		dialect Dialect
		query   string
		items   int
		has     string
	}{
		"as described": {Dialect{}, "offset=10&length=5", 2, `"timestamp":"1759964000"`},
		"capped":       {Dialect{PageCap: 7}, "offset=0&length=100", 7, ""},
		"no length":    {Dialect{IgnoreLength: true}, "offset=2&length=5", 10, ""},
		"no paging":    {Dialect{IgnorePaging: true}, "offset=99&length=5", 12, ""},
		"exponents":    {Dialect{Times: TimesExponent}, "length=1", 1, `"timestamp":1.76E9`},
		"RFC 3339":     {Dialect{Times: TimesRFC3339}, "length=1", 1, `"timestamp":"2025-10-09T08:53:20Z"`},
		"unreadable":   {Dialect{Times: TimesUnreadable}, "length=1", 1, `"timestamp":"a while ago"`},
		"Latin-1":      {Dialect{Charset: "ISO-8859-1"}, "length=1", 1, "J\xfcrgen \\u20ac"},
		"Windows":      {Dialect{Charset: "windows-1252"}, "length=1", 1, "J\xfcrgen \x80"},
		"priorities":   {Dialect{OtherPriority: "P3"}, "length=1", 1, `"priority":"P3"`},
		"stray URIs":   {Dialect{StrayURI: "v1/user/IUser/1"}, "length=1", 1, `"restUri":"v1/user/IUser/1"`},
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t, Options{Voicemails: twelve})
			p.Faults().Set(Quirks{Dialect: c.dialect})
			r := signedIn(t, p).do("GET", "v1/logs/Voicemail/bean?"+c.query, "")
			if n := strings.Count(r.body, `"msgid"`); n != c.items || !strings.Contains(r.body, c.has) {
				t.Errorf("%d items, want %d with %s:\n%s", n, c.items, c.has, r.body)
			}
		})
	}
}

func TestEmptyLists(t *testing.T) {
	for empty, want := range map[EmptyList]string{
		"": `{"count":0,"items":[]}`, EmptyObject: "{}", EmptyNull: "null", EmptyArray: "[]", EmptyNoContent: "",
		EmptyBytes: "", EmptyString: `{"count":0,"items":""}`,
	} {
		p := start(t, Options{})
		p.Faults().Set(Quirks{Dialect: Dialect{Empty: empty}})
		r := signedIn(t, p).do("GET", "v1/logs/Phone/bean", "")
		if r.body != want || (r.status == 204) != (empty == EmptyNoContent) {
			t.Errorf("%s: %d %q", empty, r.status, r.body)
		}
	}
}

func TestTheFormThatIsNotServed(t *testing.T) {
	for path, quirks := range map[string]Quirks{
		"v1/logs/Phone/2":      {Dialect: Dialect{BeanOnly: true, MissingForm: 405}},
		"v1/logs/Phone/bean/2": {Dialect: Dialect{LyingURIs: true, MissingForm: 405}, ShortURIs: true},
	} {
		p := start(t, Options{Calls: []Call{{ID: "2"}}})
		p.Faults().Set(quirks)
		u := signedIn(t, p)
		if r := u.do("DELETE", path, ""); r.status != 405 {
			t.Errorf("%s: %+v", path, r)
		}
		if r := u.do("GET", "v1/logs/Phone/bean", ""); quirks.LyingURIs &&
			!strings.Contains(r.body, `"restUri":"`+path+`"`) {
			t.Errorf("%s: %s", path, r.body)
		}
	}
}

func TestDialectOfSounds(t *testing.T) {
	p := start(t, Options{Voicemails: []Voicemail{{ID: "7",
		Sounds: map[string][]byte{"ogg": []byte("OggS"), "au": []byte(".snd")}}}})
	p.Faults().Set(Quirks{Dialect: Dialect{NoSoundIn: "ogg,aac", SoundText: `{"code":"ERR"}`, SoundType: "text/html",
		StrictHeaders: true}})
	u := signedIn(t, p)
	for format, text := range map[string]bool{"ogg": true, "aac": true, "au": false} {
		r := u.do("GET", "v1/logs/Voicemail/bean/7."+format, "")
		if r.status != 200 || (r.body == `{"code":"ERR"}`) != text || r.header.Get("Content-Type") != "text/html" {
			t.Errorf("%s: %d %.40q", format, r.status, r.body)
		}
	}
	req := u.request("GET", "v1/logs/Voicemail/bean/7.au", "")
	req.Header.Del("Content-Type")
	if r, err := u.send(req); err != nil || r.status != 415 {
		t.Errorf("%+v, %v", r.status, err)
	}
}
