package secret

import (
	"errors"
	"os"
	"strings"
)

// Reason names what is wrong with the keyring, as a code of app/words; "" for nil.
func Reason(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, ErrNotFound):
		return "keyring-empty"
	case errors.Is(err, ErrNoKeyring):
		return "keyring-none"
	case errors.Is(err, ErrNoneYet) && strings.Contains(os.Getenv("XDG_CURRENT_DESKTOP"), "KDE"):
		return "keyring-new-kde"
	case errors.Is(err, ErrNoneYet):
		return "keyring-new"
	case errors.Is(err, ErrLocked):
		return "keyring-locked"
	case errors.Is(err, ErrTimeout):
		return "keyring-silent"
	}
	return "keyring-refused"
}
