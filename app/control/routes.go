package control

import (
	"net/http"

	"istratray/app/inbox"
	"istratray/app/words"
)

// routes is the table of wire.go. stop is closed when the agent ends.
func (s *Server) routes(stop <-chan struct{}) http.Handler {
	mux := http.NewServeMux()
	handle := func(pattern string, h handler) { mux.Handle(pattern, s.answering(h)) }

	handle("GET /v1/status", s.getStatus)
	handle("GET /v1/voicemails", s.listVoicemails)
	handle("GET /v1/calls", s.listCalls)
	handle("PUT /v1/voicemails/{id}", s.setRead)
	handle("DELETE /v1/voicemails/{id}", s.deleteItem(inbox.VoicemailItem))
	handle("DELETE /v1/calls/{id}", s.deleteItem(inbox.CallItem))
	handle("POST /v1/undo", s.undo)
	handle("POST /v1/calls", s.placeCall)
	handle("POST /v1/missed/seen", s.missedSeen)
	handle("PUT /v1/followups", s.setFollowUp)
	handle("POST /v1/signin", s.signIn)
	handle("POST /v1/second-factor", s.secondFactor)
	handle("POST /v1/signout", s.signOut)
	handle("GET /v1/settings", s.getSettings)
	handle("PUT /v1/settings", s.setSettings)
	handle("PUT /v1/callerid", s.setCallerID)
	handle("POST /v1/show", s.show)
	handle("POST /v1/start", s.start)
	s.peopleRoutes(mux, handle)
	handle("POST /v1/quit", s.quit)
	handle("GET /v1/goroutines", s.getGoroutines)
	handle("GET /v1/voicemails/{id}/audio", s.streamAudio)
	handle("GET /v1/voicemails/{id}/transcript", s.getTranscript)
	handle("POST /v1/voicemails/{id}/transcript", s.makeTranscript)
	handle("GET /v1/snapshots", func(w http.ResponseWriter, r *http.Request) error {
		return s.streamSnapshots(w, r, stop)
	})
	handle("/", func(_ http.ResponseWriter, r *http.Request) error {
		return NewError(BadRequest, words.New("no-route", "route", r.Method+" "+r.URL.EscapedPath()))
	})
	return s.surviving(mux)
}
