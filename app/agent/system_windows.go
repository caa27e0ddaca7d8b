package agent

import (
	"context"
	"strings"

	"istratray/app/seat"
	"istratray/app/win32"
)

// watchSystem ends the program with the session, and before its files are replaced.
func (a *Agent) watchSystem(ctx context.Context) error {
	if !a.opts.Demo {
		if err := win32.RestartAfterUpdate(strings.Join(restartArguments(a.opts.Profile), " ")); err != nil {
			a.log.Info("an update will not start the program again", "err", err)
		}
	}
	return seat.Ending{Over: a.quit, Ended: a.ended, Unlocked: func() { wake(a.network) }, Log: a.log}.Run(ctx)
}

// restartArguments start the agent as it runs, without a window. Profiles' names need no quotes.
func restartArguments(profile string) []string {
	if profile == "" || profile == "default" {
		return []string{"--hidden"}
	}
	return []string{"--hidden", "--profile", profile}
}
