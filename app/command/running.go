package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"istratray/app/control"
	"istratray/app/settings"
	"istratray/app/words"
)

// AskRunning hands a second start over to the agent that runs: it signs in where an account was
// given, and shows the window unless Hidden. It returns the exit code.
func AskRunning(ctx context.Context, inv Invocation, signIn control.SignInRequest, places settings.Places,
	stderr io.Writer) int {
	client := control.NewClient(places.Socket)
	defer client.Close()
	err := askRunning(ctx, inv, signIn, client)
	if err != nil {
		fmt.Fprintf(stderr, "istratray: %s\n", oneLine(message(err, places)))
	}
	return exitCode(err)
}

func askRunning(ctx context.Context, inv Invocation, signIn control.SignInRequest, client *control.Client) error {
	status, err := client.Status(ctx)
	if err != nil {
		return err
	}
	account := signIn.Server != "" || signIn.Password != "" || signIn.CAPEM != ""
	switch {
	case inv.Demo && !status.Demo:
		return control.NewError(control.Refused, words.New("demo-beside"))
	case account && status.Demo:
		return control.NewError(control.Refused, words.New("demo-running"))
	case account && signIn.Server == "":
		signIn.Server, signIn.Login = status.Server, status.Login // the one that is there
	}
	if account {
		if err := client.SignIn(ctx, signIn); err != nil {
			return err
		}
	}
	from := control.OriginOf(os.Getenv)
	switch {
	case inv.Dial != "":
		return client.Show(ctx, control.Show{Page: "dial", Dial: inv.Dial, From: from})
	case inv.Hidden:
		return nil
	}
	return client.Show(ctx, control.Show{From: from})
}

// TakesOver asks the agent that runs whether this start is to take its place: that one ends then, and hands over the
// account of which no keyring keeps the password. The place is free, too, where it has ended in the meantime. An agent
// that can't be asked, or is of an earlier version, stays.
func TakesOver(ctx context.Context, inv Invocation, socket string) (control.StartAnswer, bool) {
	client := control.NewClient(socket)
	defer client.Close()
	status, err := client.Status(ctx)
	if err != nil || status.Demo != inv.Demo {
		return control.StartAnswer{}, ended(err)
	}
	answer, err := client.Start(ctx, control.StartRequest{From: control.OriginOf(os.Getenv)})
	if err != nil || !answer.TakeOver {
		return control.StartAnswer{}, ended(err)
	}
	return answer, true
}

// ended reports whether nobody is there any more to answer.
func ended(err error) bool {
	e := new(control.Error)
	return errors.As(err, &e) && e.Reason.Reason == "not-running"
}
