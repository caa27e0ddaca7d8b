package seat

import "errors"

// ErrNoChooser says that this desktop has no portal in which a person chooses files.
var ErrNoChooser = errors.New("this desktop has no portal for choosing files")

// Choice is what a person is asked to choose.
type Choice struct {
	Title    string
	Folder   bool     // a folder, not a file
	Kind     string   // what the files are, in words
	Patterns []string // of their names, such as "*.vcf"; none: any file
	Parent   string   // the window that asks, as portals name it: "x11:" and a number in hexadecimal; "" = unknown
}
