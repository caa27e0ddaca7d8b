package player_test

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"
	"time"

	"istratray/player"
	"istratray/player/decode"
	"istratray/player/output"
)

func TestExplain(t *testing.T) {
	load := func(err error) error { return &player.LoadError{Err: fmt.Errorf("as ogg: %w", err)} }
	coding := func(kind decode.Kind) error { return &decode.Error{Kind: kind, Format: decode.Ogg} }
	for _, test := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{&player.DeviceError{Err: output.ErrNoDevice}, "No sound device was found. Connect loudspeakers or a headset and try again."},
		{&player.DeviceError{Err: output.ErrNoDevice, Lost: true}, "The sound device stopped working. Check that it is connected, then go on playing."},
		{&player.DeviceError{Err: output.ErrHung, Lost: true}, "The computer's sound system does not answer. Restart it, or the computer, and try again."},
		{&player.DeviceError{Err: output.ErrNoCgo}, "This build of the program has no sound. Save the message to hear it elsewhere."},
		{player.ErrTooLong, "The message is longer than can be played here; its first 30 minutes or so are. Save it to hear the rest."},
		{load(&decode.SourceError{Err: player.ErrStalled}), "The message could not be loaded: it stopped arriving. Check the connection and try again."},
		{load(&decode.SourceError{Err: errTest}), "The message could not be loaded: the connection broke. Try again."},
		{&player.LoadError{Partial: true, Err: coding(decode.Damaged)}, "The rest of the message could not be loaded: it is damaged. Call your voicemail to hear it."},
		{&player.LoadError{Partial: true, Err: coding(decode.Short)}, "The end of this message is missing."},
		{&player.MissingError{Have: time.Second, Want: 9 * time.Second}, "The end of this message is missing."},
		{load(coding(decode.NotAudio)), "The message could not be loaded: what the platform sent is not sound. Try again later."},
		{load(coding(decode.Unsupported)), "The message could not be loaded: it is in a form that this program does not know. Save it to play it with another."},
		{load(&player.RefusedError{Format: player.AU, Err: errTest}), "The message could not be loaded: the platform does not deliver it. Call your voicemail to hear it."},
		{load(errTest), "The message could not be loaded: it could not be fetched. Try again later."},
		{fmt.Errorf("save: %w", &fs.PathError{Op: "open", Path: "/x", Err: errors.New("no")}), "The file cannot be written there. Choose another place."},
	} {
		if got := player.Explain(test.err); got != test.want {
			t.Errorf("%v\n got %q\nwant %q", test.err, got, test.want)
		}
	}
}
