//go:build cgo && !linux && !windows && !darwin

package output

import "github.com/gen2brain/malgo"

func backends() []malgo.Backend {
	return []malgo.Backend{malgo.BackendSndio, malgo.BackendAudio4, malgo.BackendOss, malgo.BackendPulseaudio}
}
