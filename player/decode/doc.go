// Package decode turns the bytes of a voice message into samples: Vorbis and Opus in Ogg, AU,
// AAC in ADTS, LATM or MP4, as they arrive from a network.
//
// What arrives is foreign and perhaps hostile. Everything a decoding library would trust is checked
// before the library sees it, what it could spend is capped, and [Run] puts each decoder into a
// goroutine of its own with a watchdog, so that neither a panic nor an endless loop leaves the
// package. Errors are *Error values of one of the kinds below.
//
// The package knows neither devices nor files nor networks, and needs no cgo.
package decode
