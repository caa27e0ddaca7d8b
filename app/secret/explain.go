package secret

import (
	"errors"
	"os"
	"strings"
)

// Explain says in plain words what is wrong with the keyring and what the user can do.
func Explain(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, ErrNotFound):
		return "No password is stored for this account. Sign in to store it."
	case errors.Is(err, ErrNoKeyring):
		return "This desktop has no keyring, so the password can't be stored: it will be asked for at each start. " +
			"Installing GNOME Keyring or KWallet helps."
	case errors.Is(err, ErrNoneYet):
		return "This desktop's keyring has not been set up. " + setUp(os.Getenv("XDG_CURRENT_DESKTOP"))
	case errors.Is(err, ErrLocked):
		return "The keyring is locked. Unlock it and try again."
	case errors.Is(err, ErrTimeout):
		return "The keyring does not answer. It may be waiting for its own password: look for its window, then try again."
	}
	return "The keyring refused access to the password. Allow it in the keyring's settings, or sign in again."
}

// setUp says how a keyring is made on a desktop, given by its XDG_CURRENT_DESKTOP.
func setUp(desktop string) string {
	if strings.Contains(desktop, "KDE") {
		return "Open KWalletManager (or System Settings, KDE Wallet), enable the wallet and create one; then sign in again."
	}
	return "Open “Passwords and Keys” (seahorse), create a password keyring and set it as default; then sign in again."
}
