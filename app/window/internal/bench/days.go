package bench

import (
	"fmt"
	"time"

	"istratray/app/inbox"
	"istratray/app/window/internal/fake"
)

// SignedOut is an agent without an account.
var SignedOut = inbox.Snapshot{Connection: inbox.Connection{State: inbox.SignedOut}}

// Calls makes calls, newest first, ten minutes apart.
func Calls(rows ...string) []inbox.Call {
	out := make([]inbox.Call, len(rows))
	for i, row := range rows {
		var label, kind string
		_, _ = fmt.Sscan(row, &label, &kind)
		out[i] = inbox.Call{
			ID: fmt.Sprint("c", i), Label: label, Number: "+4930123400" + fmt.Sprint(len(label)), Rang: 4 + i,
			Time: Noon.Add(-time.Duration(i*10) * time.Minute), Direction: inbox.In, Missed: kind == "missed",
		}
		if kind == "out" {
			out[i].Direction = inbox.Out
		}
	}
	return out
}

// WithCalls is a day with these calls and no messages.
func WithCalls(rows ...string) inbox.Snapshot {
	s := fake.Snapshot(Noon)
	s.Voicemails, s.Counts = nil, inbox.Counts{}
	s.Calls = Calls(rows...)
	return s
}
