package rules

import (
	"encoding/xml"
	"image/png"
	"os"
	"path"
	"path/filepath"
	"testing"
)

// The pictures that software centres show are there, as large as they are told.
func TestScreenshotsAreThere(t *testing.T) {
	data, err := os.ReadFile("../../packaging/linux/org.istratray.IstraTray.metainfo.xml")
	if err != nil {
		t.Fatal(err)
	}
	var component struct {
		Images []struct {
			Width  int    `xml:"width,attr"`
			Height int    `xml:"height,attr"`
			URL    string `xml:",chardata"`
		} `xml:"screenshots>screenshot>image"`
	}
	if err := xml.Unmarshal(data, &component); err != nil || len(component.Images) == 0 {
		t.Fatalf("no screenshots: %v", err)
	}
	for _, image := range component.Images {
		f, err := os.Open(filepath.Join("../../docs/pictures", path.Base(image.URL)))
		if err != nil {
			t.Error(err)
			continue
		}
		size, err := png.DecodeConfig(f)
		f.Close()
		if err != nil || size.Width != image.Width || size.Height != image.Height {
			t.Errorf("%s is %d×%d (%v), not %d×%d", image.URL, size.Width, size.Height, err, image.Width, image.Height)
		}
	}
}
