package pages_test

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

// A new message is counted before it is in the list: then, and with it, all are new. It is said once.
func TestTheCountIsNeverAboveAllThereAre(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Voicemails, s.Counts.UnreadVoicemails = s.Voicemails[:1], 2
	b := bench.New(t, s)
	b.Expect("2 new")
	b.ExpectNot("2 new of 2")
}

func TestVoicemailsAreListedWithDaysAndUnreadMarks(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Expect("Today", "Yesterday", "2 new of 12", "Anna Lindqvist", "11:54", "0:24", "Urgent")
	rows := b.Rows()
	if !rows[0].Unread || !rows[1].Unread || rows[2].Unread {
		t.Errorf("unread marks: %v", rows[:3])
	}
	b.ExpectAsked()
	b.ExpectTold()
}

func TestPlayingMarksReadWhenSoundStarts(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Play")
	b.ExpectTold("play v1 0s")
	b.ExpectAsked()

	b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Loading})
	b.Settle()
	b.ExpectAsked()
	b.Expect("Loading…")

	for range 2 {
		b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Playing, Position: 3 * time.Second, Length: 24 * time.Second})
		b.Settle()
	}
	b.ExpectAsked("read v1 true")
	b.Expect("Pause", "0:03", "1 new of 12", "Mark unread")
}

func TestPlayingAReadMessageAsksNothing(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.UI.Show(control.Show{Page: "voicemails", Item: "v3", Play: true})
	b.UI.Sounded(desk.Playback{ID: "v3", Phase: desk.Playing})
	b.Settle()
	b.ExpectTold("play v3 0s")
	b.ExpectAsked()
}

func TestPlayButtonPausesAndResumes(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Play")
	b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Playing})
	b.Settle()
	b.Tap("Pause")
	b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Paused})
	b.Tap("Play")
	b.ExpectTold("play v1 0s", "pause", "resume")
}

func TestCallingPausesWhatPlays(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Play")
	b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Playing})
	b.Settle()
	b.Tap("Call back")
	b.ExpectTold("play v1 0s", "pause")
	b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Paused})
	b.Now = b.Now.Add(time.Minute)
	b.Tap("Call back")
	b.ExpectTold("play v1 0s", "pause")
}

func TestACallFromElsewherePausesWhatPlays(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Called = 3 // before this window
	b := bench.New(t, s)
	b.Tap("Play")
	b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Playing})
	b.Agent.Change(func(*inbox.Snapshot) {})
	b.Settle()
	b.ExpectTold("play v1 0s")
	b.Agent.Change(func(s *inbox.Snapshot) { s.Called = 4 })
	b.Settle()
	b.ExpectTold("play v1 0s", "pause")
}

func TestPlayingTroubleIsSaid(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Failed, Problem: "No sound card was found."})
	b.Expect("No sound card was found.", "Play")
	b.ExpectAsked()
}

func TestDeleteAndUndo(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Delete")
	b.ExpectAsked("delete voicemail v1 12s")
	b.Expect("Message from Anna Lindqvist deleted", "Béatrice Moreau")
	if name := b.Rows()[0].Name; name != "Béatrice Moreau" {
		t.Errorf("first row after deletion is %q", name)
	}
	b.Tap("Undo")
	b.ExpectAsked("delete voicemail v1 12s", "undo voicemail v1")
	b.ExpectNot("Undo")
	if name := b.Rows()[0].Name; name != "Anna Lindqvist" {
		t.Errorf("first row after undo is %q", name)
	}
	b.Expect("History with Anna Lindqvist") // it is chosen again
}

func TestSeveralAreDeletedWithOneUndo(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Press(0, 0)
	b.Press(2, fyne.KeyModifierShift)
	b.Key(fyne.KeyDelete)
	b.ExpectAsked("delete voicemail v1 12s", "delete voicemail v2 12s", "delete voicemail v3 12s")
	b.Expect("3 messages deleted")
	b.Tap("Undo")
	if n := len(b.Agent.Asked()); n != 6 {
		t.Errorf("%d requests: %q", n, b.Agent.Asked())
	}
	if name := b.Rows()[0].Name; name != "Anna Lindqvist" {
		t.Errorf("first row after undo is %q", name)
	}
}

