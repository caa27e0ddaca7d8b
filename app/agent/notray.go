package agent

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/notify"
	"istratray/app/words"
)

// noTrayGrace is how long to wait for a tray, which may start late at login, before a notification says there is none.
const noTrayGrace = 8 * time.Second

// trayMissing says that this desktop shows no icon: at once on standard error and in an open window, once for each
// profile in a notification, and in windows that open later where they speak of the tray.
func (a *Agent) trayMissing() {
	a.log.Warn("no tray on this desktop")
	missing := words.New(noTrayOn(os.Getenv("XDG_CURRENT_DESKTOP")))
	a.do(func(ctx context.Context) {
		a.logged("noting the missing tray", a.session.SetTray(ctx, control.ReasonOf(missing)))
		a.notice(ctx, missing)
		a.tellNoTray(ctx, missing)
	})
}

// trayBack takes back what windows say of the missing tray.
func (a *Agent) trayBack() {
	a.do(func(ctx context.Context) { a.logged("noting the tray", a.session.SetTray(ctx, inbox.Reason{})) })
}

func (a *Agent) tellNoTray(ctx context.Context, missing words.Problem) {
	told := filepath.Join(a.opts.Places.StateDir, "no-tray-told")
	if _, err := os.Stat(told); !errors.Is(err, fs.ErrNotExist) && !a.opts.Demo {
		return
	}
	select {
	case <-ctx.Done():
		return
	case <-time.After(noTrayGrace):
	}
	if a.tray.Visible() {
		return
	}
	ctx = context.WithoutCancel(ctx) // what was shown is told, also when the program ends before it knows that
	err := a.notifier.Post(ctx, notify.Notification{Key: "no-tray", Title: "Istra Tray", Body: a.book.Tell(missing)})
	if err == nil && !a.opts.Demo {
		err = os.WriteFile(told, nil, 0o600)
	}
	a.logged("telling of the missing tray", err)
}

// noTrayOn is the problem, with the remedy for a desktop, by the names in XDG_CURRENT_DESKTOP.
func noTrayOn(desktop string) string {
	for name := range strings.SplitSeq(desktop, ":") {
		switch strings.ToLower(name) {
		case "gnome", "gnome-classic", "ubuntu":
			return "no-tray-gnome"
		case "sway", "hyprland", "river", "wayfire", "labwc", "wlroots", "niri":
			return "no-tray-bar"
		}
	}
	return "no-tray"
}
