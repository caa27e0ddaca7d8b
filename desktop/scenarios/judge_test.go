//go:build desktop

package scenarios

import (
	"fmt"
	"image"

	"istratray/desktop/rig"
)

// alike is how well a recording must match what was to be heard.
const alike = 0.95

// heard says why the recording does not hold the sound, nil when it does.
func heard(recorded, sound rig.PCM) error {
	match := rig.Correlate(recorded, sound)
	if match.Correlation < alike {
		return fmt.Errorf("recorded %v, best correlation %.3f", recorded.Duration(), match.Correlation)
	}
	return nil
}

// same compares two pictures pixel by pixel.
func same(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				return false
			}
		}
	}
	return true
}
