package window

import "github.com/go-gl/glfw/v3.4/glfw"

// nameClass makes the window's WM_CLASS the program's name; GLFW would take the title. It has to be
// called between the driver's start and the first window.
func nameClass() {
	glfw.WindowHintString(glfw.X11ClassName, class)
	glfw.WindowHintString(glfw.X11InstanceName, class)
}
