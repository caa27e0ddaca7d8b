package istraclient

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
)

func TestRestURIResolvesAgainstTheRoot(t *testing.T) {
	root := mustParse(t, "https://example.com/restletrouter/")
	for ref, want := range map[string]string{
		"v1/logs/Voicemail/bean/144":                         "https://example.com/restletrouter/v1/logs/Voicemail/bean/144",
		"/v1/logs/Voicemail/bean/144":                        "https://example.com/restletrouter/v1/logs/Voicemail/bean/144",
		"/restletrouter/v1/user/Info":                        "https://example.com/restletrouter/v1/user/Info",
		"restletrouter/v1/user/Info":                         "https://example.com/restletrouter/v1/user/Info",
		"v1/user/IUser/1?rt=a,b#x":                           "https://example.com/restletrouter/v1/user/IUser/1?rt=a,b",
		"https://example.com/restletrouter/v1/user/Info":     "https://example.com/restletrouter/v1/user/Info",
		"https://EXAMPLE.com:443/restletrouter/v1/user/Info": "https://EXAMPLE.com:443/restletrouter/v1/user/Info",
		"v1/a%2Fb": "https://example.com/restletrouter/v1/a%2Fb",
	} {
		u, err := resolve(root, ref)
		if err != nil {
			t.Errorf("%s: %v", ref, err)
		} else if u.String() != want {
			t.Errorf("%s = %s, want %s", ref, u, want)
		}
	}
}

var foreignURIs = []string{
	"https://evil.example/v1/x", "http://example.com/restletrouter/v1/x", "//evil.example/v1/x",
	"https://example.com:444/x",
	"https://example.com@evil.example/", "https://user@example.com/restletrouter/x",
	"javascript:alert(1)", "v1/../../x",
	"v1/%2e%2e/%2e%2e/x", `v1\..\..\x`, "v1/%2e%2e%2fx", "\x00", "%zz", ":", "https:evil",
}

func TestForeignRestURIIsRefused(t *testing.T) {
	root := mustParse(t, "https://example.com/restletrouter/")
	for _, ref := range foreignURIs {
		if u, err := resolve(root, ref); err == nil {
			t.Errorf("%q = %s", ref, u)
		} else if e := as[*OriginError](t, err); e.URI != ref {
			t.Errorf("%q is reported as %q", ref, e.URI)
		}
	}
}

// A platform that names a foreign address gets nothing sent there, by no method.
func TestNothingGoesToAnotherOrigin(t *testing.T) {
	var hits atomic.Int32
	evil := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits.Add(1) }))
	defer evil.Close()
	c := answering(t, "GET v1/logs/Voicemail/bean", 200,
		`{"count":1,"items":[{"id":"1","restUri":"`+evil.URL+`/v1/x"}]}`)
	page, err := c.ListVoicemails(t.Context(), ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	ref := Ref{URI: page.Items[0].URI}
	_, err1 := c.GetVoicemail(t.Context(), ref)
	_, err2 := c.SetVoicemailRead(t.Context(), ref, true)
	_, err3 := c.VoicemailAudio(t.Context(), Ref{URI: ref.URI}, Ogg)
	_, err4 := c.GetCallerID(t.Context(), ref.URI)
	for _, err := range []error{err1, err2, err3, err4, c.DeleteVoicemail(t.Context(), ref),
		c.DeleteCall(t.Context(), ref)} {
		as[*OriginError](t, err)
	}
	if n := hits.Load(); n > 0 {
		t.Errorf("%d requests reached the foreign origin", n)
	}
}

func TestIDsCannotLeaveTheirPath(t *testing.T) {
	for id, want := range map[string]string{"144": "x/144", "a/b": "x/a%2Fb", "../c": "x/..%2Fc",
		"a?b#c": "x/a%3Fb%23c", "": "", ".": "", "..": ""} {
		got, err := Ref{ID: id}.idURI("x")
		if got != want || (want == "") != (err != nil) {
			t.Errorf("%q = %q, %v; want %q", id, got, err, want)
		}
	}
}
