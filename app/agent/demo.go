package agent

import (
	"context"

	"istratray/app/session"
	"istratray/istraclient/istratest"
)

// startDemo runs the built-in platform as long as ctx lives, and signs in there.
func (a *Agent) startDemo(ctx context.Context) error {
	platform, err := istratest.StartDemo(ctx, a.log)
	if err != nil {
		return err
	}
	defer platform.Close()
	account := platform.Account()
	a.logged("starting the demo", a.session.Resume(ctx, session.Credentials{
		Server: platform.URL(), Login: account.Login, Password: account.Password,
		CAPEM: string(platform.CAPEM()), Demo: true,
	}))
	<-ctx.Done()
	return nil
}
