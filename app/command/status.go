package command

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/template"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
)

// status prints the state. It succeeds in every state: to report is its task.
func status(ctx context.Context, c *call) error {
	layout, form := c.flags["format"], (*template.Template)(nil)
	if c.has("format") {
		var err error
		if form, err = template.New("format").Parse(layout); err != nil {
			return usagef("the template can't be used: %v", err)
		}
	}
	if form != nil && c.has("json") {
		return usagef("choose --json or --format")
	}
	s, err := c.client.Status(ctx)
	switch {
	case err != nil:
		return err
	case c.has("json"):
		return writeJSON(c.Stdout, s)
	case form != nil:
		return writeForm(c, form, s)
	}
	return writeTable(c.Stdout, c.statusRows(s, time.Now()))
}

// writeForm fills the user's template, for status bars. All its texts are plain ones.
func writeForm(c *call, form *template.Template, s control.Status) error {
	s.Server, s.Login, s.Problem = oneLine(s.Server), oneLine(s.Login),
		oneLine(control.Tell(c.said(), s.Reason, s.Problem))
	s.User = control.User{Name: oneLine(s.User.Name), Company: oneLine(s.User.Company),
		Extension: oneLine(s.User.Extension)}
	s.Platform = inbox.Platform{Version: oneLine(s.Platform.Version), Build: oneLine(s.Platform.Build)}
	err := form.Execute(c.Stdout, s)
	if bad := new(template.ExecError); errors.As(err, bad) {
		return usagef("the template can't be used: %v", err)
	}
	if err != nil {
		return written(0, err)
	}
	return written(fmt.Fprintln(c.Stdout))
}

// state is a state for people.
func (c *call) state(s inbox.ConnectionState) string {
	switch s {
	case inbox.SignedOut:
		return c.said().Say("signed out")
	case inbox.Connecting:
		return c.said().Say("connecting")
	case inbox.Syncing:
		return c.said().Say("reading the lists")
	case inbox.Online:
		return c.said().Say("online")
	case inbox.Offline:
		return c.said().Say("offline")
	case inbox.NeedsSignIn:
		return c.said().Say("needs you to sign in")
	}
	return string(s)
}

func (c *call) statusRows(s control.Status, now time.Time) [][]string {
	state := c.state(s.State)
	if !s.Since.IsZero() {
		state = c.said().Say("{{.state}} since {{.time}}", "state", state, "time", when(s.Since))
	}
	rows := [][]string{{c.said().Say("State:"), state}}
	if s.Problem != "" {
		rows = append(rows, []string{"", oneLine(control.Tell(c.said(), s.Reason, s.Problem))})
	}
	if s.Login != "" {
		account := c.said().Say("{{.login}} on {{.server}}", "login", s.Login, "server", s.Server)
		rows = append(rows, []string{c.said().Say("Account:"), oneLine(account)})
	}
	if user := c.user(s.User); user != "" {
		rows = append(rows, []string{c.said().Say("User:"), user})
	}
	if s.Updated.IsZero() {
		return rows
	}
	rows = append(rows,
		[]string{c.said().Say("Voicemails:"), c.said().Count(s.UnreadVoicemails, "{{.count}} unread")},
		[]string{c.said().Say("Calls:"), c.said().Count(s.MissedCalls, "{{.count}} missed")})
	if s.TextMessages > 0 {
		rows = append(rows, []string{c.said().Say("Messages:"), c.said().Count(s.TextMessages, "{{.count}} unread")})
	}
	return append(rows, []string{c.said().Say("Updated:"), c.ago(now.Sub(s.Updated.Time))})
}

// user is for example "Alex Martin, Hartmann Ltd, extension 313"; "" while nobody is known.
func (c *call) user(u control.User) string {
	var parts []string
	for _, part := range []string{oneLine(u.Name), oneLine(u.Company)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if u.Extension != "" {
		parts = append(parts, oneLine(c.said().Say("extension {{.number}}", "number", u.Extension)))
	}
	return strings.Join(parts, ", ")
}

// ago is how long ago something was, in one unit.
func (c *call) ago(d time.Duration) string {
	switch d = max(0, d); {
	case d < time.Minute:
		return c.said().Say("{{.count}} s ago", "count", int(d.Seconds()))
	case d < time.Hour:
		return c.said().Say("{{.count}} min ago", "count", int(d.Minutes()))
	case d < 48*time.Hour:
		return c.said().Say("{{.count}} h ago", "count", int(d.Hours()))
	}
	return c.said().Count(int(d.Hours()/24), "{{.count}} days ago")
}
