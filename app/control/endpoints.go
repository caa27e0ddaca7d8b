package control

import (
	"istratray/app/inbox"
	"istratray/app/settings"
)

// What can be asked over the control socket, in plain HTTP with JSON in UTF-8; docs/cli.md describes each. Answers
// are 200 or 204, or ≥ 400 with an Error.
var (
	statusEndpoint     = get[Status]("/v1/status")
	snapshotsEndpoint  = get[Update]("/v1/snapshots") // ?window=true; a stream, one JSON object a line
	goroutinesEndpoint = get[text]("/v1/goroutines")

	voicemailsEndpoint = get[[]inbox.Voicemail]("/v1/voicemails") // ?unread=true; newest first
	callsEndpoint      = get[[]inbox.Call]("/v1/calls")           // ?missed=true; newest first
	// ?format=ogg, streamed with the platform's Content-Type
	audioEndpoint           = get[file]("/v1/voicemails/{id}/audio")
	transcriptEndpoint      = get[inbox.Transcript]("/v1/voicemails/{id}/transcript")
	makeTranscriptEndpoint  = post[nothing, inbox.Transcript]("/v1/voicemails/{id}/transcript").harmless()
	readEndpoint            = put[ReadRequest, nothing]("/v1/voicemails/{id}")
	deleteVoicemailEndpoint = remove("/v1/voicemails/{id}") // ?undo=true: hidden now, deleted in 5 s
	deleteCallEndpoint      = remove("/v1/calls/{id}")
	undoEndpoint            = post[UndoRequest, nothing]("/v1/undo")
	missedSeenEndpoint      = post[SeenRequest, nothing]("/v1/missed/seen")
	followUpEndpoint        = put[inbox.FollowUp, nothing]("/v1/followups").harmless()
	callEndpoint            = post[CallRequest, CallAnswer]("/v1/calls")
	callerIDEndpoint        = put[inbox.CallerID, nothing]("/v1/callerid")

	signInEndpoint       = post[SignInRequest, nothing]("/v1/signin")
	secondFactorEndpoint = post[SecondFactorRequest, nothing]("/v1/second-factor")
	signOutEndpoint      = post[nothing, nothing]("/v1/signout")
	settingsEndpoint     = get[settings.Settings]("/v1/settings")
	setSettingsEndpoint  = put[any, nothing]("/v1/settings")

	retryEndpoint      = post[nothing, nothing]("/v1/retry").harmless()
	tryHookEndpoint    = post[HookTrial, HookOutcome]("/v1/hook/test").slow() // answers when the command has ended
	callerPageEndpoint = post[PageRequest, nothing]("/v1/callerpage")

	showEndpoint  = post[Show, nothing]("/v1/show")
	startEndpoint = post[StartRequest, StartAnswer]("/v1/start").harmless()
	quitEndpoint  = post[nothing, nothing]("/v1/quit")

	contactsEndpoint     = get[[]ContactBook]("/v1/contacts") // in the user's order
	addContactsEndpoint  = post[ContactsRequest, ContactBook]("/v1/contacts").slow()
	testContactsEndpoint = post[ContactsRequest, ContactsTest]("/v1/contacts/test").harmless().slow()
	// answers when it is done
	syncContactsEndpoint   = post[SyncRequest, []ContactBook]("/v1/contacts/sync").harmless().slow()
	orderContactsEndpoint  = post[OrderRequest, []ContactBook]("/v1/contacts/order")
	removeContactsEndpoint = remove("/v1/contacts/{name}")
	exportContactsEndpoint = get[file]("/v1/contacts/own") // vCards: what the user said about callers
	importContactsEndpoint = put[file, ImportAnswer]("/v1/contacts/own")
	suggestionsEndpoint    = get[[]Suggestion]("/v1/suggestions") // ?limit=20; who is likely to be called
	lookupEndpoint         = get[Person]("/v1/people")            // ?number=…
	personEndpoint         = put[PersonRequest, nothing]("/v1/people/{number}")
)
