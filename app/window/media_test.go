package window

import (
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/app/seat"
	"istratray/player"
)

func TestTheDesktopIsToldOfTheMessageUnlessTheScreenIsLocked(t *testing.T) {
	var shown seat.Media
	m := media{show: func(now seat.Media) { shown = now }}
	m.sees(inbox.Snapshot{Voicemails: []inbox.Voicemail{{ID: "1", Label: "Anna"}}})
	m.sounds(player.State{ID: "1", Phase: player.Playing, Length: time.Minute})
	if shown.Artist != "Anna" || !shown.Playing || shown.Title == "" {
		t.Errorf("%+v", shown)
	}
	m.sees(inbox.Snapshot{Voicemails: []inbox.Voicemail{{ID: "1", Label: "Anna"}}, Locked: true})
	if shown.Artist != "" || shown.ID == "" {
		t.Errorf("locked: %+v", shown)
	}
	m.sounds(player.State{ID: "1", Phase: player.Ended})
	if shown != (seat.Media{}) {
		t.Errorf("ended: %+v", shown)
	}
}
