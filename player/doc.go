// Package player plays voice messages: it fetches one from a Source, decodes it in memory while it
// arrives, and plays it at any speed on any device.
//
// A Player plays one message at a time. Its methods may be called from any goroutine and never
// block: they leave an order, which Run carries out. Run owns everything else: one loop that takes
// decisions and reports them through Options.OnState, a goroutine that loads the message, one that
// opens or closes a device. The device's own thread only renders. While nothing plays, no device is
// open and no timer runs; when Run has returned, all its goroutines have ended, but for those that
// a dead sound server or a stuck decoder holds (see packages output and decode).
//
// What the package leaves to others: which message comes next, what a message is called, and how a
// Source gets its bytes.
package player
