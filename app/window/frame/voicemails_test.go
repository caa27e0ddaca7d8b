package frame_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/internal/fake"
)

func TestVoicemailsAreListedWithDaysAndUnreadMarks(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.expect("Today", "Yesterday", "2 new of 12", "Anna Lindqvist", "11:54", "0:24", "Urgent")
	rows := b.rows()
	if !rows[0].Unread || !rows[1].Unread || rows[2].Unread {
		t.Errorf("unread marks: %v", rows[:3])
	}
	b.asked()
	b.told()
}

func TestPlayingMarksReadWhenSoundStarts(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Play")
	b.told("play v1 0s")
	b.asked()

	b.ui.Sounded(desk.Playback{ID: "v1", Phase: desk.Loading})
	b.settle()
	b.asked()
	b.expect("Loading…")

	for range 2 {
		b.ui.Sounded(desk.Playback{ID: "v1", Phase: desk.Playing, Position: 3 * time.Second, Length: 24 * time.Second})
		b.settle()
	}
	b.asked("read v1 true")
	b.expect("Pause", "0:03", "1 new of 12", "Mark unread")
}

func TestPlayingAReadMessageAsksNothing(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.ui.Show(control.Show{Page: "voicemails", Item: "v3", Play: true})
	b.ui.Sounded(desk.Playback{ID: "v3", Phase: desk.Playing})
	b.settle()
	b.told("play v3 0s")
	b.asked()
}

func TestPlayButtonPausesAndResumes(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Play")
	b.ui.Sounded(desk.Playback{ID: "v1", Phase: desk.Playing})
	b.settle()
	b.tap("Pause")
	b.ui.Sounded(desk.Playback{ID: "v1", Phase: desk.Paused})
	b.tap("Play")
	b.told("play v1 0s", "pause", "resume")
}

func TestCallingPausesWhatPlays(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Play")
	b.ui.Sounded(desk.Playback{ID: "v1", Phase: desk.Playing})
	b.settle()
	b.tap("Call back")
	b.told("play v1 0s", "pause")
	b.ui.Sounded(desk.Playback{ID: "v1", Phase: desk.Paused})
	b.now = b.now.Add(time.Minute)
	b.tap("Call back")
	b.told("play v1 0s", "pause")
}

func TestACallFromElsewherePausesWhatPlays(t *testing.T) {
	s := fake.Snapshot(noon)
	s.Called = 3 // before this window
	b := newBench(t, s)
	b.tap("Play")
	b.ui.Sounded(desk.Playback{ID: "v1", Phase: desk.Playing})
	b.agent.Change(func(*inbox.Snapshot) {})
	b.settle()
	b.told("play v1 0s")
	b.agent.Change(func(s *inbox.Snapshot) { s.Called = 4 })
	b.settle()
	b.told("play v1 0s", "pause")
}

func TestPlayingTroubleIsSaid(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.ui.Sounded(desk.Playback{ID: "v1", Phase: desk.Failed, Problem: "No sound card was found."})
	b.expect("No sound card was found.", "Play")
	b.asked()
}

func TestDeleteAndUndo(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Delete")
	b.asked("delete voicemail v1")
	b.expect("Message from Anna Lindqvist deleted", "Béatrice Moreau")
	if name := b.rows()[0].Name; name != "Béatrice Moreau" {
		t.Errorf("first row after deletion is %q", name)
	}
	b.tap("Undo")
	b.asked("delete voicemail v1", "undo voicemail v1")
	b.expectNot("Undo")
	if name := b.rows()[0].Name; name != "Anna Lindqvist" {
		t.Errorf("first row after undo is %q", name)
	}
}

func TestSeveralAreDeletedWithOneUndo(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.press(0, 0)
	b.press(2, fyne.KeyModifierShift)
	b.key(fyne.KeyDelete)
	b.asked("delete voicemail v1", "delete voicemail v2", "delete voicemail v3")
	b.expect("3 messages deleted")
	b.tap("Undo")
	if n := len(b.agent.Asked()); n != 6 {
		t.Errorf("%d requests: %q", n, b.agent.Asked())
	}
	if name := b.rows()[0].Name; name != "Anna Lindqvist" {
		t.Errorf("first row after undo is %q", name)
	}
}

