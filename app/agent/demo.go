package agent

import (
	"context"

	"istratray/app/session"
	"istratray/istraclient/istratest"
)

// startDemo runs the built-in platform until the session has left it, and signs in there.
func (a *Agent) startDemo(ctx context.Context) error {
	platform, err := istratest.Demo(istratest.Options{Logger: a.log})
	if err != nil {
		return err
	}
	defer platform.Close()
	c := session.Credentials{
		Server: platform.URL(), Login: platform.Login(), Password: platform.Password(),
		CAPEM: string(platform.CAPEM()), Demo: true,
	}
	a.usePeople(ctx, c.Account())
	a.logged("starting the demo", a.session.Resume(ctx, c))
	<-a.sessionEnded
	return nil
}
