// Package dsp holds the stages between a message in memory and a device: time-stretching that
// keeps the pitch, resampling, levelling with a limiter, fades. Each is a beep.Streamer or wraps
// one, so they chain.
//
// Nothing here starts a goroutine, waits or allocates while streaming. A stage belongs to one
// goroutine at a time: whoever changes a setting must hold off streaming in the meantime.
package dsp
