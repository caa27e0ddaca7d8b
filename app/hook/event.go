package hook

import (
	"strconv"
	"time"

	"istratray/app/plain"
)

// The kinds of events.
const (
	Voicemail  = "voicemail"
	MissedCall = "missed-call"
)

// Event is what happened. Its texts may be as the platform sent them.
type Event struct {
	Profile  string
	Kind     string // Voicemail or MissedCall
	ID       string // what the command line's commands take
	Label    string // the caller's name, else number
	Name     string // the best known name of the caller; "" when nobody is known
	Company  string // "" when it is not known
	Number   string // "" when it is withheld
	Callback string // ready to dial; "" when nothing is
	Time     time.Time
	Seconds  int // length of the message, or how long it rang
	Urgent   bool

	Transcript string // what is said in a voicemail; "" = not known yet
}

// prefix begins the name of each variable. The agent's own variables of such names don't reach the
// command.
const prefix = "ISTRATRAY_"

// environment is the event as variables. docs/cli.md promises them.
func (e Event) environment() []string {
	urgent := "0"
	if e.Urgent {
		urgent = "1"
	}
	all := []string{
		prefix + "EVENT=" + e.Kind,
		prefix + "PROFILE=" + value(e.Profile),
		prefix + "ID=" + value(e.ID),
		prefix + "LABEL=" + value(e.Label),
		prefix + "NAME=" + value(e.Name),
		prefix + "COMPANY=" + value(e.Company),
		prefix + "NUMBER=" + value(e.Number),
		prefix + "CALLBACK=" + value(e.Callback),
		prefix + "TIME=" + e.Time.Format(time.RFC3339),
		prefix + "SECONDS=" + strconv.Itoa(e.Seconds),
		prefix + "URGENT=" + urgent,
	}
	if e.Transcript != "" {
		all = append(all, prefix+"TRANSCRIPT="+value(e.Transcript))
	}
	return all
}

// maxValue is the most characters of a value: an environment must fit into the system's limit.
const maxValue = 256

// value is one line of text that a person could have written: no NUL (which would end it), no line
// break (which would forge a second record in a log), nothing invisible.
func value(text string) string { return plain.Line(text, maxValue) }
