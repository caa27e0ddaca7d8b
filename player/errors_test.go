package player_test

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"istratray/player"
	"istratray/player/decode"
	"istratray/player/output"
)

func TestReason(t *testing.T) {
	load := func(err error) error { return &player.LoadError{Err: fmt.Errorf("as ogg: %w", err)} }
	coding := func(kind decode.Kind) error { return &decode.Error{Kind: kind, Format: decode.Ogg} }
	for _, test := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{&player.DeviceError{Err: output.ErrNoDevice}, "device-none"},
		{&player.DeviceError{Err: output.ErrNoDevice, Lost: true}, "device-lost"},
		{&player.DeviceError{Err: output.ErrHung, Lost: true}, "device-silent"},
		{&player.DeviceError{Err: output.ErrNoCgo}, "device-unsupported"},
		{player.ErrTooLong, "too-long 30"},
		{load(&decode.SourceError{Err: player.ErrStalled}), "load-failed load-stalled"},
		{load(&decode.SourceError{Err: errTest}), "load-failed load-broken"},
		{&player.LoadError{Partial: true, Err: coding(decode.Damaged)}, "load-partial load-damaged"},
		{&player.LoadError{Partial: true, Err: coding(decode.Short)}, "end-missing"},
		{&player.MissingError{Have: time.Second, Want: 9 * time.Second}, "end-missing"},
		{load(coding(decode.NotAudio)), "load-failed load-not-audio"},
		{load(coding(decode.Unsupported)), "load-failed load-unknown-form"},
		{load(&player.RefusedError{Format: player.AU, Err: errTest}), "load-failed load-refused"},
		{load(errTest), "load-failed load-not-fetched"},
		{fmt.Errorf("save: %w", &fs.PathError{Op: "open", Path: "/x", Err: errors.New("no")}), "file-not-writable"},
	} {
		code, values := player.Reason(test.err)
		if got := strings.TrimSpace(code + " " + values["because"] + values["count"]); got != test.want {
			t.Errorf("%v\n got %q\nwant %q", test.err, got, test.want)
		}
		for _, code := range strings.Fields(code + " " + values["because"]) {
			if !slices.Contains(player.Reasons(), code) {
				t.Errorf("%q is missing in Reasons", code)
			}
		}
	}
}
