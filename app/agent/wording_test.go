package agent

import (
	"testing"

	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/plain"
	"istratray/app/words"
	"istratray/internal/hostile"
)

// The unknown caller is where a language's grammar shows.
func TestNotificationsInOtherLanguages(t *testing.T) {
	anna := inbox.Voicemail{ID: "1", Label: "Anna Schmidt", Number: "+4972311234", Seconds: 84,
		Time: noon, Urgent: true}
	hidden := inbox.Call{ID: "2", Rang: 18, Time: noon, Missed: true}
	reminder := inbox.FollowUp{Caller: "anna", Name: "Anna"}
	for language, want := range map[string][3]string{
		"fr": {"Message vocal urgent\u00a0: Anna Schmidt", "Appel manqué\u00a0: appelant inconnu, 12:00 · 18 s de sonnerie",
			"À appeler maintenant\u00a0: Anna"},
		"de": {"Dringende Voicemail von Anna Schmidt", "Verpasster Anruf von Unbekannt, 12:00 · 18 s geklingelt",
			"Zeit für den Anruf bei Anna"},
		"nl": {"Dringende voicemail van Anna Schmidt",
			"Gemiste oproep van een onbekende beller, 12:00 · ging 18 s over", "Tijd om Anna te bellen"},
		"es": {"Mensaje de voz urgente de Anna Schmidt", "Llamada perdida de un número desconocido, 12:00 · sonó 18 s",
			"Hora de llamar a Anna"},
		"it": {"Messaggio vocale urgente da Anna Schmidt",
			"Chiamata persa da un numero sconosciuto, 12:00 · squilli per 18 s", "È ora di chiamare Anna"},
	} {
		w := wording{Desktop: new(words.Desktop), numbers: numbers.NewBook("")}
		w.Use(language)
		voicemail, call := w.notificationOf(inbox.Announce{Voicemail: &anna}),
			w.notificationOf(inbox.Announce{Call: &hidden})
		got := [3]string{voicemail.Title, call.Title + ", " + call.Body, w.reminderOf(reminder).Title}
		if got != want {
			t.Errorf("%s: got %q, want %q", language, got, want)
		}
	}
}

func TestButtonsInFrench(t *testing.T) {
	w := wording{Desktop: new(words.Desktop), private: true, numbers: numbers.NewBook("")}
	w.Use("fr")
	n := w.notificationOf(inbox.Announce{Voicemail: &inbox.Voicemail{ID: "1", Number: "214"}})
	var labels [3]string
	for i, a := range n.Actions {
		labels[i] = a.Label
	}
	if want := [3]string{"Ouvrir", "Écouter", "Rappeler"}; labels != want || n.Title != "Nouveau message vocal" {
		t.Errorf("got %q with %q, want %q", n.Title, labels, want)
	}
}

func TestHostileNamesInNotifications(t *testing.T) {
	for _, language := range words.Languages() {
		w := wording{Desktop: new(words.Desktop), numbers: numbers.NewBook("")}
		w.Use(language.Code)
		for _, name := range hostile.Texts() {
			for _, a := range []inbox.Announce{{Voicemail: &inbox.Voicemail{ID: name, Label: name, Number: name}},
				{Call: &inbox.Call{ID: name, Label: name, Number: name, Missed: true}}} {
				n := w.notificationOf(a)
				// as app/notify shows them
				title, body := plain.Line(n.Title, 120), plain.Line(n.Body, 400)
				if why := hostile.Misread(title) + hostile.Misread(body); why != "" || title == "" {
					t.Errorf("%s: %.80q gives %q, %q: %s", language.Code, name, title, body, why)
				}
			}
		}
	}
}

// A caller without a name is a number, and that is said once, as numbers are written; not also with what is dialled for
// a line outside before it.
func TestANamelessCallerIsSaidOnce(t *testing.T) {
	w := wording{Desktop: new(words.Desktop), numbers: numbers.NewBook("")}
	w.Use("en")
	call := inbox.Call{ID: "2", Label: "+33639980512", Number: "00033639980512", Callback: "00033639980512", Rang: 9,
		Time: noon, Missed: true}
	n := w.notificationOf(inbox.Announce{Call: &call})
	if n.Title != "Missed call from +33 6 39 98 05 12" || n.Body != "12:00 · rang 9 s" {
		t.Errorf("got %q, %q", n.Title, n.Body)
	}
	call.Label = "Claire"
	if n := w.notificationOf(inbox.Announce{Call: &call}); n.Title != "Missed call from Claire" ||
		n.Body == "12:00 · rang 9 s" {
		t.Errorf("got %q, %q", n.Title, n.Body)
	}
}
