//go:build !windows && !linux

package proxy

import "context"

// System knows no proxies here.
func System(context.Context, string) ([]string, error) { return nil, nil }

// Kind says in a word what the user has set.
func Kind() string { return "unknown" }
