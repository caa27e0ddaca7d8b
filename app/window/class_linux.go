package window

import (
	"os"
	"strconv"

	"github.com/go-gl/glfw/v3.4/glfw"
)

// leastScale is how much larger than usual a desktop must want its programs for that to be followed.
const leastScale = 1.1

// hintWindow sets what Fyne has no words for. It has to be called between the driver's start and the first window.
//
// The window's WM_CLASS is the program's name, where GLFW would take the title. Its pixels have no alpha channel:
// Fyne blends into it, so that a compositor which believes it shows what is behind the edges of letters.
func hintWindow() {
	glfw.WindowHintString(glfw.X11ClassName, class)
	glfw.WindowHintString(glfw.X11InstanceName, class)
	glfw.WindowHint(glfw.AlphaBits, 0)
}

// screenOpened is nil when Fyne's driver could open the screen. It is called once that has started: GLFW then only says
// how that went, and tries once more where it failed.
func screenOpened() error { return glfw.Init() }

// followScale makes Fyne draw as large as an X11 desktop asks for by Xft.dpi; Fyne measures the monitor only. It
// reports whether it did: text is then as large as the desktop wants it, too. A FYNE_SCALE that the user has set
// stays. It is called between the driver's start and the first window.
func followScale() bool {
	monitor := glfw.GetPrimaryMonitor()
	if glfw.GetPlatform() != glfw.PlatformX11 || monitor == nil || os.Getenv("FYNE_SCALE") != "" {
		return false
	}
	scale, _ := monitor.GetContentScale()
	if scale < leastScale || scale > 4 {
		return false
	}
	return os.Setenv("FYNE_SCALE", strconv.FormatFloat(float64(scale), 'f', 2, 32)) == nil &&
		os.Setenv("FYNE_DISABLE_DPI_DETECTION", "1") == nil
}
