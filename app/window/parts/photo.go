package parts

import (
	"image"
	"image/png"
	"os"
)

// mostPhotos bounds the pictures that are held: each has 36 kB.
const mostPhotos = 200

// photos are pictures of people that were shown lately, by file; nil for one that can't be read. It is used by the
// window's goroutine only.
var photos = map[string]image.Image{}

// photoIn is the picture in a file; nil for none.
func photoIn(file string) image.Image {
	if file == "" {
		return nil
	}
	if known, ok := photos[file]; ok {
		return known
	}
	if len(photos) >= mostPhotos {
		clear(photos)
	}
	photos[file] = readPhoto(file)
	return photos[file]
}

func readPhoto(file string) image.Image {
	f, err := os.Open(file)
	if err != nil {
		return nil
	}
	defer f.Close()
	photo, err := png.Decode(f)
	if err != nil {
		return nil
	}
	return photo
}
