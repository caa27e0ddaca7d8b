package wcag_test

import (
	"image/color"
	"math"
	"testing"

	"istratray/internal/wcag"
)

func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b color.Color
		want float64
	}{
		{color.Black, color.White, 21},
		{color.White, color.White, 1},
		{color.Gray{0x77}, color.White, 4.48}, // the best known grey that is just too light
		{color.White, color.Gray{0x76}, 4.54},
	} {
		if got := wcag.Contrast(c.a, c.b); math.Abs(got-c.want) > 0.005 {
			t.Errorf("%v on %v: %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}
