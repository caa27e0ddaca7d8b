package istratest

import (
	"log/slog"
	"net"
	"slices"
	"time"
)

// Options describe the platform and its one account. The zero value is a complete platform with an
// empty mailbox.
type Options struct {
	Login          string        // zero: alex@example.com
	Password       string        // digits only; zero: 135790
	SecondPassword string        // asked for while Quirks.TwoStep is set; zero: 654321
	Name           string        // the user's first and last name; zero: Alex Martin
	Company        string        // the enterprise the user belongs to; zero: Hartmann Ltd
	Extension      string        // the user's own; zero: 313
	Terminals      []Terminal    // zero: a desk phone and a softphone
	CallerID       CallerID      // zero: follows the presence state
	CallerIDPrefix string        // the policy: numbers a caller ID may begin with; zero: any E.164 number
	Voicemails     []Voicemail   // in the mailbox at the start, in any order
	Calls          []Call        // in the call history at the start, in any order
	LogPlaced      bool          // a placed call also appears in the call history
	FirstID        int64         // of voicemails without an ID; call IDs count along, far above; zero: 144
	SuspendAfter   int           // wrong passwords in a row that suspend the account; zero: 5
	SessionTimeout time.Duration // without activity; zero: 30 minutes
	KeepRequests   int           // how many of the latest requests are recorded; zero: 10000

	AtRoot   bool             // the API is at / as on restletrouter.DOMAIN; zero: at /restletrouter
	Host     string           // the name in URL and certificate; zero: the listener's address
	Addr     string           // where to listen; zero: a free port of 127.0.0.1
	Listener net.Listener     // used instead of Addr, and closed by Close; see NewPipe
	NoTLS    bool             // plain HTTP
	Now      func() time.Time // stamps items and certificates; zero: time.Now
	Logger   *slog.Logger     // zero: discards
}

// Terminal is one of the user's phones.
type Terminal struct {
	ID    string // zero: made up, 64 bits wide
	Label string
}

// firstCallID is wider than a float64 can hold exactly: clients must keep IDs as text.
const (
	firstCallID     = 8967300633232582577
	firstTerminalID = 8967300633232500101
	userID          = "8967300633232582576"
)

func (o Options) withDefaults() Options {
	fill(&o.Login, "alex@example.com")
	fill(&o.Password, "135790")
	fill(&o.SecondPassword, "654321")
	fill(&o.Name, "Alex Martin")
	fill(&o.Company, "Hartmann Ltd")
	fill(&o.Extension, "313")
	fill(&o.FirstID, 144)
	fill(&o.SuspendAfter, 5)
	fill(&o.SessionTimeout, 30*time.Minute)
	fill(&o.KeepRequests, 10_000)
	fill(&o.Addr, "127.0.0.1:0")
	fill(&o.CallerID.Choice, FollowsPresence)
	if o.Terminals == nil {
		o.Terminals = []Terminal{{Label: "Desk phone"}, {Label: "Softphone"}}
	}
	o.Terminals = slices.Clone(o.Terminals) // IDs are filled in
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o
}

func fill[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
