package istraclient

import (
	"net/http"
	"strings"
	"testing"
)

// strayURIs lead to something else than one item of the call history, though not out of the platform.
var strayURIs = []string{
	"v1/user/IUser/8967300633232582576", "v1/logs/Voicemail/bean/7", "/otherapp/v1/logs/Phone/bean/7",
	"v1/logs/Phone/../../user/IUser/1", "v1/logs/Phone/bean/..%2f7",
	"v1/logs/Phone/bean/%2e%2e/7", "v1/logs/Phone/bean/..;/7", "v1/logs/Phone/bean", "v1/logs/Phone/", "v1/logs/Phone",
	"v1/logs/Phone/bean/", "v1/logs/Phone/bean/a/b",
	"v1/logs/Phone/bean/7?_method=PUT", "v1/logs/Phone//7", "v1/logs/Phone/bean/a%2fb", `v1/logs/Phone/bean/a%5cb`,
	"v1/logs/Phone/bean/a%252fb",
	"v1/logs/PhoneBook/bean/7", "V1/LOGS/PHONE/bean/7", "v1/logs/Phone/bean/7%00",
	"https://127.0.0.1:1/restletrouter/v1/logs/Phone/bean/7",
}

// A restUri counts within its own collection only. An item that has an id is then found by that.
func TestStrayRestURIsAreNotCalled(t *testing.T) {
	for _, uri := range strayURIs {
		s := newScript(t, map[string]http.HandlerFunc{"DELETE v1/logs/Phone/bean/5": says(204, "")})
		c := s.client(t)
		as[*OriginError](t, c.DeleteCall(t.Context(), Ref{URI: uri}))
		if err := c.DeleteCall(t.Context(), Ref{ID: "5", URI: uri}); err != nil {
			t.Errorf("%s: %v", uri, err)
		}
		s.mu.Lock()
		for _, r := range s.seen {
			if r.Method == http.MethodDelete && r.URL.Path != "/restletrouter/v1/logs/Phone/bean/5" {
				t.Errorf("%s: %s %s", uri, r.Method, r.URL)
			}
		}
		s.mu.Unlock()
	}
	s := newScript(t, map[string]http.HandlerFunc{"GET v1/logs/Phone/bean/5": says(200, `{"id":"5"}`)})
	_, err := s.client(t).GetCallerID(t.Context(), "v1/logs/Phone/bean/5")
	as[*OriginError](t, err)
}

// The reference gives each address in two forms: where the platform has nothing at one, the other is tried, once.
func TestTheOtherDocumentedForm(t *testing.T) {
	for _, status := range []int{404, 405} {
		for name, test := range map[string]struct {
			ref   Ref
			lacks string
			want  []string
		}{
			"short only":      {Ref{ID: "5"}, "bean/5", []string{"bean/5", "5"}},
			"bean by restUri": {Ref{ID: "5", URI: "v1/logs/COLLECTION/5"}, "COLLECTION/5", []string{"5", "bean/5"}},
			"short, whole URL": {Ref{ID: "5", URI: "/restletrouter/v1/logs/COLLECTION/bean/5"}, "bean/5",
				[]string{"bean/5", "5"}},
			"as the restUri has": {Ref{ID: "5", URI: "v1/logs/COLLECTION/5"}, "bean/5", []string{"5"}},
		} {
			for _, collection := range []string{"Voicemail", "Phone"} {
				answer := func(w http.ResponseWriter, r *http.Request) {
					if strings.HasSuffix(r.URL.Path, strings.Replace(test.lacks, "COLLECTION", collection, 1)) {
						says(status, `{"code":"ERR"}`)(w, r)
						return
					}
					says(200, `{"id":"5","timestamp":"1760000000","remoteLabel":"Tom","read":true}`)(w, r)
				}
				s := newScript(t, nil)
				s.mux.HandleFunc("/restletrouter/v1/logs/", answer)
				c, ref := s.client(t), test.ref
				ref.URI = strings.Replace(ref.URI, "COLLECTION", collection, 1)
				requests := []func() error{
					func() error { _, err := c.GetCall(t.Context(), ref); return err },
					func() error { return c.DeleteCall(t.Context(), ref) },
				}
				if collection == "Voicemail" {
					requests = []func() error{
						func() error { _, err := c.GetVoicemail(t.Context(), ref); return err },
						func() error { _, err := c.SetVoicemailRead(t.Context(), ref, true); return err },
						func() error { return c.DeleteVoicemail(t.Context(), ref) },
					}
				}
				for i, request := range requests {
					before := len(s.requests("5"))
					if err := request(); err != nil {
						t.Errorf("%s of %s, %d: %v", name, collection, i, err)
					}
					var got []string
					for _, r := range s.requests("5")[before:] {
						got = append(got, strings.TrimPrefix(r.URL.Path, "/restletrouter/v1/logs/"+collection+"/"))
					}
					if strings.Join(got, " ") != strings.Join(test.want, " ") {
						t.Errorf("%s of %s, %d: asked for %v, want %v", name, collection, i, got, test.want)
					}
				}
			}
		}
	}
}

// What is at neither place is gone; a request whose outcome isn't known is not sent to the other.
func TestNoThirdForm(t *testing.T) {
	s := newScript(t, map[string]http.HandlerFunc{"DELETE v1/logs/Phone/bean/5": says(405, ""),
		"DELETE v1/logs/Phone/5": says(404, `{"code":"GONE"}`)})
	err := s.client(t).DeleteCall(t.Context(), Ref{ID: "5"})
	if e := as[*APIError](t, err); e.Code != "GONE" || len(s.requests("5")) != 2 {
		t.Errorf("%v after %d requests", err, len(s.requests("5")))
	}
	s = newScript(t, map[string]http.HandlerFunc{"DELETE v1/logs/Phone/bean/5": says(502, "")})
	as[*OutcomeUnknownError](t, s.client(t).DeleteCall(t.Context(), Ref{ID: "5"}))
	if n := len(s.requests("5")); n != 1 {
		t.Errorf("%d requests", n)
	}
}
