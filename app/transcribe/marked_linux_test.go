package transcribe

import (
	"testing"
	"time"
)

func TestAChildWithASessionOfItsOwnIsEnded(t *testing.T) {
	const child = `setsid sh -c 'echo $$ >>"$0"; trap "" TERM HUP; sleep 600; :' `
	t.Run("after the program", func(t *testing.T) {
		b := start(t)
		b.uses(child + b.marks + ` >/dev/null 2>&1 & while [ ! -s ` + b.marks + ` ]; do sleep 0.01; done; echo done`)
		b.has("1")
		if k := b.next(); k.Text != "done" {
			t.Errorf("%+v", k)
		}
		gone(t, b.marked(1))
	})
	t.Run("at the end of the agent", func(t *testing.T) {
		b := start(t)
		b.uses(child + b.marks + ` & wait`) // it holds on to standard output
		b.has("1")
		pids := b.marked(1)
		began := time.Now()
		b.end()
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("it took %v", took)
		}
		gone(t, pids)
	})
}
