package tray

import (
	"testing"

	"istratray/app/inbox"
)

func snapshot(state inbox.ConnectionState, voicemails, missed int) inbox.Snapshot {
	return inbox.Snapshot{
		Connection: inbox.Connection{State: state},
		Known:      true,
		Counts:     inbox.Counts{UnreadVoicemails: voicemails, MissedCalls: missed},
	}
}

func TestIconFor(t *testing.T) {
	unknown := func(state inbox.ConnectionState) inbox.Snapshot {
		return inbox.Snapshot{Connection: inbox.Connection{State: state}}
	}
	retrying := snapshot(inbox.Connecting, 1, 0)
	retrying.Connection.Problem.Code = inbox.Unreachable
	for _, tt := range []struct {
		name string
		s    inbox.Snapshot
		want icon
	}{
		{"before the first snapshot", inbox.Snapshot{}, icon{waiting, 0}},
		{"nothing waits", snapshot(inbox.Online, 0, 0), icon{calm, 0}},
		{"both kinds count", snapshot(inbox.Online, 2, 1), icon{calm, 3}},
		{"nine", snapshot(inbox.Online, 9, 0), icon{calm, 9}},
		{"ten is 9+", snapshot(inbox.Online, 4, 6), icon{calm, most}},
		{"thousands are 9+", snapshot(inbox.Online, 4000, 6000), icon{calm, most}},
		{"nonsense is none", snapshot(inbox.Online, -3, 0), icon{calm, 0}},
		{"first connection", unknown(inbox.Connecting), icon{waiting, 0}},
		{"connecting with numbers of yesterday", snapshot(inbox.Connecting, 2, 0), icon{waiting, 2}},
		{"syncing", snapshot(inbox.Syncing, 2, 0), icon{waiting, 2}},
		{"an attempt while offline", retrying, icon{offline, 1}},
		{"offline is not zero", snapshot(inbox.Offline, 0, 0), icon{offline, 0}},
		{"offline keeps the number", snapshot(inbox.Offline, 0, 4), icon{offline, 4}},
		{"offline without numbers", unknown(inbox.Offline), icon{offline, 0}},
		{"needs sign-in", snapshot(inbox.NeedsSignIn, 3, 3), icon{needsYou, 0}},
		{"signed out", unknown(inbox.SignedOut), icon{needsYou, 0}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := iconFor(tt.s); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}
