package agent

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/app/settings"
	"istratray/app/store"
)

// inUse is an agent whose store somebody else has, and what Run returns when it was ended after a while.
func inUse(t *testing.T, after time.Duration) error {
	t.Helper()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	t.Setenv("DISPLAY", "")
	dir := t.TempDir()
	places := settings.Places{ConfigDir: filepath.Join(dir, "config"), StateDir: filepath.Join(dir, "state")}
	for _, folder := range []string{places.ConfigDir, places.StateDir} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	other, err := store.Open(places.StoreFile())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	a, err := New(Options{Places: places, Hidden: true, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), after)
	defer cancel()
	return a.Run(ctx, listener)
}

// Who ends the program before its store is open has not met an error.
func TestEndedBeforeTheStoreIsOpen(t *testing.T) {
	if err := inUse(t, time.Millisecond); err != nil {
		t.Errorf("it ended with %v", err)
	}
	if err := inUse(t, time.Minute); !errors.As(err, new(*control.Error)) {
		t.Errorf("not ended by anybody, it ended with %v", err)
	}
}
