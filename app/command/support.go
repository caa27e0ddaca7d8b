package command

import (
	"context"
	"time"

	"istratray/app/control"
	"istratray/app/safefile"
	"istratray/app/settings"
	"istratray/app/support"
)

// packSupport packs what helps to find a fault. It works whether the agent runs or not: that it does not
// may be the fault.
func packSupport(ctx context.Context, c *call) error {
	now := time.Now()
	file, err := c.file(0, "istratray-support-"+now.Format("20060102-150405")+".zip")
	if err != nil {
		return err
	}
	bundle := c.bundle(ctx)
	bundle.Now = now
	if isStdout(file) {
		return written(0, bundle.Write(c.Stdout))
	}
	if err := safefile.WriteNamed(ctx, file, 0o600, bundle.Write); err != nil {
		return notSaved(ctx, err)
	}
	c.printf("%s\n", file)
	return nil
}

// agentAnswers is how long an agent that may be stuck is waited for.
const agentAnswers = 3 * time.Second

func (c *call) bundle(ctx context.Context) support.Bundle {
	ctx, cancel := context.WithTimeout(ctx, agentAnswers)
	defer cancel()
	b := support.Bundle{Version: c.Version, Texts: c.Places.Traces()}
	status, err := c.client.Status(ctx)
	if err != nil {
		b.Status = map[string]string{"error": err.Error()}
		// Unlike Load, Provided leaves a broken file where it is.
		b.Settings, _ = settings.Provided(c.Places.SettingsFile())
		return b
	}
	b.Login, b.Person, b.Status = status.Login, status.User.Name, harmlessStatus(status)
	b.Settings, _ = c.client.Settings(ctx)
	return b
}

// harmlessStatus is what of the status a stranger may read.
func harmlessStatus(s control.Status) map[string]any {
	return map[string]any{
		"state": s.State, "since": s.Since, "updated": s.Updated, "problem": s.Problem, "demo": s.Demo,
		"unreadVoicemails": s.UnreadVoicemails, "missedCalls": s.MissedCalls, "server": support.Host(s.Server),
		"company": s.User.Company, "istraVersion": s.Platform.Version, "istraBuildID": s.Platform.Build,
	}
}
