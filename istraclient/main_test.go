package istraclient

import (
	"errors"
	"io"
	"log"
	"testing"
	"time"

	"go.uber.org/goleak"

	"istratray/istraclient/istratest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// model is what the platform calls its counters.
const model = "v1/data/RestletApiSessionCounters"

// discardLog keeps a server's complaints about what tests do to it out of their output.
var discardLog = log.New(io.Discard, "", 0)

// startPlatform runs a simulated platform for the test.
func startPlatform(t testing.TB, opts istratest.Options) *istratest.Platform {
	t.Helper()
	p, err := istratest.Start(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

// newClient makes a client for p's account that trusts p's authority; change may alter the options.
func newClient(t testing.TB, p *istratest.Platform, change ...func(*Options)) *Client {
	t.Helper()
	opts := Options{Server: p.Host(), Login: p.Login(), Password: p.Password(), ExtraCAs: p.CAPEM()}
	for _, f := range change {
		f(&opts)
	}
	c, err := New(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// signedIn is a client with a session on a platform of its own.
func signedIn(t testing.TB, opts istratest.Options) (*Client, *istratest.Platform) {
	t.Helper()
	p := startPlatform(t, opts)
	c := newClient(t, p)
	if err := c.SignIn(t.Context()); err != nil {
		t.Fatal(err)
	}
	return c, p
}

// await takes the next value of a channel, or fails the test.
func await[T any](t testing.TB, from <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(10 * time.Second):
		t.Fatal("timed out waiting for " + what)
		panic("unreachable")
	}
}

// as finds an error of a type in err's chain, or fails the test.
func as[E error](t testing.TB, err error) E {
	t.Helper()
	var e E
	if !errors.As(err, &e) {
		t.Fatalf("error is %T (%v), want %T", err, err, e)
	}
	return e
}
