package tray

import (
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/app/words"
)

// speaking is the wording of these tests in a language.
func speaking(language string) wording {
	w := wording{Desktop: new(words.Desktop), now: noon, number: func(raw string) string { return raw }}
	w.Use(language)
	return w
}

func TestMenuInFrench(t *testing.T) {
	s := busy()
	s.Account.Demo = true
	s.FollowUps = []inbox.FollowUp{{Caller: "a", Name: "Anna", Number: "200", Due: true}}
	s.Snoozed = noon.Add(20 * time.Hour)
	const want = `2 messages vocaux, 1 appel manqué (démo)
---
Message vocal : Anna Lindqvist · 0:24 · 11:55
	Écouter = {Page:voicemails Item:v1 Play:true}
	Rappeler le 00200 = {Number:00200 Label:Anna Lindqvist}
	Afficher = {Page:voicemails Item:v1 Play:false}
Appel manqué : Evil Caller · 10:00
	Rappeler le +33123456789 = {Number:+33123456789 Label:Evil Caller}
	Afficher = {Page:calls Item:c1 Play:false}
Message vocal urgent : Appelant inconnu · 2:11 · mar. 10:00
	Écouter = {Page:voicemails Item:v3 Play:true}
	Afficher = {Page:voicemails Item:v3 Play:false}
---
À rappeler : Anna
	Rappeler le 200 = {Number:200 Label:Anna}
	Afficher = {Page:followups Item:a Play:false}
---
Appeler un numéro… = {Page:dial Item: Play:false}
Composer depuis le presse-papiers = {}
Notifications suspendues jusqu’à 19 mars 08:00
	Pendant 1 heure = {For:1h0m0s}
	Jusqu’à demain = {}
	Reprendre maintenant = {For:0s}
Ouvrir Istra Tray = {Page: Item: Play:false}
Réglages… = {Page:settings Item: Play:false}
---
Quitter = {}
`
	if got := outline(speaking("fr").menuFor(s), ""); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestOfflineInEachLanguage(t *testing.T) {
	s := snapshot(inbox.Offline, 2, 1)
	s.Connection.Since, s.Updated = noon.AddDate(0, 0, -9), noon.AddDate(0, 0, -1)
	for language, want := range map[string]string{
		"en": "Offline since 9 Mar 12:00\n2 voicemails, 1 missed call as of Tue 12:00\n",
		"fr": "Hors ligne depuis 9 mars 12:00\n2 messages vocaux, 1 appel manqué (mise à jour\u00a0: mar. 12:00)\n",
		"de": "Offline seit 9. März 12:00\n2 Voicemails, 1 verpasster Anruf (Stand Di. 12:00)\n",
		"nl": "Offline sinds 9 mrt 12:00\n2 voicemails, 1 gemiste oproep (stand di 12:00)\n",
		"es": "Sin conexión desde: 9 mar 12:00\n2 mensajes de voz, 1 llamada perdida (actualizado: mar 12:00)\n",
		"it": "Offline da: 9 mar 12:00\n2 messaggi vocali, 1 chiamata persa (aggiornato: mar 12:00)\n",
	} {
		if got := outline(speaking(language).header(s), ""); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", language, got, want)
		}
	}
}
