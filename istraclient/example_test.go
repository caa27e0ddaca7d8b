package istraclient_test

import (
	"context"
	"fmt"
	"log"

	"istratray/istraclient"
	"istratray/istraclient/istratest"
)

// A client finds the platform, signs in by itself and reads a list.
func Example() {
	platform, err := istratest.Start(istratest.Options{Voicemails: []istratest.Voicemail{{RemoteLabel: "Anna Keller"}}})
	if err != nil {
		log.Fatal(err)
	}
	defer platform.Close()

	client, err := istraclient.New(istraclient.Options{
		Server: platform.Host(), Login: platform.Login(), Password: platform.Password(), ExtraCAs: platform.CAPEM(),
	})
	if err != nil {
		log.Fatal(istraclient.Explain(err))
	}
	defer client.Close()

	for voicemail, err := range client.Voicemails(context.Background()) {
		if err != nil {
			log.Fatal(istraclient.Explain(err))
		}
		fmt.Println(voicemail.RemoteLabel, voicemail.Read)
	}
	// Output: Anna Keller false
}

// Listen blocks and hands over what happens, until its context ends.
func ExampleClient_Listen() {
	platform, client := simulated(istratest.Options{})
	defer platform.Close()
	defer client.Close()

	ctx, cancel := context.WithCancel(context.Background())
	err := client.Listen(ctx, func(e istraclient.Event) {
		switch e := e.(type) {
		case istraclient.Subscribed:
			fmt.Println("waiting:", e.Voicemails)
			platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Tom"})
		case istraclient.CountersChanged:
			fmt.Println("now:", e.Voicemails)
			cancel()
		}
	})
	fmt.Println(err)
	// Output:
	// waiting: 0
	// now: 1
	// listen: context canceled
}
