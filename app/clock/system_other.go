//go:build !windows

package clock

import (
	"cmp"
	"os"
)

// systemTwelve goes by the locale for times.
func systemTwelve() bool {
	return localeTwelve(cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_TIME"), os.Getenv("LANG")))
}
