package main

import (
	"fmt"
	"path/filepath"

	"istratray/desktop/rig"
)

// album takes the pictures of a story and numbers them.
type album struct {
	desk   *rig.Desk
	folder string
	pages  int
}

// add takes a picture of the screen and tells what it shows.
func (a *album) add(name, format string, args ...any) {
	a.pages++
	file := filepath.Join(a.folder, fmt.Sprintf("%02d-%s.png", a.pages, name))
	a.desk.Screenshot(file)
	fmt.Printf("%s\n    %s\n", fmt.Sprintf(format, args...), file)
}
