//go:build noaac

package decode

import "io"

const canAAC = false

func openAAC(io.Reader) (Decoder, error) { return nil, unsupported(AAC, "left out of this build") }

func openMP4(io.Reader) (Decoder, error) { return nil, unsupported(MP4, "left out of this build") }
