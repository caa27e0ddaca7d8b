package inbox_test

import (
	"slices"
	"testing"
	"time"

	"istratray/app/inbox"
)

// A platform's clock that was wrong once must not make everything after it history.
func TestATimeInTheFutureHidesNothing(t *testing.T) {
	const century = 100 * 365 * 24 * 60 // minutes
	t.Run("there from the first", func(t *testing.T) {
		d := newDesk(t, inbox.Memory{})
		bogus := voicemail("bogus", century, true)
		d.sync(0, 0, []inbox.Voicemail{bogus}, nil)
		d.sync(1, 1, []inbox.Voicemail{bogus, voicemail("a", 1, false)}, []inbox.Call{missed("b", 2)})
		d.wantShown("[voicemail:a]", "[call:b]")
	})
	t.Run("later", func(t *testing.T) {
		d := newDesk(t, inbox.Memory{})
		d.sync(0, 0, nil, nil)
		bogus := missed("bogus", century)
		d.sync(0, 1, nil, []inbox.Call{bogus})
		d.sync(1, 1, []inbox.Voicemail{voicemail("a", 1, false)}, []inbox.Call{bogus})
		d.wantShown("[call:bogus]", "[voicemail:a]")
	})
}

// A look says what was looked at: calls that are not known yet were not.
func TestALookReachesNoFurtherThanTheNewestCall(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.sync(0, 0, nil, nil)
	d.sync(0, 1, nil, []inbox.Call{missed("a", 1)})
	d.apply(inbox.MissedLookedAt{Until: noon.Add(time.Hour)}) // the clock of the one who asks is ahead
	d.wantCounts(0, 0)
	d.sync(0, 2, nil, []inbox.Call{missed("a", 1), missed("b", 2)})
	d.wantShown("[call:a]", "[call:b]")
	d.wantCounts(0, 1)
}

// What is on the screen about one account must not be clicked in another: IDs are the same everywhere.
func TestAnotherAccountsNotificationsAreTakenAway(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.sync(0, 0, nil, nil)
	d.sync(1, 0, []inbox.Voicemail{voicemail("a", 1, false)}, nil)
	d.apply(inbox.AccountChosen{Account: inbox.Account{Login: "tom"}})
	if want := []string{"voicemail:a"}; !slices.Equal(d.withdrawn, want) {
		t.Errorf("withdrawn %v, want %v", d.withdrawn, want)
	}
}

func TestSigningInAgainForgetsNothingThatIsShown(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.sync(0, 0, nil, nil)
	d.sync(1, 0, []inbox.Voicemail{voicemail("a", 1, false)}, nil)
	d.apply(inbox.AccountChosen{Account: inbox.Account{Login: "anna"},
		Memory: inbox.Memory{Baseline: true, Announced: d.marks}})
	d.sync(0, 0, []inbox.Voicemail{voicemail("a", 1, true)}, nil)
	if want := []string{"voicemail:a"}; !slices.Equal(d.withdrawn, want) {
		t.Errorf("withdrawn %v, want %v", d.withdrawn, want)
	}
	d.wantShown("[voicemail:a]")
}

// The answer about a notification can come when its account has been signed in to again.
func TestSigningInAgainRepeatsNothingUnderWay(t *testing.T) {
	state := inbox.State{}
	var announced int
	apply := func(now time.Time, events ...inbox.Event) {
		for _, e := range events {
			var effects []inbox.Effect
			state, effects = inbox.Apply(state, now, e)
			for _, effect := range effects {
				if _, ok := effect.(inbox.Announce); ok {
					announced++
				}
			}
		}
	}
	chosen := inbox.AccountChosen{Account: inbox.Account{Login: "anna"}, Memory: inbox.Memory{Baseline: true}}
	list := inbox.VoicemailsRead{Items: []inbox.Voicemail{voicemail("a", 1, false)}, Whole: true}
	apply(noon, chosen, list, inbox.Synced{}, chosen)
	apply(noon.Add(time.Minute), list, inbox.Synced{})
	if announced != 1 {
		t.Errorf("announced %d times, want once", announced)
	}
}
