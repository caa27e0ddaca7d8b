package rig

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// Screenshot saves a PNG of the whole screen.
func (d *Desk) Screenshot(file string) {
	d.t.Helper()
	d.save("root", file)
}

func (d *Desk) save(window, file string) {
	d.t.Helper()
	png, err := d.capture(window, "png")
	if err == nil {
		err = os.MkdirAll(filepath.Dir(file), 0o755)
	}
	if err == nil {
		err = os.WriteFile(file, png, 0o644)
	}
	if err != nil {
		d.t.Fatalf("screenshot: %v", err)
	}
}

// capture is the picture of a window, by X ID or "root", as png or, faster, ppm.
func (d *Desk) capture(window, format string) ([]byte, error) {
	if d.wayland() {
		return d.captureWayland(window, format)
	}
	if window != "root" { // import would wait for a window that is gone
		if _, err := d.tool(nil, "xwininfo", "-id", window); err != nil {
			return nil, errNoWindow
		}
	}
	return d.tool(nil, "import", "-silent", "-window", window, format+":-")
}

// tool runs one of the helpers of the session and returns its output.
func (d *Desk) tool(stdin []byte, name string, args ...string) ([]byte, error) {
	// Not the test's context: evidence is also taken after that has ended. xdotool waits forever
	// for a window that never comes to the front.
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	// One thread each: ImageMagick's and tesseract's spend more time on waiting for each other.
	cmd.Env = append(d.Env(), "OMP_THREAD_LIMIT=1")
	if x := d.Getenv("DESK_X"); x != "" {
		cmd.Env = append(cmd.Env, "DISPLAY="+x) // under Wayland only the tools know that there is an X server
	}
	cmd.Stdin = bytes.NewReader(stdin)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return out, fmt.Errorf("%s: %w: %s", name, err, bytes.TrimSpace(stderr.Bytes()))
	}
	return out, nil
}
