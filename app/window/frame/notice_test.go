package frame_test

import (
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

func TestNoticeIsShownOnce(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Notice = inbox.Notice{ID: 7, Text: "from before"}
	b := bench.New(t, s)
	b.ExpectNot("from before")
	b.Agent.Change(func(s *inbox.Snapshot) { s.Notice = inbox.Notice{ID: 8, Text: "It could not be deleted."} })
	b.Settle()
	b.Expect("It could not be deleted.")
	b.Pass(8 * time.Second)
	b.Agent.Change(func(*inbox.Snapshot) {})
	b.Settle()
	b.ExpectNot("It could not be deleted.")
}
