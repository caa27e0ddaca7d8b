package secret

import (
	"context"
	"errors"
)

// GetBook returns the password of the address book of that name. Without one the error is ErrNotFound.
func (k *Keyring) GetBook(ctx context.Context, name string) (string, error) {
	var password string
	err := k.guard(ctx, "read the password", func(ctx context.Context) (err error) {
		password, err = getPassword(ctx, k.book(name))
		return err
	})
	if err != nil {
		return "", err
	}
	return password, nil
}

// SetBook stores the password of an address book, over an older one.
func (k *Keyring) SetBook(ctx context.Context, name, password string) error {
	return k.guard(ctx, "store the password", func(ctx context.Context) error {
		return setPassword(ctx, k.book(name), password)
	})
}

// DeleteBook forgets the password of an address book. A missing one is not an error.
func (k *Keyring) DeleteBook(ctx context.Context, name string) error {
	err := k.guard(ctx, "forget the password", func(ctx context.Context) error {
		return deletePassword(ctx, k.book(name))
	})
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// book is the entry's name: contacts:NAME, and #PROFILE off the default profile.
func (k *Keyring) book(name string) string { return k.inProfile("contacts:" + name) }
