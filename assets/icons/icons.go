// Package icons embeds the application icon. The files are drawn by code: see gen.
package icons

import _ "embed"

//go:generate go run ./gen

// The application icon, 64 and 256 pixels a side.
var (
	//go:embed istratray-64.png
	PNG64 []byte
	//go:embed istratray-256.png
	PNG256 []byte
)
