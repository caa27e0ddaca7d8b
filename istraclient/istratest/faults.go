package istratest

import (
	"slices"
	"time"
)

// Fault spoils requests. The zero Fault matches every request and changes nothing; its fields may be
// combined.
type Fault struct {
	Match  string // path prefix under the API's root: v1/logs/Voicemail, ws-service; zero: every path
	Method string // zero: every method
	Times  int    // how many requests it spoils; zero: all, until Clear
	Effect bool   // the request takes effect first; only its answer is spoiled

	Delay          time.Duration // before anything else happens
	Hang           bool          // never answers
	Drop           bool          // closes the connection without an answer
	Status         int           // answers with this status; zero: 200 where Body or Text is set
	Body           Body          // what comes with Status; zero: BodyJSON from 400 on, else BodyEmpty
	Text           string        // the message in it, or all of it with BodyRaw
	RetryAfter     string        // that header: seconds or a date
	Location       string        // that header; Status is 302 unless set
	CutAfter       int           // closes the connection after this many bytes of the body; zero: never
	BytesPerSecond int           // of the body; zero: no limit
}

// Body is the shape of a spoiled answer.
type Body string

// The shapes, from the described one to nonsense.
const (
	BodyJSON      Body = "json"      // {"code":"ERR_…","message":"…"}
	BodyCodeOnly  Body = "code-only" // {"code":"some message"}
	BodyException Body = "exception" // {"exceptionId":…,"cause":…,"message":…,"firstMessage":…}
	BodyEmpty     Body = "empty"
	BodyHTML      Body = "html"      // a proxy's error page
	BodyPortal    Body = "portal"    // a sign-in page
	BodyCutJSON   Body = "cut-json"  // complete as HTTP, but half an object
	BodyGarbage   Body = "garbage"   // bytes that are no text
	BodyWrongJSON Body = "wrong"     // JSON of another kind: an array of arrays
	BodyNotGzip   Body = "not-gzip"  // says gzip and is none
	BodyGzipBomb  Body = "gzip-bomb" // 64 MiB of JSON in 64 kB
	BodyRaw       Body = "raw"       // Text as it is, as JSON
)

// Bodies are all shapes.
func Bodies() []Body {
	return []Body{
		BodyJSON, BodyCodeOnly, BodyException, BodyEmpty, BodyHTML, BodyPortal, BodyCutJSON, BodyGarbage,
		BodyWrongJSON, BodyNotGzip, BodyGzipBomb, BodyRaw,
	}
}

// Faults are the switches of a platform's quirks and faults.
type Faults struct{ p *Platform }

// Faults are the platform's switches.
func (p *Platform) Faults() *Faults { return &Faults{p} }

// Add puts a fault in force. Of several that match a request the one added first spoils it.
func (f *Faults) Add(faults ...Fault) {
	f.p.change(func() { f.p.faults = append(f.p.faults, faults...) })
}

// Clear ends all faults, silence included; quirks stay.
func (f *Faults) Clear() {
	f.p.change(func() { f.p.faults = nil })
	f.p.gate.thaw()
}

// Active are the faults in force, with what is left of their Times.
func (f *Faults) Active() []Fault {
	f.p.mu.Lock()
	defer f.p.mu.Unlock()
	return slices.Clone(f.p.faults)
}

// Quirks are the habits in force.
func (f *Faults) Quirks() Quirks {
	f.p.mu.Lock()
	defer f.p.mu.Unlock()
	return f.p.quirks
}

// Set replaces the habits. Those of websockets count for the ones opened later where they are about
// their beginning or rhythm.
func (f *Faults) Set(q Quirks) { f.p.change(func() { f.p.quirks = q }) }

// Update changes some of the habits. The function must not call the platform.
func (f *Faults) Update(change func(*Quirks)) { f.p.change(func() { change(&f.p.quirks) }) }

// Silence makes the connections of this moment go silent: they stay open, and nothing comes or goes.
// New connections work, as after a router forgot the old ones.
func (f *Faults) Silence() { f.p.gate.silenceAll(false) }

// SilenceSockets is Silence for websockets alone.
func (f *Faults) SilenceSockets() {
	f.p.eachSocket(func(s *socket) { s.wire.silence() })
}

// Blackhole makes all connections go silent, new ones too, as when packets are dropped on the way.
func (f *Faults) Blackhole() { f.p.gate.silenceAll(true) }

// Thaw ends Silence and Blackhole; what was held back is delivered.
func (f *Faults) Thaw() { f.p.gate.thaw() }