func TestUndoStaysLongEnough(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Delete")
	b.pass(10 * time.Second)
	b.expect("Undo")
	b.pass(time.Second)
	b.expectNot("Undo")
	b.shortcut(fyne.KeyZ) // lasts longer than what is shown
	b.asked("delete voicemail v1", "undo voicemail v1")
	b.tap("Delete")
	b.pass(16 * time.Second)
	b.shortcut(fyne.KeyZ) // it has been deleted
	b.asked("delete voicemail v1", "undo voicemail v1", "delete voicemail v2")
}

func TestUndoOutlivesOtherMessages(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Mark all read")
	b.tap("Call back")
	b.pass(9 * time.Second)
	b.shortcut(fyne.KeyZ)
	b.shortcut(fyne.KeyZ)
	b.asked("read v1 true", "read v2 true", "call +46850578000", "read v1 false", "read v2 false")
}

func TestRefusedDeletionIsSaid(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.agent.Fail("delete", &control.Error{Code: control.Refused, Message: "The phone system refuses that."})
	b.tap("Delete")
	b.expect("The phone system refuses that.", "Anna Lindqvist")
	b.expectNot("Undo")
}

func TestMarkReadAndUnread(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Mark read")
	b.expect("Mark unread")
	b.tap("Mark unread")
	b.asked("read v1 true", "read v1 false")
}

func TestMarkAllRead(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Mark all read")
	if n := b.agent.Snapshot().Counts.UnreadVoicemails; n != 0 {
		t.Errorf("%d are unread", n)
	}
	b.expect("12 messages", "2 messages marked read")
	b.expectNot("Mark all read")
	b.tap("Undo")
	b.expect("2 new of 12", "Mark all read")
	b.expectNot("Undo")
}

func TestSearchAndFilterOfMessages(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.fill("moreau")
	equal(t, "by name", b.names(), []string{"Béatrice Moreau", "Béatrice Moreau"})
	b.tap("Mark all read") // those that are shown
	b.asked("read v2 true")
	b.fill("0721 2260")
	equal(t, "by number", b.names(), []string{"+49 721 2260"})
	b.fill("nobody")
	b.expect("Nothing found")
	b.fill("")
	b.choose(2)
	equal(t, "urgent", b.names(), []string{"Béatrice Moreau"})
	b.choose(1)
	equal(t, "unread", b.names(), []string{"Anna Lindqvist"})
	b.tap("Mark read")
	equal(t, "what was just read stays", b.names(), []string{"Anna Lindqvist"})
}

func TestKeysWorkOnTheChosenMessage(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.key(fyne.KeyDown) // focuses the list
	b.key(fyne.KeyDown)
	b.key(fyne.KeySpace)
	b.told("play v2 0s")
	b.key(fyne.KeyDelete)
	b.asked("delete voicemail v2")
}

func TestDeletingWhatPlaysStopsIt(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Play")
	b.ui.Sounded(desk.Playback{ID: "v1", Phase: desk.Loading})
	b.tap("Delete")
	b.told("play v1 0s", "stop")
}

func TestEmptyAndWaitingLists(t *testing.T) {
	s := fake.Snapshot(noon)
	s.Voicemails = nil
	b := newBench(t, s)
	b.expect("No messages")

	b = newBench(t, inbox.Snapshot{Connection: inbox.Connection{State: inbox.Syncing}})
	b.expectNot("No messages", "Nothing chosen")

	b = newBench(t, inbox.Snapshot{Connection: inbox.Connection{
		State: inbox.Offline, Problem: inbox.Problem{Message: "No answer."}}})
	b.expect("Not connected", "No answer.")
}

func TestNoticeIsShownOnce(t *testing.T) {
	s := fake.Snapshot(noon)
	s.Notice = inbox.Notice{ID: 7, Text: "from before"}
	b := newBench(t, s)
	b.expectNot("from before")
	b.agent.Change(func(s *inbox.Snapshot) { s.Notice = inbox.Notice{ID: 8, Text: "It could not be deleted."} })
	b.settle()
	b.expect("It could not be deleted.")
	b.pass(8 * time.Second)
	b.agent.Change(func(*inbox.Snapshot) {})
	b.settle()
	b.expectNot("It could not be deleted.")
}
