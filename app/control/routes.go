package control

import (
	"context"
	"net/http"
	"slices"

	"istratray/app/inbox"
	"istratray/app/words"
)

// routes answers each endpoint. stop is closed when the agent ends.
func (s *Server) routes(stop <-chan struct{}) http.Handler {
	mux := http.NewServeMux()
	for _, r := range s.table(stop) {
		mux.Handle(r.pattern, s.answering(r.handler))
	}
	mux.HandleFunc(importContactsEndpoint.pattern(), s.importContacts) // longer than other requests
	mux.Handle("/", s.answering(func(_ http.ResponseWriter, r *http.Request) error {
		return NewError(BadRequest, words.New("no-route", "route", r.Method+" "+r.URL.EscapedPath()))
	}))
	return s.surviving(mux)
}

// table has a route for each endpoint whose request is short.
func (s *Server) table(stop <-chan struct{}) []route {
	return slices.Concat(s.agentRoutes(stop), s.itemRoutes(), s.accountRoutes(), s.peopleRoutes())
}

func (s *Server) agentRoutes(stop <-chan struct{}) []route {
	return []route{
		with(statusEndpoint, s.getStatus),
		with(snapshotsEndpoint, func(w http.ResponseWriter, r *http.Request) error {
			return s.streamSnapshots(w, r, stop)
		}),
		with(goroutinesEndpoint, s.getGoroutines),
		on(showEndpoint, done(s.backend.Show)),
		on(startEndpoint, told(s.backend.Start)),
		with(quitEndpoint, s.quit),
	}
}

func (s *Server) itemRoutes() []route {
	return []route{
		with(voicemailsEndpoint, s.listVoicemails),
		with(callsEndpoint, s.listCalls),
		with(audioEndpoint, s.streamAudio),
		with(transcriptEndpoint, s.getTranscript),
		with(makeTranscriptEndpoint, s.makeTranscript),
		on(readEndpoint, s.setRead),
		with(deleteVoicemailEndpoint, s.deleteItem(inbox.VoicemailItem)),
		with(deleteCallEndpoint, s.deleteItem(inbox.CallItem)),
		on(undoEndpoint, done(s.undo)),
		on(missedSeenEndpoint, done(s.missedSeen)),
		on(followUpEndpoint, done(s.setFollowUp)),
		on(callEndpoint, told(s.placeCall)),
		on(callerIDEndpoint, done(s.backend.SetCallerID)),
	}
}

func (s *Server) accountRoutes() []route {
	return []route{
		on(signInEndpoint, done(s.signIn)),
		on(secondFactorEndpoint, done(s.secondFactor)),
		on(signOutEndpoint, done(s.signOut)),
		on(retryEndpoint, done(func(ctx context.Context, _ nothing) error { return s.backend.Retry(ctx) })),
		with(settingsEndpoint, s.getSettings),
		with(setSettingsEndpoint, s.setSettings),
		on(tryHookEndpoint, told(s.backend.TryHook)),
		on(callerPageEndpoint, done(s.backend.OpenCallerPage)),
	}
}

func (s *Server) peopleRoutes() []route {
	return []route{
		on(contactsEndpoint, told(s.contacts)),
		on(addContactsEndpoint, told(s.backend.AddContacts)),
		on(testContactsEndpoint, told(s.backend.TestContacts)),
		on(syncContactsEndpoint, told(s.syncContacts)),
		on(orderContactsEndpoint, told(s.orderContacts)),
		on(removeContactsEndpoint, s.removeContacts),
		with(exportContactsEndpoint, s.exportContacts),
		with(lookupEndpoint, s.lookup),
		with(suggestionsEndpoint, s.suggestions),
		on(personEndpoint, s.setPerson),
	}
}
