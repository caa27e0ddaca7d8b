package look

import (
	"bytes"
	"embed"
	"fmt"
	"image/color"
	"regexp"
	"strconv"
	"sync"

	"fyne.io/fyne/v2"

	program "istratray/assets/icons"
)

//go:embed icons/*.svg
var iconFiles embed.FS

// IconName is the name of a drawing in the folder icons, without its ending.
type IconName string

// The icons. All are drawn on 24 by 24 with round strokes of 1.8.
const (
	IconVoicemail IconName = "voicemail"
	IconCalls     IconName = "calls"
	IconFollowUp  IconName = "follow-up"
	IconDial      IconName = "dial"
	IconSettings  IconName = "settings"
	IconPlay      IconName = "play"
	IconPause     IconName = "pause"
	IconCall      IconName = "call"
	IconIncoming  IconName = "incoming"
	IconOutgoing  IconName = "outgoing"
	IconMissed    IconName = "missed"
	IconDelete    IconName = "delete"
	IconSearch    IconName = "search"
	IconMore      IconName = "more"
	IconOffline   IconName = "offline"
	IconWarning   IconName = "warning"
	IconDone      IconName = "done"
	IconLock      IconName = "lock"
	IconBack10    IconName = "back10"
	IconForward10 IconName = "forward10"
	IconNext      IconName = "next"
	IconStart     IconName = "start"
	IconVolume    IconName = "volume"
	IconPlaying   IconName = "playing"
	IconFigures   IconName = "figures"
	IconCalendar  IconName = "calendar"
	IconSave      IconName = "save"
	IconPhone     IconName = "phone"
	IconPerson    IconName = "person"
	IconDown      IconName = "down"
	IconUp        IconName = "up"
	IconCopy      IconName = "copy"
	IconClock     IconName = "clock"
	IconBack      IconName = "back"
	IconClose     IconName = "close"
	IconEye       IconName = "eye"
	IconEyeOff    IconName = "eye-off"
	IconStar      IconName = "star"
	IconNote      IconName = "note"
	IconRead      IconName = "read"
	IconUnread    IconName = "unread"
)

var (
	iconsMu sync.Mutex // guards icons and pixels
	icons   = map[string]fyne.Resource{}
	pixels  = float32(1) // of a unit
)

// lines are the widths of the lines of a drawing.
var lines = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`stroke-width="([0-9.]+)"`) })

// SetPixels says how many pixels a unit has on the screen, and reports whether icons look otherwise from now on. What
// draws them makes their lines as many pixels wide as the drawing says, however large that becomes: beside letters of
// twice the pixels they would be half as strong.
func SetPixels(n float32) (changed bool) {
	iconsMu.Lock()
	defer iconsMu.Unlock()
	changed = n != pixels
	pixels = n
	return changed
}

// stronger is a drawing with its lines so many times as wide.
func stronger(drawing []byte, by float32) []byte {
	return lines().ReplaceAllFunc(drawing, func(line []byte) []byte {
		width, err := strconv.ParseFloat(string(lines().FindSubmatch(line)[1]), 32)
		if err != nil {
			panic("look: " + err.Error()) // a mistake of ours, as an unknown name is
		}
		return fmt.Appendf(nil, `stroke-width="%.2f"`, float32(width)*by)
	})
}

// Brand is the program's own icon, the same as in the tray and the menus; large for more than 32
// units.
func Brand(large bool) fyne.Resource {
	if large {
		return fyne.NewStaticResource("istratray-256.png", program.PNG256)
	}
	return fyne.NewStaticResource("istratray-64.png", program.PNG64)
}

// Icon is the drawing in a theme colour, as that is now.
func Icon(name IconName, colour fyne.ThemeColorName) fyne.Resource {
	return IconIn(name, Colour(colour))
}

// IconIn is the drawing in a colour. An unknown name is a mistake of ours: it panics.
func IconIn(name IconName, c color.Color) fyne.Resource {
	r, g, b, _ := c.RGBA()
	hex := fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
	scale := Scale()
	iconsMu.Lock()
	defer iconsMu.Unlock()
	strength := pixels * scale
	key := fmt.Sprintf("%s%s-%.2f.svg", name, hex, strength) // Fyne keeps rasters by name, so each look needs its own
	if res, ok := icons[key]; ok {
		return res
	}
	raw, err := iconFiles.ReadFile("icons/" + string(name) + ".svg")
	if err != nil {
		panic("look: " + err.Error())
	}
	if strength != 1 {
		raw = stronger(raw, strength)
	}
	res := fyne.NewStaticResource(key, bytes.ReplaceAll(raw, []byte("currentColor"), []byte(hex)))
	icons[key] = res
	return res
}
