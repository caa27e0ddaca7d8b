package istratest

import (
	"math/rand/v2"
	"time"
)

// person is someone who calls in the demo. The public numbers are from ranges set aside for fiction.
type person struct {
	name, number string
	internal     bool
}

var (
	anna    = person{"Anna Keller", "200", true}
	tom     = person{"Tom Becker", "217", true}
	maria   = person{"Maria Rossi", "231", true}
	peter   = person{"Peter Lindqvist", "244", true}
	david   = person{"David Kowalski", "+12025550143", false}
	dentist = person{"Park Street Dental", "+442079460018", false}
	claire  = person{"Claire Dubois", "+33199004271", false}
	jens    = person{"Jens Bauer (Hartmann)", "+493023125417", false}
	lena    = person{"Lena Hoffmann", "+493023125880", false}
	mobile  = person{"", "+33639980512", false}
	courier = person{"Swift Couriers", "+442079460733", false}
	hidden  = person{"Anonymous", "", false}

	// people appear in the history as often as here.
	people = []person{
		anna, tom, maria, peter, peter, david, david, claire, jens, lena, mobile, courier, hidden, tom, maria,
	}
)

func (p person) message(speech string) Voicemail {
	return Voicemail{RemoteLabel: p.name, RemoteNumber: p.number, Internal: p.internal, Speech: speech}
}

func (p person) missed(rang time.Duration) Call {
	return Call{RemoteLabel: p.name, RemoteNumber: p.number, Internal: p.internal, Missed: true, Ring: rang}
}

func (p person) talked(incoming bool, talk time.Duration) Call {
	return Call{
		RemoteLabel: p.name, RemoteNumber: p.number, Internal: p.internal, Incoming: incoming,
		Ring: 6 * time.Second, Talk: talk,
	}
}

// anyCall is a call of any kind; one that was missed has been looked at. Nobody can call a hidden number.
func (p person) anyCall(dice *rand.Rand) Call {
	length := time.Duration(1+dice.IntN(40)) * time.Second
	switch n := dice.IntN(10); {
	case n < 2:
		call := p.missed(length)
		call.Seen = true
		return call
	case n < 6 || p.number == "":
		return p.talked(true, 12*length)
	default:
		return p.talked(false, 9*length)
	}
}
