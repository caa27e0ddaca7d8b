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

// status tells how things stand. It succeeds in every state, since telling is its task.
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
	return writeTable(c.Stdout, statusRows(s, time.Now()))
}

// writeForm fills the user's template, for status bars. All its texts are plain ones.
func writeForm(c *call, form *template.Template, s control.Status) error {
	s.Server, s.Login, s.Problem = oneLine(s.Server), oneLine(s.Login), oneLine(s.Problem)
	s.User = control.User{Name: oneLine(s.User.Name), Company: oneLine(s.User.Company), Extension: oneLine(s.User.Extension)}
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

// stateWords are the states for people.
var stateWords = map[inbox.ConnectionState]string{
	inbox.SignedOut:   "signed out",
	inbox.Connecting:  "connecting",
	inbox.Syncing:     "reading the lists",
	inbox.Online:      "online",
	inbox.Offline:     "offline",
	inbox.NeedsSignIn: "needs you to sign in",
}

func statusRows(s control.Status, now time.Time) [][]string {
	state := stateWords[s.State]
	if !s.Since.IsZero() {
		state += " since " + when(s.Since)
	}
	rows := [][]string{{"State:", state}}
	if s.Problem != "" {
		rows = append(rows, []string{"", oneLine(s.Problem)})
	}
	if s.Login != "" {
		rows = append(rows, []string{"Account:", oneLine(s.Login + " on " + s.Server)})
	}
	if user := userText(s.User); user != "" {
		rows = append(rows, []string{"User:", user})
	}
	if s.Updated.IsZero() {
		return rows
	}
	rows = append(rows,
		[]string{"Voicemails:", fmt.Sprint(s.UnreadVoicemails, " unread")},
		[]string{"Calls:", fmt.Sprint(s.MissedCalls, " missed")})
	if s.TextMessages > 0 {
		rows = append(rows, []string{"Messages:", fmt.Sprint(s.TextMessages, " unread")})
	}
	return append(rows, []string{"Updated:", age(now.Sub(s.Updated.Time)) + " ago"})
}

// userText is for instance "Alex Martin, Hartmann Ltd, extension 313"; "" while nobody is known.
func userText(u control.User) string {
	var parts []string
	for _, part := range []string{oneLine(u.Name), oneLine(u.Company)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if u.Extension != "" {
		parts = append(parts, "extension "+oneLine(u.Extension))
	}
	return strings.Join(parts, ", ")
}

// age is a duration in one unit.
func age(d time.Duration) string {
	switch d = max(0, d); {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}
