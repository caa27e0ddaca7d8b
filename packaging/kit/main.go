// Kit makes the parts of the packages that no other tool here makes: icons for Windows and macOS, the software bill
// of materials, and the licences of everything inside.
//
//	kit ico  OUT.ico  PNG...
//	kit icns OUT.icns PNG...
//	kit sbom     PROGRAM >istratray.cdx.json
//	kit licences PROGRAM >LICENCES.txt
//	kit stamp INSTALLER.msi SECONDS
//	kit policies FOLDER
//
// Sbom and licences read the modules from the program itself, and their licences from the module cache.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintf(os.Stderr, "kit: %v\n", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 2 {
		return fmt.Errorf("usage: kit ico|icns OUT PNG... | kit sbom|licences PROGRAM | kit stamp INSTALLER SECONDS")
	}
	switch what, file := args[0], args[1]; what {
	case "ico", "icns":
		pictures, err := readPictures(args[2:])
		if err != nil {
			return err
		}
		pack := map[string]func([]picture) ([]byte, error){"ico": ico, "icns": icns}[what]
		data, err := pack(pictures)
		if err != nil {
			return err
		}
		return os.WriteFile(file, data, 0o644) // #nosec G306 -- packages are to be read by everybody
	case "sbom", "licences":
		parts, err := partsOf(file)
		if err != nil {
			return err
		}
		if what == "sbom" {
			return writeBOM(os.Stdout, parts)
		}
		return writeLicences(os.Stdout, parts)
	case "policies":
		return writePolicies(file)
	case "stamp":
		if len(args) != 3 {
			return fmt.Errorf("usage: kit stamp INSTALLER.msi SECONDS")
		}
		return stampInstaller(file, args[2])
	default:
		return fmt.Errorf("no part is called %q", what)
	}
}
