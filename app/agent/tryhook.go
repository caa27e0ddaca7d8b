package agent

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os/exec"
	"time"

	"istratray/app/control"
	"istratray/app/hook"
	"istratray/app/inbox"
	"istratray/app/words"
)

// TryHook implements control.Backend: the command runs for the newest voicemail, or for a made-up one where there is
// none.
func (a *Agent) TryHook(ctx context.Context, trial control.HookTrial) (control.HookOutcome, error) {
	argv := trial.Command
	if len(argv) == 0 {
		argv = a.settings.get().Hook
	}
	if len(argv) == 0 || argv[0] == "" {
		return control.HookOutcome{}, control.NewError(control.BadRequest, words.New("hook-none"))
	}
	o, err := a.hooks.Try(ctx, argv, a.trialEvent())
	switch {
	case errors.Is(err, hook.ErrLimit):
		return control.HookOutcome{}, refused("hook-too-long")
	case err != nil:
		return control.HookOutcome{}, refused("hook-not-started", "error", cause(err))
	}
	return control.HookOutcome{Exit: o.Exit, Seconds: o.Took.Seconds(), Output: o.Output}, nil
}

// cause is an error without the name of the system call that met it.
func cause(err error) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Path + ": " + at.Err.Error()
	}
	var missing *exec.Error // as Windows has it
	if errors.As(err, &missing) {
		return missing.Name + ": " + missing.Err.Error()
	}
	return err.Error()
}

// trialEvent is what a command is tried with.
func (a *Agent) trialEvent() hook.Event {
	v := inbox.Voicemail{ID: "0", Label: "Anna Keller", Number: "+49723126120", Time: time.Now(), Seconds: 42}
	v.Name, v.Company = "Anna Keller", "Keller GmbH"
	if all := a.hub.latest().Voicemails; len(all) > 0 {
		v = all[0]
	}
	e := voicemailEvent(v)
	e.Profile = cmp.Or(a.opts.Profile, "default")
	return e
}
