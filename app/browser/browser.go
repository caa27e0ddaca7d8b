package browser

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os/exec"
	"time"
)

// limit is how long the system may take to hand an address on. The browser continues by itself.
const limit = 20 * time.Second

// ErrAddress says that this is no address of a web page.
var ErrAddress = errors.New("only addresses with https or http are opened")

// Open hands an address to the user's browser, and returns when it has been taken.
func Open(ctx context.Context, address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ErrAddress
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	argv := opener(u.String())
	if err := exec.CommandContext(ctx, argv[0], argv[1:]...).Run(); err != nil { // #nosec G204 -- the system's own program, and no shell
		return fmt.Errorf("open the page: %w", err)
	}
	return nil
}
