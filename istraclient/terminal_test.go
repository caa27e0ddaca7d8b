package istraclient

import (
	"testing"

	"istratray/istraclient/istratest"
)

func TestPlaceCall(t *testing.T) {
	for _, quirks := range []istratest.Quirks{{}, {NoContent: true}} {
		c, p := signedIn(t, istratest.Options{})
		p.Faults().Set(quirks)
		terminal := p.Terminals()[1].ID
		destinations := []string{"200", "00497231260", "+632654230", "555;lra=144;cd msgid=20160219170845749-313-144"}
		for _, destination := range destinations {
			if err := c.PlaceCall(t.Context(), terminal, destination); err != nil {
				t.Error(err)
			}
		}
		for i, placed := range p.PlacedCalls() {
			if placed.Destination != destinations[i] || placed.Terminal != terminal {
				t.Errorf("%+v", placed)
			}
		}
		if n := len(p.PlacedCalls()); n != len(destinations) {
			t.Errorf("%d calls", n)
		}
	}
}

func TestPlaceCallNeedsArguments(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	if e := as[*ArgumentError](t, c.PlaceCall(t.Context(), "", "200")); e.Name != "terminal" {
		t.Error(e)
	}
	if e := as[*ArgumentError](t, c.PlaceCall(t.Context(), "5", " ")); e.Name != "destination" {
		t.Error(e)
	}
	if len(p.RequestsTo("POST", "v1/user")) > 0 {
		t.Error("a request was sent")
	}
}

func TestPlaceCallRefused(t *testing.T) {
	c, _ := signedIn(t, istratest.Options{})
	if err := c.PlaceCall(t.Context(), "5", "200"); as[*APIError](t, err).Status != 404 {
		t.Error(err)
	}
}
