//go:build desktop

package scenarios

import (
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// A tray that knows X11 only shows the icon, with its badge; also one that comes back, until there is a better one.
func TestATrayThatKnowsX11Only(t *testing.T) {
	s := begin(t, rig.Options{Sound: rig.None, Tray: rig.None}, istratest.Options{})
	old := s.trayer()
	s.startSignedIn("--hidden")
	icon := s.waitDocked()
	calm := s.picture(icon)
	s.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Maria Rossi", RemoteNumber: "215"})
	s.waitBadge(1, patience)
	rig.Eventually(t, patience, "the badge is red", func() error {
		if before, now := reds(calm), reds(s.picture(icon)); now < before+20 {
			return fmt.Errorf("%d red pixels, %d before", now, before)
		}
		return nil
	})
	s.shot("badge")
	s.desk.Run("xdotool", "mousemove", "--window", icon, "8", "8", "click", "1")
	s.desk.WaitInFront("Istra Tray", patience)
	old.Kill()
	s.trayer()
	s.waitDocked()
	if said := s.agent.Stderr(); strings.Contains(said, "tray") {
		t.Errorf("there is a tray: %s", said)
	}
	s.desk.StartService("tray")
	s.desk.WaitTray("istratray", patience)
	rig.Eventually(t, patience, "there is one icon", func() error {
		if s.docked() != "" {
			return errors.New("the old tray has one, too")
		}
		return nil
	})
	s.quit()
}

func (s *story) trayer() *rig.Process {
	s.Helper()
	return s.desk.Spawn("trayer", "--edge", "top", "--align", "left", "--widthtype", "request", "--height", "24")
}

// docked is the icon's window in the old tray; "" for none.
func (s *story) docked() string {
	for _, id := range strings.Fields(s.desk.Run("xdotool", "search", "--onlyvisible", "--class",
		"istratray").Stdout()) {
		if strings.Contains(s.desk.Run("xprop", "-id", id, "_XEMBED_INFO").Stdout(), "0x1") {
			return id
		}
	}
	return ""
}

func (s *story) waitDocked() (id string) {
	s.Helper()
	rig.Eventually(s, patience, "the old tray has the icon", func() error {
		if id = s.docked(); id == "" {
			return errors.New("it has none")
		}
		return nil
	})
	return id
}

func (s *story) picture(window string) image.Image {
	s.Helper()
	file := filepath.Join(s.desk.Dir, "icon-"+strconv.Itoa(s.shots)+".png")
	s.desk.Run("import", "-silent", "-window", window, file)
	f, err := os.Open(file)
	s.must(err)
	defer f.Close()
	picture, err := png.Decode(f)
	s.must(err)
	return picture
}

func reds(picture image.Image) (n int) {
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			if r, g, b, _ := picture.At(x, y).RGBA(); r > 0xa000 && g < 0x6000 && b < 0x6000 {
				n++
			}
		}
	}
	return n
}
