package secret

import (
	"errors"
	"os"
	"strings"
)

// Whose keyring is at fault, where more is to be said of it than of any. Errors may wrap one of these.
var (
	errKWallet   = errors.New("KWallet")
	errKeePassXC = errors.New("KeePassXC")
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
	case errors.Is(err, ErrNoneYet):
		return theirs(err, "keyring-new", "keyring-new-kde", "keyring-new-keepassxc")
	case errors.Is(err, ErrLocked):
		return theirs(err, "keyring-locked", "keyring-locked-kde", "keyring-locked-keepassxc")
	case errors.Is(err, ErrTimeout):
		return "keyring-silent"
	}
	return "keyring-refused"
}

// theirs picks the words about the keyring that err is about.
func theirs(err error, anys, kWallets, keePassXCs string) string {
	switch {
	case errors.Is(err, errKeePassXC):
		return keePassXCs
	case errors.Is(err, errKWallet), strings.Contains(os.Getenv("XDG_CURRENT_DESKTOP"), "KDE"):
		return kWallets
	}
	return anys
}