func TestUndoStaysLongEnough(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Delete")
	b.Pass(10 * time.Second)
	b.Expect("Undo")
	b.Pass(time.Second)
	b.ExpectNot("Undo")
	b.Ctrl(fyne.KeyZ) // lasts longer than what is shown
	b.ExpectAsked("delete voicemail v1 12s", "undo voicemail v1")
	b.Tap("Delete")
	b.Pass(16 * time.Second)
	b.Ctrl(fyne.KeyZ) // it has been deleted
	b.ExpectAsked("delete voicemail v1 12s", "undo voicemail v1", "delete voicemail v1 12s")
}

func TestUndoOutlivesOtherMessages(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Mark all read")
	b.Tap("Call back")
	b.Pass(9 * time.Second)
	b.Ctrl(fyne.KeyZ)
	b.Ctrl(fyne.KeyZ)
	b.ExpectAsked("read v1 true", "read v2 true", "call +46850578000", "read v1 false", "read v2 false")
}

func TestRefusedDeletionIsSaid(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Agent.Fail("delete", &control.Error{Code: control.Refused, Message: "The phone system refuses that."})
	b.Tap("Delete")
	b.Expect("The phone system refuses that.", "Anna Lindqvist")
	b.ExpectNot("Undo")
}

func TestMarkReadAndUnread(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Mark read")
	b.Expect("Mark unread")
	b.Tap("Mark unread")
	b.ExpectAsked("read v1 true", "read v1 false")
}

func TestMarkAllRead(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Mark all read")
	if n := b.Agent.Current().Counts.UnreadVoicemails; n != 0 {
		t.Errorf("%d are unread", n)
	}
	b.Expect("12 messages", "2 messages marked read")
	b.ExpectNot("Mark all read")
	b.Tap("Undo")
	b.Expect("2 new of 12", "Mark all read")
	b.ExpectNot("Undo")
}

func TestSearchAndFilterOfMessages(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Fill("moreau")
	bench.Equal(t, "by name", b.Names(), []string{"Béatrice Moreau", "Béatrice Moreau"})
	b.Tap("Mark all read") // those that are shown
	b.ExpectAsked("read v2 true")
	b.Expect("2 messages")
	b.Fill("0721 2260")
	bench.Equal(t, "by number", b.Names(), []string{"+49 721 2260"})
	b.Fill("nobody")
	b.Expect("No results")
	b.ExpectNot("2 new of 12", "1 new of 12")
	b.Tap("Clear the search")
	b.Expect("1 new of 12")
	b.ExpectNot("Clear the search")
	b.Choose(2)
	bench.Equal(t, "urgent", b.Names(), []string{"Béatrice Moreau"})
	b.Choose(1)
	bench.Equal(t, "unread", b.Names(), []string{"Anna Lindqvist"})
	b.Expect("1 new")
	b.Tap("Mark read")
	bench.Equal(t, "what was just read stays", b.Names(), []string{"Anna Lindqvist"})
}

func TestKeysWorkOnTheChosenMessage(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Key(fyne.KeyDown) // focuses the list
	b.Key(fyne.KeyDown)
	b.Key(fyne.KeySpace)
	b.ExpectTold("play v2 0s")
	b.Key(fyne.KeyDelete)
	b.ExpectAsked("delete voicemail v2 12s")
}

func TestDeletingWhatPlaysStopsIt(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Play")
	b.UI.Sounded(desk.Playback{ID: "v1", Phase: desk.Loading})
	b.Tap("Delete")
	b.ExpectTold("play v1 0s", "stop")
}

func TestEmptyAndWaitingLists(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Voicemails = nil
	b := bench.New(t, s)
	b.Expect("No messages")

	b = bench.New(t, inbox.Snapshot{Connection: inbox.Connection{State: inbox.Syncing}})
	b.ExpectNot("No messages", "Nothing selected")

	b = bench.New(t, inbox.Snapshot{Connection: inbox.Connection{
		State: inbox.Offline, Problem: inbox.Problem{Message: "No answer."}}})
	b.Expect("Not connected", "No answer.")
}

// The agent takes a message out of the list at once, and tells that it is about to be deleted, too.
func TestADeletedMessageIsCountedOnce(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	all := len(s.Voicemails)
	s.Deleting = []inbox.Deletion{{Kind: inbox.VoicemailItem, ID: s.Voicemails[0].ID}}
	s.Voicemails = s.Voicemails[1:]
	b := bench.New(t, s)
	b.Expect(fmt.Sprintf("%d new of %d", s.Counts.UnreadVoicemails, all-1))
}
