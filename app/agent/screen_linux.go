package agent

import "os"

// hasScreen tells whether this session names a screen. That one answers there, only the window finds out.
func hasScreen() bool { return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "" }
