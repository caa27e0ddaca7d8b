package istraclient_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"time"

	"istratray/istraclient"
	"istratray/istraclient/istratest"
)

// simulated is a platform for the examples, and a client of its account.
func simulated(opts istratest.Options) (*istratest.Platform, *istraclient.Client) {
	platform, err := istratest.Start(opts)
	if err != nil {
		log.Fatal(err)
	}
	client, err := istraclient.New(istraclient.Options{
		Server: platform.Host(), Login: platform.Login(), Password: platform.Password(), ExtraCAs: platform.CAPEM(),
	})
	if err != nil {
		log.Fatal(err)
	}
	return platform, client
}

// An account with a second password gets a code on another way; the user types it.
func ExampleClient_SignInSecondFactor() {
	platform, client := simulated(istratest.Options{SecondPassword: "4711"})
	defer platform.Close()
	defer client.Close()
	platform.Faults().Set(istratest.Quirks{TwoStep: "authBySMS"})

	ctx := context.Background()
	err := client.SignIn(ctx)
	var question *istraclient.SecondFactorError
	if errors.As(err, &question) {
		fmt.Println("a code came by", question.Channel)
		err = client.SignInSecondFactor(ctx, "4711")
	}
	fmt.Println(err)
	// Output:
	// a code came by SMS
	// <nil>
}

// Sound comes in several formats, and a platform needn't have them all.
func ExampleClient_VoicemailAudio() {
	platform, client := simulated(istratest.Options{Voicemails: []istratest.Voicemail{{ID: "144",
		Sounds: map[string][]byte{"au": []byte(".snd…")}}}})
	defer platform.Close()
	defer client.Close()
	platform.Faults().Set(istratest.Quirks{Dialect: istratest.Dialect{NoSoundIn: "ogg"}})

	for _, format := range []istraclient.Format{istraclient.Ogg, istraclient.AU} {
		sound, err := client.VoicemailAudio(context.Background(), istraclient.Ref{ID: "144"}, format)
		if errors.As(err, new(*istraclient.NoAudioError)) {
			fmt.Println("not as", format)
			continue
		}
		if err != nil {
			log.Fatal(err)
		}
		n, err := io.Copy(io.Discard, sound.Body)
		sound.Body.Close()
		fmt.Println(format, n, "bytes,", err)
	}
	// Output:
	// not as ogg
	// au 7 bytes, <nil>
}

// A call is placed by one of the user's phones. It is never asked for twice.
func ExampleClient_PlaceCall() {
	platform, client := simulated(istratest.Options{})
	defer platform.Close()
	defer client.Close()

	ctx := context.Background()
	user, err := client.GetUserInfo(ctx)
	if err != nil {
		log.Fatal(err)
	}
	phone := user.Terminals[0]
	err = client.PlaceCall(ctx, phone.ID, "+33489879144")
	if errors.As(err, new(*istraclient.OutcomeUnknownError)) {
		fmt.Println("perhaps: look at the phone")
	}
	fmt.Println(user.Name, "of", user.Company, "calls with the", phone.Label, err)
	// Output: Alex Martin of Hartmann Ltd calls with the Desk phone <nil>
}

// The platform may take another caller ID than was asked for: its word counts.
func ExampleClient_UpdateCallerID() {
	platform, client := simulated(istratest.Options{})
	defer platform.Close()
	defer client.Close()
	platform.Faults().Set(istratest.Quirks{Dialect: istratest.Dialect{TakenCallerID: "+33489879100"}})

	ctx := context.Background()
	user, err := client.GetUserInfo(ctx)
	if err != nil {
		log.Fatal(err)
	}
	took, err := client.UpdateCallerID(ctx, user.URI, istraclient.CallerID{Manual: true, Number: "+33489879144"})
	fmt.Println(took.Number, err)
	// Output: +33489879100 <nil>
}

// Listen ends when its link does; whoever wants to continue waits and calls it again. After each Subscribed the lists
// are to be read: what happened in the meantime is not pushed.
func ExampleClient_Listen_reconnect() {
	platform, client := simulated(istratest.Options{})
	defer platform.Close()
	defer client.Close()

	ctx, cancel := context.WithCancel(context.Background())
	links := 0
	handle := func(e istraclient.Event) {
		if _, ok := e.(istraclient.Subscribed); !ok {
			return
		}
		if links++; links == 1 {
			platform.Faults().Add(istratest.Fault{Match: "ws-service", Status: 503, Times: 1}) // the next attempt fails
			platform.CloseSockets()
			return
		}
		cancel()
	}
	for wait := 10 * time.Millisecond; ; wait = min(2*wait, time.Minute) {
		err := client.Listen(ctx, handle)
		if ctx.Err() != nil {
			break
		}
		if asked, ok := istraclient.RetryAfter(err); ok {
			wait = max(wait, asked)
		}
		if !istraclient.Retryable(err) {
			log.Fatal(istraclient.Explain(err))
		}
		select {
		case <-time.After(wait): // with some chance in it, where many do so at once
		case <-ctx.Done():
		}
	}
	fmt.Println(links, "links")
	// Output: 2 links
}

// What this package doesn't know can be asked for all the same.
func ExampleClient_Do() {
	platform, client := simulated(istratest.Options{})
	defer platform.Close()
	defer client.Close()

	answer, err := client.Do(context.Background(), istraclient.RawRequest{Path: "v1/logs/Notifications/bean"})
	fmt.Println(string(answer), err)
	// Output:
	// {"model":"v1/data/RestletApiSessionCounters","unreadMissedCalls":0,"unreadTextMessages":0,"unreadVoiceMails":0} <nil>
}
