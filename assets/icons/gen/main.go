// Command gen writes the application icon into the current folder, as PNGs and as SVG.
package main

import (
	"bytes"
	"fmt"
	"image/png"
	"log"
	"os"

	"istratray/assets/icons/mark"
	"istratray/assets/icons/shape"
)

var sizes = []int{16, 22, 24, 32, 48, 64, 128, 256, 512}

func main() {
	log.SetFlags(0)
	for name, data := range files() {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// files are the icon's files by name.
func files() map[string][]byte {
	all := map[string][]byte{"istratray.svg": []byte(shape.SVG(mark.Extent, mark.App()))}
	for _, size := range sizes {
		var b bytes.Buffer
		enc := png.Encoder{CompressionLevel: png.BestCompression}
		if err := enc.Encode(&b, shape.Draw(size, mark.Extent, mark.App())); err != nil {
			log.Fatal(err) // a buffer takes everything: the picture itself is wrong
		}
		all[fmt.Sprintf("istratray-%d.png", size)] = b.Bytes()
	}
	return all
}
