package secret

import "errors"

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
	case errors.Is(err, ErrLocked):
		return "The keyring is locked. Unlock it and try again."
	case errors.Is(err, ErrTimeout):
		return "The keyring does not answer. It may be waiting for its own password: look for its window, then try again."
	}
	return "The keyring refused access to the password. Allow it in the keyring's settings, or sign in again."
}
