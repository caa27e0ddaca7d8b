package rig

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// Orca is GNOME's screen reader. Nobody hears it here: what it says stands in its log.
type Orca struct {
	t     T
	log   string
	heard int // of what it has said, how much Says has been through
}

// said is a line of its log with what it says.
var said = regexp.MustCompile(`(?m)SPEECH OUTPUT: '(.*)'(?: |\{|$)`)

// Orca starts the screen reader; it ends with the desktop.
func (d *Desk) Orca() *Orca {
	d.t.Helper()
	if _, err := exec.LookPath("orca"); err != nil {
		missing(d.t, "orca is not installed")
	}
	o := &Orca{t: d.t, log: filepath.Join(d.Dir, "log", "orca.debug")}
	// To a file it would write what it says some kilobytes later; to a terminal it does so line by line.
	d.Spawn("script", "-qfec", "orca --debug --debug-file /dev/tty", o.log)
	o.Says("Screen reader on", time.Minute)
	return o
}

// Speech is all that it has said, one utterance after the other. Newer versions call a push button a button, and so do
// the tests.
func (o *Orca) Speech() []string {
	log, _ := os.ReadFile(o.log) // none yet is nothing said
	var all []string
	for _, line := range said.FindAllStringSubmatch(string(log), -1) {
		all = append(all, strings.ReplaceAll(line[1], "push button", "button"))
	}
	return all
}

// Says waits until it says something with that in it, after what was waited for before.
func (o *Orca) Says(text string, within time.Duration) {
	o.t.Helper()
	Eventually(o.t, within, fmt.Sprintf("the screen reader says %q", text), func() error {
		speech := o.Speech()[o.heard:]
		for i, one := range speech {
			if strings.Contains(one, text) {
				o.heard += i + 1
				return nil
			}
		}
		return fmt.Errorf("it says: %s", strings.Join(speech, " | "))
	})
}
