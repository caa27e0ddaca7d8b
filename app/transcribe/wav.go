package transcribe

import (
	"bufio"
	"context"
	"encoding/binary"
	"io"
	"math"

	"istratray/player/decode"
	"istratray/player/dsp"
)

const (
	rate      = 16000 // frames a second of what a program gets, one channel of 16 bits
	frameSize = 2     // bytes
	longest   = 3600 * rate
)

// convert decodes a message into a WAV file and says how many frames that has: with an error, too, what there
// is of it is a WAV file. Its memory doesn't depend on the message's length.
func convert(ctx context.Context, in decode.Input, out io.WriteSeeker) (frames int64, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	p := &pipe{ctx: ctx, chunks: make(chan []float32), begun: make(chan decode.Info, 1)}
	decoded := make(chan error, 1)
	go func() {
		defer close(p.chunks)
		decoded <- decode.Run(ctx, in, p, decode.Limits{})
	}()
	select {
	case info := <-p.begun:
		frames, err = p.copyTo(out, info)
	case err = <-decoded:
		return 0, err
	}
	stop()
	for range p.chunks { // until the decoder has ended
	}
	if failure := <-decoded; err == nil && p.ended {
		err = failure
	}
	return frames, err
}

// pipe carries samples from a decoder, which pushes them, to a resampler, which pulls.
type pipe struct {
	ctx      context.Context // of the one convert that made it
	begun    chan decode.Info
	chunks   chan []float32
	channels int       // the reader's
	left     []float32 // the reader's
	ended    bool      // the reader's: there are no more chunks
}

// Begin implements decode.Sink.
func (p *pipe) Begin(info decode.Info) error {
	p.begun <- info
	return nil
}

// Write implements decode.Sink.
func (p *pipe) Write(samples []float32) error {
	select {
	case p.chunks <- append([]float32(nil), samples...):
		return nil
	case <-p.ctx.Done():
		return p.ctx.Err()
	}
}

// Stream gives what the channels have in common, as the resampler wants it.
func (p *pipe) Stream(frames [][2]float64) (n int, ok bool) {
	for n < len(frames) {
		for len(p.left) == 0 {
			if p.left, ok = <-p.chunks; !ok {
				p.ended = true
				return n, n > 0
			}
		}
		sum := 0.0
		for _, sample := range p.left[:p.channels] {
			sum += float64(sample)
		}
		p.left = p.left[p.channels:]
		frames[n][0] = sum / float64(p.channels)
		n++
	}
	return n, true
}

// Err is for the resampler; the decoder's error is told otherwise.
func (p *pipe) Err() error { return nil }

// copyTo writes all that comes through the pipe. Its errors are *Problem.
func (p *pipe) copyTo(out io.WriteSeeker, info decode.Info) (frames int64, err error) {
	p.channels = info.Channels
	if _, err := out.Write(header(0)); err != nil {
		return 0, onDisk(err)
	}
	if frames, err = p.writeSamples(out, info.Rate); err != nil {
		return 0, onDisk(err)
	}
	if _, err := out.Seek(0, io.SeekStart); err != nil {
		return 0, onDisk(err)
	}
	if _, err := out.Write(header(frames)); err != nil {
		return 0, onDisk(err)
	}
	if frames >= longest {
		return 0, &Problem{Code: TooLong}
	}
	return frames, nil
}

// writeSamples writes 16-bit samples until the pipe ends or longest frames are there.
func (p *pipe) writeSamples(out io.Writer, from int) (frames int64, err error) {
	src, w := dsp.Resample(p, from, rate), bufio.NewWriter(out)
	buf, bytes := make([][2]float64, 1024), make([]byte, 0, 1024*frameSize)
	for ok := true; ok && frames < longest; {
		var n int
		n, ok = src.Stream(buf)
		bytes = bytes[:0]
		for _, frame := range buf[:n] {
			level := int16(math.Round(max(-1, min(1, frame[0])) * math.MaxInt16))
			bytes = binary.LittleEndian.AppendUint16(bytes, uint16(level))
		}
		if _, err := w.Write(bytes); err != nil {
			return frames, err
		}
		frames += int64(n)
	}
	return frames, w.Flush()
}

// header is the 44 bytes before so many frames.
func header(frames int64) []byte {
	size := uint32(frames * frameSize) // within an hour
	h := make([]byte, 0, 44)
	h = append(h, "RIFF"...)
	h = binary.LittleEndian.AppendUint32(h, 36+size)
	h = append(h, "WAVEfmt "...)
	h = binary.LittleEndian.AppendUint32(h, 16)
	h = binary.LittleEndian.AppendUint16(h, 1) // linear
	h = binary.LittleEndian.AppendUint16(h, 1) // channel
	h = binary.LittleEndian.AppendUint32(h, rate)
	h = binary.LittleEndian.AppendUint32(h, rate*frameSize)
	h = binary.LittleEndian.AppendUint16(h, frameSize)
	h = binary.LittleEndian.AppendUint16(h, 8*frameSize)
	h = append(h, "data"...)
	return binary.LittleEndian.AppendUint32(h, size)
}
