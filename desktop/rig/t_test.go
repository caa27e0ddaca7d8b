package rig_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"istratray/desktop/rig"
)

func TestScript(t *testing.T) {
	var order []string
	err := rig.Script(t.Context(), "a scenario", func(s rig.T) {
		s.Cleanup(func() { order = append(order, "first") })
		s.Cleanup(func() { order = append(order, "second") })
		s.Fatalf("step %d went wrong", 2)
		order = append(order, "never")
	})
	if err == nil || err.Error() != "step 2 went wrong" {
		t.Errorf("error: %v", err)
	}
	if want := []string{"second", "first"}; !slices.Equal(order, want) {
		t.Errorf("clean-ups: %q, want %q", order, want)
	}
}

func TestEventuallySaysWhatItSaw(t *testing.T) {
	err := rig.Script(t.Context(), "", func(s rig.T) {
		rig.Eventually(s, 20*time.Millisecond, "three come", func() error { return errors.New("two came") })
	})
	if err == nil || !strings.Contains(err.Error(), "three come: two came") {
		t.Errorf("error: %v", err)
	}
}

func TestEventuallyEndsWithItsSurroundings(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	start := time.Now()
	_ = rig.Script(ctx, "", func(s rig.T) {
		rig.Eventually(s, time.Hour, "never", func() error { return errors.New("not yet") })
	})
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}
