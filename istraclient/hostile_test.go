package istraclient

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"istratray/istraclient/istratest"
)

// Wherever a platform redirects to, and in whatever phase, nothing is sent there: neither to another
// platform that is trusted as well, nor in the clear to anybody.
func TestNoSecretFollowsARedirect(t *testing.T) {
	var hits atomic.Int32
	record := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits.Add(1) })
	trusted, clear := httptest.NewTLSServer(record), httptest.NewServer(record)
	defer trusted.Close()
	defer clear.Close()
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: trusted.Certificate().Raw})
	for _, elsewhere := range []string{trusted.URL, clear.URL} {
		for _, status := range []int{301, 302, 303, 307, 308} {
			for _, phase := range []string{"v1/service/Login", "v1/service/EventListener", "ws-service", "v1/logs",
				"v1/user", "v1/service/Logout", ""} {
				p := startPlatform(t, istratest.Options{})
				c := newClient(t, p, func(o *Options) { o.ExtraCAs = append(o.ExtraCAs, authority...) })
				p.Faults().Add(istratest.Fault{Match: phase, Status: status, Location: elsewhere +
					"/restletrouter/v1/x"})
				tryEverything(t, c)
			}
		}
	}
	if n := hits.Load(); n > 0 {
		t.Errorf("%d requests went elsewhere", n)
	}
}

// tryEverything makes each kind of request; that some fail is the caller's doing.
func tryEverything(t *testing.T, c *Client) {
	t.Helper()
	ctx, ref := t.Context(), Ref{ID: "144"}
	_ = c.SignIn(ctx)
	_, _ = c.ListVoicemails(ctx, ListOptions{})
	_, _ = c.SetVoicemailRead(ctx, ref, true)
	_ = c.DeleteVoicemail(ctx, ref)
	if audio, err := c.VoicemailAudio(ctx, ref, Ogg); err == nil {
		audio.Body.Close()
	}
	_ = c.PlaceCall(ctx, "1", "200")
	_, _ = c.GetUserInfo(ctx)
	if l, err := c.connect(ctx); err == nil {
		l.bye()
		l.close()
	}
	_, _ = c.createListener(ctx)
	_ = c.SignOut(ctx)
}
