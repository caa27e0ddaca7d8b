package istraclient

import (
	"errors"
	"io"
	"testing"
	"time"

	"istratray/istraclient/istratest"
)

// dialects are ways to say the same, one by one and together.
func dialects() map[string]istratest.Quirks {
	rows := map[string]istratest.Dialect{
		"pages of ten":    {PageCap: 10},
		"pages of one":    {PageCap: 1},
		"all at once":     {IgnoreLength: true},
		"all, each time":  {IgnorePaging: true},
		"exponents":       {Times: istratest.TimesExponent},
		"RFC 3339":        {Times: istratest.TimesRFC3339},
		"Latin-1":         {Charset: "ISO-8859-1"},
		"Windows":         {Charset: "windows-1252"},
		"secret Latin-1":  {Charset: "ISO-8859-1", HideCharset: true},
		"priorities":      {OtherPriority: "P3"},
		"bean only":       {BeanOnly: true, LyingURIs: true},
		"not allowed":     {BeanOnly: true, LyingURIs: true, MissingForm: 405},
		"foreign restUri": {StrayURI: "v1/user/IUser/8967300633232582576"},
		"strict":          {StrictHeaders: true, NeedsFields: true},
		"wrong type":      {SoundType: "text/html"},
	}
	all := map[string]istratest.Quirks{}
	for name, d := range rows {
		all[name] = istratest.Quirks{Dialect: d}
	}
	all["short only"] = istratest.Quirks{ShortURIs: true, Dialect: istratest.Dialect{LyingURIs: true}}
	all["total"] = istratest.Quirks{GrandTotal: true, Dialect: istratest.Dialect{PageCap: 7}}
	all["oldest first"] = istratest.Quirks{OldestFirst: true, LooseTypes: true, NumericIDs: true,
		Dialect: istratest.Dialect{PageCap: 9, Times: istratest.TimesExponent, Charset: "ISO-8859-1"}}
	return all
}

func TestEveryDialect(t *testing.T) {
	at := time.Date(2025, 10, 9, 8, 53, 20, 0, time.UTC)
	for name, quirks := range dialects() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			opts := istratest.Options{}
			for i := range 43 {
				when := at.Add(-time.Duration(i) * time.Minute)
				opts.Voicemails = append(opts.Voicemails, istratest.Voicemail{Time: when,
					RemoteLabel: "Jürgen Weiß", Sounds: sounds})
				opts.Calls = append(opts.Calls, istratest.Call{Time: when, RemoteLabel: "Jürgen Weiß"})
			}
			c, p := signedIn(t, opts)
			p.Faults().Set(quirks)
			n := 0
			for v, err := range c.Voicemails(t.Context()) {
				if n++; err != nil || v.RemoteLabel != "Jürgen Weiß" || v.Urgent || v.Time.After(at) ||
					at.Sub(v.Time) > time.Hour {
					t.Fatalf("%+v, %v", v, err)
				}
			}
			for k, err := range c.Calls(t.Context(), ListOptions{}) {
				if n++; err != nil || k.RemoteLabel != "Jürgen Weiß" || k.Time.After(at) || at.Sub(k.Time) > time.Hour {
					t.Fatalf("%+v, %v", k, err)
				}
			}
			if n != 86 {
				t.Errorf("%d items", n)
			}
			walkThrough(t, c, p)
		})
	}
}

func TestEveryEmptyList(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	for _, empty := range []istratest.EmptyList{
		"", istratest.EmptyObject, istratest.EmptyNull, istratest.EmptyArray, istratest.EmptyString,
		istratest.EmptyNoContent, istratest.EmptyBytes,
	} {
		p.Faults().Set(istratest.Quirks{Dialect: istratest.Dialect{Empty: empty}})
		for _, err := range c.Voicemails(t.Context()) {
			t.Errorf("%s: %v", empty, err)
		}
		for _, err := range c.Calls(t.Context(), ListOptions{}) {
			t.Errorf("%s: %v", empty, err)
		}
	}
}

// Times that can't be read are none, and nothing else suffers.
func TestUnreadableTimes(t *testing.T) {
	c, p := signedIn(t, istratest.Options{Voicemails: []istratest.Voicemail{annas}})
	p.Faults().Set(istratest.Quirks{Dialect: istratest.Dialect{Times: istratest.TimesUnreadable}})
	page, err := c.ListVoicemails(t.Context(), ListOptions{})
	if err != nil || len(page.Items) != 1 || !page.Items[0].Time.IsZero() ||
		page.Items[0].RemoteLabel != "Anna Keller" {
		t.Errorf("%+v, %v", page, err)
	}
	walkThrough(t, c, p)
}

func TestFormatsThatHaveNoSound(t *testing.T) {
	c, p := signedIn(t, istratest.Options{Voicemails: []istratest.Voicemail{{ID: "7", Sounds: sounds}}})
	for _, text := range []string{"", `{"code":"ERR_FORMAT"}`, "<html>"} {
		p.Faults().Set(istratest.Quirks{Dialect: istratest.Dialect{NoSoundIn: "ogg,aac", SoundText: text}})
		for _, format := range []Format{Ogg, AAC} {
			_, err := c.VoicemailAudio(t.Context(), Ref{ID: "7"}, format)
			as[*NoAudioError](t, err)
		}
		sound, err := c.VoicemailAudio(t.Context(), Ref{ID: "7"}, AU)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(sound.Body)
		if err := errors.Join(err, sound.Body.Close()); err != nil || string(got) != ".snd…" {
			t.Errorf("%q, %v", got, err)
		}
	}
}
