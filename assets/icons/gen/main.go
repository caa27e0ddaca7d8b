// Command gen writes the application icon into the current folder, as PNGs and as SVG.
package main

import (
	"fmt"
	"image/png"
	"log"
	"os"

	"istratray/assets/icons/mark"
	"istratray/assets/icons/shape"
)

const svgFile = "istratray.svg"

var sizes = []int{16, 22, 24, 32, 48, 64, 128, 256, 512}

func pngFile(size int) string { return fmt.Sprintf("istratray-%d.png", size) }

func main() {
	log.SetFlags(0)
	err := os.WriteFile(svgFile, []byte(shape.SVG(mark.Extent, mark.App())), 0o644) // #nosec G306 -- a drawing of the source tree
	if err != nil {
		log.Fatal(err)
	}
	for _, size := range sizes {
		if err := writePNG(size); err != nil {
			log.Fatal(err)
		}
	}
}

func writePNG(size int) error {
	f, err := os.Create(pngFile(size))
	if err != nil {
		return err
	}
	defer f.Close()
	enc := png.Encoder{CompressionLevel: png.BestCompression}
	if err := enc.Encode(f, shape.Draw(size, mark.Extent, mark.App())); err != nil {
		return err
	}
	return f.Close()
}
